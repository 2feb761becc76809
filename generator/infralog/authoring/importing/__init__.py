"""From other systems' records to entry files: read, translate, shelve, report."""
