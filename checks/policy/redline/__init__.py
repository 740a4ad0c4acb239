"""What differs between two editions of a document, by guideline and word by word."""
