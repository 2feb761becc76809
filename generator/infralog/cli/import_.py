"""`infralog import`: records of other systems become entries, again and again without harm."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import track

from infralog.authoring.importing.cstate import CstateOptions, read_cstate
from infralog.authoring.importing.gcp import gcp_document, read_gcp
from infralog.authoring.importing.markdown import read_markdown
from infralog.authoring.importing.record import ImportedRecord, Remark
from infralog.authoring.importing.report import ImportReport
from infralog.authoring.importing.shelf import Shelf, Shelved
from infralog.authoring.importing.statuspage import read_statuspage, statuspage_documents
from infralog.authoring.log_files import problems_of
from infralog.cli import options
from infralog.cli.project import Project, open_project
from infralog.errors import did_you_mean
from infralog.pipeline.clock import build_time

ItemT = TypeVar("ItemT")


@click.group
def command() -> None:
    """Bring a whole past over from another system.

    Run it again whenever you like: what did not change stays, what changed at its source is
    brought up to date, what you edited here is left alone. Exit code 1 where a record could not
    be taken; the report names each, with file, line and reason.
    """


_dry_run = click.option("-n", "--dry-run", is_flag=True, help="Say what would be done.")
_as_json = click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
_name = click.option(
    "--name", metavar="NAME", help="Tells this source from others; its host or folder if absent."
)
_folder = click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR"
)
_sources = click.argument("sources", nargs=-1, required=True, metavar="FILE|URL...")


@command.command
@_folder
@options.config_file
@_name
@click.option("--language", metavar="CODE", help="Which of several translations to take.")
@click.option(
    "--planned", metavar="REGEX", help="Titles that tell planned work, such as '(?i)\\bplanned'."
)
@click.option(
    "--informational", metavar="GROUP", help="Take informational posts as changes of this group."
)
@_dry_run
@_as_json
def cstate(
    folder: Path,
    config_file: Path,
    name: str | None,
    language: str | None,
    planned: str | None,
    informational: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import a cState site: the folder with content/issues in it.

    \b
    Examples:
      infralog import cstate ../status
      infralog import cstate ../status --planned '(?i)\\bplanned' --informational feature
    """
    project = open_project(config_file)
    groups = project.settings.group_ids
    if informational and informational not in groups:
        hint = did_you_mean(informational, groups)
        raise click.BadParameter(
            f"{informational!r} is no group; {hint}", param_hint="--informational"
        )
    given = CstateOptions(
        zone=project.settings.zone,
        now=build_time(),
        name=name,
        language=language,
        planned=_pattern(planned),
        informational=informational,
    )
    _run(project, read_cstate(folder, given), dry_run=dry_run, as_json=as_json)


@command.command
@_sources
@options.config_file
@_dry_run
@_as_json
def statuspage(sources: Sequence[str], config_file: Path, *, dry_run: bool, as_json: bool) -> None:
    """Import incidents and scheduled maintenances of a Statuspage, all pages of them.

    \b
    Examples:
      infralog import statuspage https://www.githubstatus.com
      infralog import statuspage incidents.json scheduled-maintenances.json
    """
    project = open_project(config_file)
    documents = (document for source in sources for document in statuspage_documents(source))
    records = read_statuspage(documents, project.settings.zone)
    _run(project, records, dry_run=dry_run, as_json=as_json)


@command.command
@_sources
@options.config_file
@_dry_run
@_as_json
def gcp(sources: Sequence[str], config_file: Path, *, dry_run: bool, as_json: bool) -> None:
    """Import Google Cloud's incidents.json.

    \b
    Examples:
      infralog import gcp https://status.cloud.google.com
      infralog import gcp incidents.json
    """
    project = open_project(config_file)
    records = read_gcp((gcp_document(source) for source in sources), project.settings.zone)
    _run(project, records, dry_run=dry_run, as_json=as_json)


@command.command
@_folder
@options.config_file
@_name
@_dry_run
@_as_json
def markdown(
    folder: Path, config_file: Path, name: str | None, *, dry_run: bool, as_json: bool
) -> None:
    """Import a folder of post-mortems in Markdown.

    Title, day, hours, length and severity are taken from headings and bold lines where they are
    plain; what is not is marked in `x-imported.to_do` and left to you.

    \b
    Examples:
      infralog import markdown ../post-mortems
      infralog import markdown ../post-mortems --dry-run
    """
    project = open_project(config_file)
    records = read_markdown(folder, project.settings.zone, name)
    _run(project, records, dry_run=dry_run, as_json=as_json)


def _pattern(text: str | None) -> re.Pattern[str] | None:
    try:
        return None if text is None else re.compile(text)
    except re.error as error:
        raise click.BadParameter(f"{text!r}: {error}.", param_hint="--planned") from None


def _run(
    project: Project, found: Iterable[ImportedRecord | Remark], *, dry_run: bool, as_json: bool
) -> None:
    read = list(_shown(found, "Reading"))
    records = [one for one in read if isinstance(one, ImportedRecord)]
    unread = [one for one in read if isinstance(one, Remark)]
    accept = partial(problems_of, settings=project.settings, convert=project.converter)
    shelf = Shelf.of(project.entries, project.settings, accept)
    shelved: list[Shelved] = list(
        _shown(shelf.shelve(records, write=not dry_run), "Writing", len(records))
    )
    report = ImportReport.of(shelved, unread)
    if as_json:
        click.echo(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(report.lines()))
    sys.exit(1 if report.refused else 0)


def _shown(items: Iterable[ItemT], doing: str, total: int | None = None) -> Iterator[ItemT]:
    """Progress on the terminal's own channel, so that reports can be piped."""
    console = Console(stderr=True)
    return iter(
        track(items, doing, total, console=console, transient=True, disable=not console.is_terminal)
    )
