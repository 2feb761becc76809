"""`infralog digest`: a week as the outline that a reader would post elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from infralog.cli import options
from infralog.cli.project import open_project
from infralog.errors import InfralogError
from infralog.model.bulletin import Bulletin
from infralog.model.week import Week
from infralog.outputs.context import Context
from infralog.outputs.digest import FORMATS, digest


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:  # noqa: ARG001 - the signature is click's
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            f"{value!r} is no date; write any day of the week, such as 2024-12-14."
        ) from None


@click.command
@click.argument("week", metavar="[WEEK]", required=False, callback=_day)
@options.config_file
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="markdown",
    show_default=True,
    help="For where it is to be posted.",
)
def command(week: date | None, config_file: Path, form: str) -> None:
    """Print a bulletin as an outline: WEEK is any day of it; without one, the newest.

    \b
    Examples:
      infralog digest
      infralog digest 2024-12-14 --format discourse
    """
    context = open_project(config_file).context()
    click.echo(digest(context, _bulletin(context, week), form), nl=False)


def _bulletin(context: Context, day: date | None) -> Bulletin:
    calendar = context.calendar
    if not calendar.bulletins:
        raise InfralogError("The log has no entries yet; begin with `infralog new incident`.")
    if day is None:
        return calendar.bulletins[-1]
    week = Week.of(day, context.settings.last_weekday)
    if week not in calendar.positions:
        first, last = calendar.bulletins[0].weeks[0], calendar.bulletins[-1].week
        raise InfralogError(
            f"{week.last_day} is no week of this log; write a day from {first.first_day} "
            f"to {last.last_day}."
        )
    return calendar.bulletin_of(week)
