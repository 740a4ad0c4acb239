"""Taking over: the handbook becomes another municipality's, and later it sees what is new in the catalogue."""
