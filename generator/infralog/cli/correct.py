"""`infralog correct`: something in an entry was wrong and has been put right."""

from __future__ import annotations

from pathlib import Path

import click

from infralog.authoring.editing import correct, written_time
from infralog.cli import arguments, options
from infralog.cli.telling import tell
from infralog.pipeline.clock import build_time


@click.command
@arguments.entry
@click.argument("text")
@arguments.at
@options.config_file
@arguments.as_json
def command(id_: str, text: str, at: str | None, config_file: Path, *, as_json: bool) -> None:
    """Add a correction, which the entry, the week's bulletin and the feeds will show.

    Change the entry's text yourself; TEXT says what was wrong and is right now.

    \b
    Examples:
      infralog correct 2024-12-12-proxy-deadlock "It began at 11:50, not at 12:50."
    """
    files = arguments.open_files(config_file)
    moment = written_time(at, build_time(), files.settings)
    tell(correct(files, id_, text, moment), as_json=as_json)
