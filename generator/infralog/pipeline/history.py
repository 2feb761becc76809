"""What git knows of planned work that the entries do not say: that it was moved, and when.

Only what readers could see counts: commits of the main line, and of these only the ones after an
entry became public. A shallow clone has lost some of them, so it is taken to know nothing: a count
that falls is worse than none.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from infralog.model.log import Log
from infralog.model.moves import Moves
from infralog.pipeline.cache import Cache

_LOG = (
    *("-c", "core.quotePath=false", "log", "--first-parent", "-m", "--format=%x01%ct"),
    *("--patch", "--unified=0", "--relative", "--find-renames", "--no-prefix", "--no-color"),
    *("--no-ext-diff", "--no-textconv", "--no-notes", "--no-show-signature", "--"),
)
_COMMIT = re.compile(r"^\x01", re.MULTILINE)
_FILE = re.compile(r"^diff --git ", re.MULTILINE)
_HUNK = re.compile(r"^@@ ", re.MULTILINE)
_PATH = re.compile(r"^(?:\+\+\+|rename to) ([^\t\n]+)", re.MULTILINE)
_OLD_PATH = re.compile(r"^rename from ([^\t\n]+)", re.MULTILINE)
_BORN = re.compile(r"^new file mode ", re.MULTILINE)
_TOLD = re.compile(r"^([+-])((?:starts|ends|state)\s*:.*)", re.MULTILINE)
_PUBLISHED = re.compile(r"^-(?:audience\s*:\s*['\"]?internal|draft\s*:)", re.MULTILINE)


def moves_in(folder: Path, log: Log, cache: Cache) -> Mapping[str, Moves]:
    """The moves of planned work by its path below `folder`; none without git and all its history.

    git reads the history once for each commit that is checked out.
    """
    folders = sorted({work.path.partition("/")[0] for work in log.maintenances})
    state = _git(folder, "rev-parse", "--is-shallow-repository", "HEAD") if folders else ""
    if not state.startswith("false"):
        return {}
    name = f"moves:{folder}:{folders}:{state}"
    found: Mapping[str, Moves] | None = cache.get(name)
    if found is None:
        found = moves_told(_git(folder, *_LOG, *folders))
        cache.drop_all_but("moves:", ())
        cache.put({name: found})
    return found


def moves_told(history: str) -> Mapping[str, Moves]:
    """The moves that a history tells, newest commit first, as `git log` with `_LOG` writes it."""
    moves: dict[str, Moves] = {}
    names: dict[str, str] = {}
    begun: set[str] = set()
    for patch in _patches(history):
        now = names.get(patch.path, patch.path)
        if patch.old_path:
            names[patch.old_path] = now
        if now in begun:
            continue
        if patch.begins:
            begun.add(now)
        elif patch.moves:
            known = moves.get(now)
            moves[now] = Moves(known.count + 1, known.last) if known else Moves(1, patch.at)
    return moves


class _Patch(NamedTuple):
    """What one commit did to one file; `begins` where readers could not see it before."""

    at: datetime
    path: str
    old_path: str
    begins: bool
    moves: bool


def _patches(history: str) -> Iterator[_Patch]:
    for commit in _COMMIT.split(history)[1:]:
        time, *files = _FILE.split(commit)
        for file in files:
            head, *hunks = _HUNK.split(file)
            if path := _PATH.search(head):
                old_path, text = _OLD_PATH.search(head), "".join(hunks)
                told = [(sign, " ".join(line.split())) for sign, line in _TOLD.findall(text)]
                yield _Patch(
                    at=datetime.fromtimestamp(int(time), UTC),
                    path=path[1],
                    old_path=old_path[1] if old_path else "",
                    begins=bool(_BORN.search(head) or _PUBLISHED.search(text)),
                    moves={line for sign, line in told if sign == "-"}
                    != {line for sign, line in told if sign == "+"},
                )


def _git(folder: Path, *words: str) -> str:
    """What git says; nothing where there is no git, no repository or no commit."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no word of it is an author's
            ["git", "-C", str(folder), *words],  # noqa: S607 - whichever git the author uses
            capture_output=True,
            check=False,
        )
    except OSError:
        return ""
    return "" if done.returncode else done.stdout.decode(errors="replace")
