"""What the benchmark asks of a generator, whichever it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from measure import Cost
from record import Entry, Log

Costs = dict[str, Cost]
"""Cost by what was run; a generator that needs two programs tells the first alone too."""


@dataclass(frozen=True)
class Search:
    """How a page of the built site is brought to search: its address, and what to wait for on it.

    `script` is run in the page first, where the generator brings no search page of its own.
    """

    address: str
    selector: str
    script: str = ""


class Contestant(Protocol):
    """One generator with the log it builds."""

    site: Path
    """Where the built pages are."""
    search: Search

    def make(self, log: Log) -> None:
        """Write the log's sources anew."""

    def clear(self) -> None:
        """Take away everything that a build makes, caches included."""

    def build(self) -> Costs:
        """Run the generator once, as its user would."""

    def source(self, entry: Entry) -> Path:
        """The file an author edits."""

    def bulletin(self, week: str) -> Path:
        """The built page of a week, named by its last day."""

    def serve_command(self, port: int) -> list[str]:
        """The command that serves the log at 127.0.0.1 while it is edited."""

    def version(self) -> str:
        """Names and versions of the programs."""
