"""Making and editing entry files: templates, edits of front matter, imports."""
