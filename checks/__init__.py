"""The judge: policy data in, findings out. Imports nothing from the printer, the pen or MkDocs, and never writes."""
