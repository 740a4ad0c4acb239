"""Coming from a spreadsheet: a file is read as a table, its columns are understood as fields, its rows as accounts, and
the accounts are laid beside the register. Each step knows only the one before."""
