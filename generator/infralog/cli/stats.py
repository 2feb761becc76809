"""`infralog stats`: the log in figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from infralog.authoring.counts import Counts, Spread, counts_of
from infralog.cli import options
from infralog.cli.arguments import as_json as json_option
from infralog.cli.project import open_project
from infralog.errors import ProblemsFound

_SERVICES = 10


@click.command
@options.config_file
@json_option
def command(config_file: Path, *, as_json: bool) -> None:
    """Print how many entries there are, how bad, how long they took and what is still open.

    \b
    Examples:
      infralog stats
      infralog stats --json
    """
    project = open_project(config_file)
    loaded = project.load()
    if loaded.errors:
        raise ProblemsFound(loaded.errors)
    counts = counts_of(loaded.log, project.settings)
    if as_json:
        click.echo(json.dumps(asdict(counts), indent=2, default=timedelta.total_seconds))
    else:
        _print(counts)


def _print(counts: Counts) -> None:
    console = Console(highlight=False)
    console.print(_table("Records", counts.kinds))
    console.print(_table("Incidents by impact", counts.impacts))
    console.print(_table("Incidents by year", counts.years))
    console.print(_table("Incidents by service", dict(list(counts.services.items())[:_SERVICES])))
    console.print(_spreads(counts.spreads))
    console.print(_table("Still open", counts.still_open))


def _table(title: str, rows: Mapping[str, int]) -> Table:
    table = Table(title=title, title_justify="left", show_header=False, box=None)
    table.add_column(min_width=20)
    table.add_column(justify="right")
    for name, count in rows.items():
        table.add_row(name, str(count))
    return table


def _spreads(rows: Mapping[str, Spread]) -> Table:
    table = Table(title="Time from the start", title_justify="left", box=None)
    table.add_column(min_width=20)
    for heading in ("incidents", "median", "90th percentile"):
        table.add_column(heading, justify="right")
    for name, spread in rows.items():
        table.add_row(name, str(spread.count), str(spread.median), str(spread.ninetieth))
    return table
