"""`infralog check`: every problem of the entries, and advice, without building."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from infralog.cli import options
from infralog.cli.report import FORMATS
from infralog.errors import InfralogError, Problem, Severity

if TYPE_CHECKING:
    from infralog.pipeline.load import Loaded
    from infralog.plugin.host import Project


@click.command
@options.config_file
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="For people, programs, GitHub Actions or code scanning.",
)
@click.option("--changed-since", metavar="REV", help="Judge only files changed since this commit.")
@click.option("--no-advice", is_flag=True, help="Leave out W codes.")
@click.option("--site", "with_site", is_flag=True, help="Scan the built site too.")
@click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path), help="Scan the site built there."
)
def command(
    config_file: Path,
    form: str,
    changed_since: str | None,
    site_dir: Path | None,
    *,
    no_advice: bool,
    with_site: bool,
) -> None:
    """Check every entry, and that nothing private is published; exit 1 where something is wrong.

    \b
    Examples:
      infralog check
      infralog check --changed-since origin/main --format github
      infralog build && infralog check --site
    """
    from infralog.cli.project import open_project  # noqa: PLC0415 - MkDocs takes long to import

    project = open_project(config_file)
    loaded = project.load()
    site = site_dir or (project.site_folder if with_site else None)
    told, of_site = _scanned(project, loaded, site)
    published = project.load(drafts=False)  # what a build drops is told as well
    found = {*loaded.problems, *published.problems, *project.clashes(published), *told}
    problems: Iterable[Problem] = sorted(found.union(project.advice_on(loaded)))
    if changed_since:
        changed = _changed_files(project.config_file.parent, changed_since)
        problems = (problem for problem in problems if problem.path in changed)
    problems = (*problems, *of_site)
    shown = [one for one in problems if not (no_advice and one.severity is Severity.ADVICE)]
    if shown or form != "github":
        click.echo(FORMATS[form](shown))
    sys.exit(any(problem.severity is Severity.ERROR for problem in shown))


def _scanned(
    project: Project, loaded: Loaded, site: Path | None
) -> tuple[Sequence[Problem], Sequence[Problem]]:
    """What must not be published: in the entries' folder, and in a built site."""
    from infralog.pipeline.gate import deny_list_of  # noqa: PLC0415 - as above
    from infralog.pipeline.scan import scan_entries, scan_site  # noqa: PLC0415 - only check scans
    from infralog.pipeline.secrets import secret_finder  # noqa: PLC0415 - slow to import

    if site and not site.is_dir():
        raise InfralogError(f"{os.path.relpath(site)} is not there; run `infralog build` first.")
    denied = deny_list_of(project.settings, project.config_file.parent)
    with secret_finder() as secrets:
        scan = scan_entries(project.entries, loaded, denied, secrets)
        found = scan_site(site, scan.allowed, denied, secrets) if site else ()
        return scan.problems, found


def _changed_files(folder: Path, revision: str) -> frozenset[str]:
    """Paths under `folder` that differ from the common commit, also uncommitted ones."""
    base = _git(folder, "merge-base", revision, "HEAD").strip()
    told = _git(folder, "diff", "--name-only", "--relative", "-z", base)
    told += _git(folder, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(told.split("\0"))


def _git(folder: Path, *words: str) -> str:
    if shutil.which("git") is None:
        raise InfralogError("--changed-since asks git, which is not installed here.")
    done = subprocess.run(  # noqa: S603 - no shell, and git checks the revision
        ["git", "-C", str(folder), *words],  # noqa: S607 - whichever git the author uses
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise InfralogError(
            f"--changed-since: git says {done.stderr.strip()!r}; name a commit or branch that is"
            " here (in CI, fetch the whole history)."
        )
    return done.stdout
