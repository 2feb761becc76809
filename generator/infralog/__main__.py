"""`python -m infralog`."""

from infralog.cli import main

main()
