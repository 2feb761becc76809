"""A git repository with a small log in it, and what a command run in it did."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

OPEN_INCIDENT = """\
---
# told by the first responder
title: "Mail is late"   # as customers saw it
started: 2024-12-10 09:00
impact: minor
services: [mail]
follow_ups:
  - what: Alert on a long queue   # the cheap one
  - what: A second queue
    state: open
recurrence_of: [2024-12-02-first-delay]
---
Mail waited, as [before](2024-12-02-first-delay.md).
"""
FILES = {
    "incidents/2024/2024-12-10-mail-is-late.md": OPEN_INCIDENT,
    "incidents/2024/2024-12-02-first-delay.md": """\
        ---
        title: First delay
        started: 2024-12-02
        resolved: unknown
        impact: minor
        follow_ups: {what: Measure the queue}
        ---
        Later [worse](2024-12-10-mail-is-late.md).
        """,
    "changes/2024/2024-12-12-queue-alert.md": """\
        ---
        title: Queue alert
        date: 2024-12-12
        group: prevention
        prevents: 2024-12-10-mail-is-late
        ---
        After [the delay](../../incidents/2024/2024-12-10-mail-is-late.md#top).
        """,
    "about.md": "See [the delay](incidents/2024/2024-12-10-mail-is-late.md).\n",
}


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Repository:
    """A git repository with a log in it, clean when a test begins."""

    folder: Path

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.folder, check=True, capture_output=True, text=True
        )
        return done.stdout

    def entry(self, name: str) -> Path:
        [file] = (self.folder / "entries").rglob(f"{name}.md")
        return file

    def text(self, name: str) -> str:
        return self.entry(name).read_text(encoding="utf-8")

    def changed_lines(self) -> list[str]:
        """Lines that differ from the last commit, as git marks them."""
        lines = self.git("diff", "--unified=0").splitlines()
        return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]

    def commit(self, message: str = "More") -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", message)


Run = Callable[..., Result]
