"""infralog as a contestant: one command from Markdown to a searchable site."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from contestant import Costs, Search
from infralog_format import write_infralog
from leftovers import put_aside
from measure import run
from programs import INFRALOG, first_version
from record import Entry, Log

NAME: Final = "infralog"


class Ours:
    """infralog with all its features."""

    search = Search("/search/?q={word}", ".il-search__result")

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._settings = folder / "mkdocs.yml"
        self.site = folder / "site"

    def make(self, log: Log) -> None:
        put_aside(self._folder)
        write_infralog(log, self._folder)

    def clear(self) -> None:
        put_aside(self.site)
        put_aside(self._folder / ".cache")

    def build(self) -> Costs:
        return {NAME: run([INFRALOG, "build", "-f", self._settings, "-q"], self._folder)}

    def source(self, entry: Entry) -> Path:
        year = str(entry.start.year)
        return self._folder / "entries" / entry.folder / year / f"{entry.id}.md"

    def bulletin(self, week: str) -> Path:
        return self.site / week / "index.html"

    def serve_command(self, port: int) -> list[str]:
        return [str(INFRALOG), "serve", "-f", str(self._settings), "-a", f"127.0.0.1:{port}"]

    def version(self) -> str:
        return f"infralog {first_version([str(INFRALOG), '--version'])}"
