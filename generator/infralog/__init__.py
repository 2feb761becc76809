"""infralog: a generator of public infrastructure logs."""

from importlib.metadata import version

__version__ = version("infralog")
