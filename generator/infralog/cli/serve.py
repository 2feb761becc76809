"""`infralog serve`: the site while it is being written."""

from __future__ import annotations

import gc
import logging
from pathlib import Path

import click

from infralog.cli import options


@click.command
@options.config_file
@click.option("-a", "--address", metavar="HOST:PORT", help="Listen here; else 127.0.0.1:8000.")
@click.option("--open", "open_in_browser", is_flag=True, help="Open it in the browser.")
def command(config_file: Path, address: str | None, *, open_in_browser: bool) -> None:
    """Serve the site, drafts included, and follow every edit.

    \b
    Examples:
      infralog serve
      infralog serve --address 127.0.0.1:8080 --open
    """
    from infralog.plugin.host import serve_site  # noqa: PLC0415 - MkDocs takes long to import

    gc.enable()  # a server goes on, where other commands end
    logging.basicConfig(level=logging.INFO, format="%(levelname)s: %(message)s")
    serve_site(config_file, address=address, open_in_browser=open_in_browser)
