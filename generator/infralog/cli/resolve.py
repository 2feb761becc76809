"""`infralog resolve`: an incident is over."""

from __future__ import annotations

from pathlib import Path

import click

from infralog.authoring.editing import resolve, written_time
from infralog.cli import arguments, options
from infralog.cli.telling import tell
from infralog.pipeline.clock import build_time


@click.command
@arguments.entry
@arguments.at
@options.config_file
@arguments.as_json
def command(id_: str, at: str | None, config_file: Path, *, as_json: bool) -> None:
    """Tell that an incident is over: put `resolved` into its front matter.

    \b
    Examples:
      infralog resolve 2024-12-12-proxy-deadlock
      infralog resolve 2024-12-12-proxy-deadlock --at 22:31
    """
    files = arguments.open_files(config_file)
    ended = written_time(at, build_time(), files.settings)
    tell(resolve(files, id_, ended), as_json=as_json)
