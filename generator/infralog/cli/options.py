"""Options that several commands share, worded once."""

from __future__ import annotations

from pathlib import Path

import click

config_file = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's configuration.",
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
