"""The generated pages, one kind a module: `Policy` in, Markdown with finished HTML blocks out. No MkDocs in here."""
