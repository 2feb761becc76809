"""The log as frozen typed data: entries, moments, bodies and the relations between them."""
