"""`infralog init`: a new log, ready to publish."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

import click

from infralog.authoring.starting import HOSTS, Beginning, begin
from infralog.cli.terminal import can_ask
from infralog.errors import did_you_mean
from infralog.pipeline.clock import build_time


def _zone(ctx: click.Context, param: click.Parameter, value: str) -> ZoneInfo:  # noqa: ARG001 - the signature is click's
    if value not in available_timezones():
        hint = did_you_mean(value, available_timezones())
        raise click.BadParameter(f"{value!r} is no IANA zone; {hint}")
    return ZoneInfo(value)


def _address(ctx: click.Context, param: click.Parameter, value: str) -> str:  # noqa: ARG001 - the signature is click's
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise click.BadParameter(f"{value!r} is no web address; write https://log.example.org/.")
    return value.rstrip("/") + "/"


@click.command
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--name", default="Infrastructure log", show_default=True, help="The site's name.")
@click.option(
    "--url",
    default="https://log.example.org/",
    show_default=True,
    callback=_address,
    help="Where it will be published.",
)
@click.option(
    "--timezone",
    "zone",
    default="UTC",
    show_default=True,
    callback=_zone,
    help="The zone that times are written in.",
)
@click.option("--host", type=click.Choice(list(HOSTS)), help="Whose CI is to check and publish.")
def command(folder: Path, name: str, url: str, zone: ZoneInfo, host: str | None) -> None:
    """Begin a new log in DIR: configuration, one example of each kind of entry, CI.

    \b
    Examples:
      infralog init log
      infralog init log --host github --url https://status.example.org/ --timezone Europe/Paris
    """
    if host is None:
        host = _asked_host() if can_ask() else "none"
    beginning = Beginning(name=name, url=url, zone=zone, host=host, now=build_time())
    for path in begin(folder, beginning):
        click.echo(path)
    click.secho(f"Now: cd {folder} && infralog build", err=True, dim=True)


def _asked_host() -> str:
    choices = click.Choice(list(HOSTS))
    return str(click.prompt("Code host", type=choices, default="none", err=True))
