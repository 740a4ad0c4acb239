"""The ground floor: reading YAML with its lines, the typed model, and what everybody computes in one way only."""
