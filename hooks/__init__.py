"""The printer: policy in, handbook and downloads out. It computes nothing of its own; the judge's ground floor does."""
