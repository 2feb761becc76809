"""infralog: a generator of public infrastructure logs."""
