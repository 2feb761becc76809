"""From one file's text to one typed record, its body and its problems."""
