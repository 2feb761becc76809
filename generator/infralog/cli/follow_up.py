"""`infralog follow-up`: what became of a promise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from infralog.authoring.choices import FOLLOW_UP_STATES
from infralog.authoring.editing import follow_ups_of, settle
from infralog.cli import arguments, options
from infralog.cli.telling import tell
from infralog.cli.terminal import can_ask
from infralog.errors import InfralogError
from infralog.model.entry import FollowUp
from infralog.model.terms import FollowUpState


@click.command
@arguments.entry
@click.argument("state", type=click.Choice(FOLLOW_UP_STATES))
@click.option("--item", type=click.IntRange(min=1), help="Which one, counted in its file.")
@click.option("--by", metavar="CHANGE", help="The entry that took care of it.")
@options.config_file
@arguments.as_json
def command(
    id_: str,
    state: str,
    item: int | None,
    by: str | None,
    config_file: Path,
    *,
    as_json: bool,
) -> None:
    """Settle a follow-up of an incident; the only open one, unless `--item` says which.

    \b
    Examples:
      infralog follow-up 2024-12-12-proxy-deadlock done --by 2024-12-14-proxy-watchdogs
      infralog follow-up 2024-12-12-proxy-deadlock dropped --item 2
    """
    files = arguments.open_files(config_file)
    tasks = follow_ups_of(files, id_)
    if not tasks:
        raise InfralogError(f"{id_} has no follow-ups; write them below `follow_ups:` in its file.")
    which = item - 1 if item else _the_open_one(tasks)
    tell(settle(files, id_, which, FollowUpState(state), by), as_json=as_json)


def _the_open_one(tasks: Sequence[FollowUp]) -> int:
    """The place of the one open promise; of several, the one that is chosen at a terminal."""
    waiting = [n for n, task in enumerate(tasks) if task.state is FollowUpState.OPEN]
    if len(waiting) == 1:
        return waiting[0]
    lines = [f"  {n + 1}  {task.state:8} {task.what}" for n, task in enumerate(tasks)]
    if not waiting or not can_ask():
        raise click.UsageError("\n".join(["Say which with --item:", *lines]))
    click.echo("\n".join(lines), err=True)
    return int(click.prompt("Which", type=click.IntRange(1, len(tasks)), err=True)) - 1
