"""`infralog new`: a file for an incident, a change, a maintenance, a week, a SPOF or an effort."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from infralog.authoring.drafting import defaults, draft, late, required, write
from infralog.authoring.editing import Edited
from infralog.authoring.log_files import LogFiles
from infralog.authoring.references import dangling
from infralog.cli import arguments
from infralog.cli.new_options import list_value, new_options
from infralog.cli.questions import ask
from infralog.cli.telling import commit_of
from infralog.cli.terminal import can_ask
from infralog.errors import ProblemsFound
from infralog.pipeline.clock import build_time
from infralog.source.flaw import Flaw
from infralog.source.text import text_of

_EXAMPLES = {
    "incident": '"Proxy deadlock" --impact major --services fly-proxy,edge',
    "change": '"Watchdogs for the proxy" --group prevention --prevents 2024-12-12-proxy-deadlock',
    "maintenance": '"Move of the state database" --starts "2024-12-20 06:00"',
    "week": '"Deadlock, again" --day 2024-12-14',
    "spof": '"Global state database" --services corrosion',
    "effort": '"Regional state" --group prevention',
}
_ABOUT = {
    "incident": "Something broke.",
    "change": "Something is made better.",
    "maintenance": "Planned work.",
    "week": "The editorial text of a bulletin.",
    "spof": "A single point of failure.",
    "effort": "Work carried from week to week.",
}


@click.group
def command() -> None:
    """Make an entry's file and print its path.

    At a terminal it asks for what is missing; in scripts and in CI it never asks, but says what
    is missing and exits with 2. A file entries/.templates/KIND.md of your team's own is the
    pattern of new files, with its comments and keys.
    """


def _make(
    kind: str,
    title: tuple[str, ...],
    config_file: Path,
    body: str,
    *,
    edit: bool,
    as_json: bool,
    day: str | None = None,
    **given: object,
) -> None:
    files = arguments.open_files(config_file)
    values = _values(kind, " ".join(title), given)
    values = _completed(files, kind, values)
    text = _read() if body == "-" else body
    try:
        new = draft(files, kind, values, now=build_time(), body=text, day=day)
    except ProblemsFound as error:
        raise click.UsageError("\n".join(one.message for one in error.problems)) from None
    if lost := [f"{_option(key)}: {message}" for key, message in dangling(files, values)]:
        raise click.UsageError("\n".join(sorted(lost)))
    path = write(files, new)
    _tell(path, as_json=as_json)
    if edit:
        click.edit(filename=str(files.entries / new.path))
        files.checked(new.path, (files.entries / new.path).read_bytes())


def _read() -> str:
    try:
        return text_of(sys.stdin.buffer.read())
    except Flaw as flaw:
        raise click.UsageError(f"--body: {flaw.message}") from None


def _tell(path: str, *, as_json: bool) -> None:
    edited = Edited((path,), f"Add {path.rpartition('/')[2].removesuffix('.md')}")
    if as_json:
        click.echo(json.dumps({"path": path, "commit": edited.says}))
        return
    click.echo(path)
    click.secho(f"Write its text, then: {commit_of(edited)}", err=True, dim=True)


def _values(kind: str, title: str, given: Mapping[str, object]) -> dict[str, object]:
    """What the options say, as front matter has it."""
    values: dict[str, object] = {"headline" if kind == "week" else "title": title} if title else {}
    for key, value in given.items():
        if isinstance(value, tuple):
            found = list_value(key, value)
            values |= {key: found} if found else {}
        elif value:
            values[key] = value
    return values


def _completed(files: LogFiles, kind: str, values: dict[str, object]) -> dict[str, object]:
    """With answers or defaults for what a record of this kind cannot be without."""
    usual = defaults(kind, build_time(), files.settings)
    missing = [field for field in required(kind) if field.key not in values]
    unsaid = [field for field in missing if field.key not in usual]
    if unsaid and not can_ask():
        lines = [f"  {_option(field.key)}: {field.form}" for field in unsaid]
        raise click.UsageError("\n".join(["Missing:", *lines]))
    answers = ask(kind, missing, values, usual, files.settings) if unsaid else usual
    whole = {**answers, **values}
    return {**whole, **late(kind, whole, build_time(), files.settings)}


def _option(key: str) -> str:
    return "TITLE" if key == "title" else f"--{key.replace('_', '-')}"


for _kind, _about in _ABOUT.items():
    command.add_command(
        click.Command(
            _kind,
            callback=partial(_make, _kind),
            params=new_options(_kind),
            short_help=_about,
            help=f"{_about}\n\n\b\nExample:\n  infralog new {_kind} {_EXAMPLES[_kind]}",
        )
    )
