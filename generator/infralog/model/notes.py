"""What is registered beside the entries: weeks' editorial notes, SPOFs and efforts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from infralog.model.entry import PART, EffortId, SpofId
from infralog.model.moment import Moment


@dataclass(frozen=True, kw_only=True)
class Note:
    """What the three share: a source file, and a digest made as that of entries."""

    path: str
    digest: str
    body_links: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address of its page under the site's root, with a closing slash."""
        raise NotImplementedError

    @property
    def face(self) -> str:
        """The part of `digest` that tells everything but the body."""
        return self.digest[-PART:]

    @property
    def bones(self) -> str:
        """As those of entries, but that a note's words count too: some of them decide an order."""
        return self.digest[PART:-PART]


@dataclass(frozen=True, kw_only=True)
class WeekNote(Note):
    """The editorial text of a bulletin; `last_day` is the day that names the week."""

    last_day: date
    headline: str | None = None
    covers: int = 1
    authors: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The permalink of its bulletin."""
        return f"{self.last_day}/"


@dataclass(frozen=True, kw_only=True)
class Spof(Note):
    """A registered single point of failure; its state is moved by entries alone."""

    id: SpofId
    title: str
    found: Moment
    services: tuple[str, ...] = ()
    summary: str = ""

    @property
    def url(self) -> str:
        """The page of its history."""
        return f"spofs/{self.id}/"


@dataclass(frozen=True, kw_only=True)
class Effort(Note):
    """Work carried from week to week until finished; efforts nest by `part_of`."""

    id: EffortId
    title: str
    group: str | None = None
    started: Moment | None = None
    finished: Moment | None = None
    part_of: EffortId | None = None
    summary: str = ""

    @property
    def url(self) -> str:
        """The page of its changes."""
        return f"efforts/{self.id}/"
