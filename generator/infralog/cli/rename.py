"""`infralog rename`: another title, and an id to match."""

from __future__ import annotations

from pathlib import Path

import click

from infralog.authoring.renaming import rename
from infralog.cli import arguments, options
from infralog.cli.telling import tell


@click.command
@arguments.entry
@click.argument("title", metavar="NEW-TITLE")
@options.config_file
@arguments.as_json
def command(id_: str, title: str, config_file: Path, *, as_json: bool) -> None:
    """Give an entry another title and the id that goes with it.

    The old id stays as an alias, so that old addresses lead on and feeds post nothing again;
    references and links in other entries follow.

    \b
    Examples:
      infralog rename 2024-12-12-proxy-deadlock "Deadlock of the global proxy"
    """
    tell(rename(arguments.open_files(config_file), id_, title), as_json=as_json)
