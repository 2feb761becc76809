"""`infralog build`: MkDocs with the log, told in two lines."""

from __future__ import annotations

import time
from pathlib import Path

import click

from infralog.cli import options


@click.command
@options.config_file
@options.quiet
@click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path), help="Publish to this folder instead."
)
@click.option(
    "--audience", type=click.Choice(["public", "internal"]), help="Whose log; else as configured."
)
@click.option("--strict", is_flag=True, help="Stop at warnings of MkDocs too.")
def command(
    config_file: Path, site_dir: Path | None, audience: str | None, *, quiet: bool, strict: bool
) -> None:
    """Build the site; with problems, tell them all and leave the published site as it was.

    The log of another audience than mkdocs.yml names is built beside it, into site-internal/, and
    never into the same folder.

    \b
    Examples:
      infralog build
      infralog build --audience internal
    """
    from infralog.pipeline.again import Command, build_again  # noqa: PLC0415 - takes 0.2 s, which help saves

    began = time.monotonic()
    given = site_dir and site_dir.absolute()  # MkDocs would look for it beside mkdocs.yml
    wanted = Command(config_file, given, audience, strict)
    folder = build_again(wanted)
    if folder is None:
        from infralog.plugin.host import build_site  # noqa: PLC0415 - MkDocs takes long to import

        folder = build_site(wanted)
    if not quiet:
        click.echo(f"Built {folder} in {time.monotonic() - began:.1f} s.")
