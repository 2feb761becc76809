"""What a command did, told to people with the commit to make, or to programs as JSON."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from pathlib import Path

import click

from infralog.authoring.editing import Edited


def tell(edited: Edited, *, as_json: bool) -> None:
    """Paths on standard output, one a line, and the advice beside it; or one JSON object."""
    if as_json:
        told = {"paths": list(edited.paths), "commit": edited.says}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for path in edited.paths:
        click.echo(path)
    click.secho(f"Commit it: {commit_of(edited)}", err=True, dim=True)


def _is_known(path: str) -> bool:
    """Whether git would find anything at a path: a file, or one that it remembers."""
    if Path(path).exists() or shutil.which("git") is None:
        return True
    asked = ["git", "ls-files", "--error-unmatch", "--", path]
    done = subprocess.run(asked, capture_output=True, check=False)  # noqa: S603 - no shell
    return done.returncode == 0


def commit_of(edited: Edited) -> str:
    """The command that commits an edit and nothing else."""
    paths = " ".join(shlex.quote(path) for path in edited.paths if _is_known(path))
    return f"git add -A -- {paths} && git commit -m {shlex.quote(edited.says)} -- {paths}"
