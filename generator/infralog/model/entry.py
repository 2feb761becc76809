"""The three kinds of entry, and what they are made of (DESIGN section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import attrgetter
from typing import ClassVar, NamedTuple, NewType

from infralog.model.moment import Moment
from infralog.model.terms import Audience, FollowUpState, Impact, MaintenanceState, SpofMove

EntryId = NewType("EntryId", str)
"""The stem of an entry's file, unique in the log: `2024-12-12-proxy-deadlock`."""

SpofId = NewType("SpofId", str)
"""The stem of a file in spofs/."""

EffortId = NewType("EffortId", str)
"""The stem of a file in efforts/."""


class Link(NamedTuple):
    """A page elsewhere; http(s) only."""

    title: str
    url: str


class Correction(NamedTuple):
    """What was wrong in an entry and has been put right, in plain text."""

    at: Moment
    text: str


class TimelineEvent(NamedTuple):
    """One line of an incident's timeline, in plain text."""

    at: Moment
    what: str
    kind: str | None = None


class FollowUp(NamedTuple):
    """A promise made after an incident."""

    what: str
    state: FollowUpState = FollowUpState.OPEN
    by: EntryId | None = None
    due: date | None = None


_instant = attrgetter("instant")

PART = 16
"""Digits of each part of a digest: of the body, of the bones, of all values but the body."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What all kinds share. `digest` tells two states apart, in parts of `PART` digits.

    `path` is the file's place under the entries' folder, with `/`. `body_links` are the local
    targets of the body's links and images, as paths under the entries' folder.
    """

    folder: ClassVar[str]

    id: EntryId
    path: str
    digest: str
    title: str
    summary: str
    began: Moment
    published: Moment | None = None
    services: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    audience: Audience = Audience.PUBLIC
    draft: bool = False
    corrections: tuple[Correction, ...] = ()
    links: tuple[Link, ...] = ()
    aliases: tuple[EntryId, ...] = ()
    number: str | None = None
    spof_moves: tuple[tuple[SpofMove, SpofId], ...] = ()
    page_keys: Mapping[str, object] = field(default_factory=dict, hash=False)
    body_links: tuple[str, ...] = ()

    @property
    def face(self) -> str:
        """The part of `digest` that tells everything but the body."""
        return self.digest[-PART:]

    @property
    def bones(self) -> str:
        """The part of `digest` that tells everything but what is only read: body, title, summary.

        While all bones of a log are as they were, so are its weeks, its relations and its order.
        """
        return self.digest[PART:-PART]

    @property
    def url(self) -> str:
        """The permalink under the site's root, with a closing slash."""
        return f"{self.folder}/{self.id}/"

    @property
    def oldest_id(self) -> EntryId:
        """The name that feeds know the entry by: its first alias, else its id."""
        return self.aliases[0] if self.aliases else self.id

    @property
    def appeared(self) -> Moment:
        """When the public could first read it: `published`, else when it began."""
        return self.published or self.began

    @property
    def ended(self) -> Moment | None:
        """When it was over; None while it lasts or where the end is not published."""
        raise NotImplementedError

    @property
    def milestones(self) -> tuple[Moment, ...]:
        """Every moment at which a reader would have learned something new."""
        given = (self.ended, *(correction.at for correction in self.corrections))
        return (self.appeared, *(moment for moment in given if moment is not None))

    @property
    def updated(self) -> Moment:
        """The newest milestone: what feeds call updated. Never the time of the build."""
        return max(self.milestones, key=_instant)


@dataclass(frozen=True, kw_only=True)
class Incident(Entry):
    """Something broke."""

    folder: ClassVar[str] = "incidents"

    impact: Impact
    detected: Moment | None = None
    mitigated: Moment | None = None
    resolved: Moment | None = None
    end_unknown: bool = False
    near_miss: bool = False
    cause: tuple[str, ...] = ()
    recurrence_of: tuple[EntryId, ...] = ()
    caused_by: tuple[EntryId, ...] = ()
    status_page: str | None = None
    timeline: tuple[TimelineEvent, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    pending: bool = False

    @property
    def started(self) -> Moment:
        """The author's word for when it began."""
        return self.began

    @property
    def ended(self) -> Moment | None:
        """When it was resolved."""
        return self.resolved

    @property
    def is_ongoing(self) -> bool:
        """Neither resolved nor over with its end unpublished."""
        return self.resolved is None and not self.end_unknown

    @property
    def duration(self) -> timedelta | None:
        """Start to end; None while ongoing, or where either hour is not published."""
        if self.resolved is None or not (self.resolved.is_exact and self.began.is_exact):
            return None
        return self.resolved.instant - self.began.instant

    @property
    def milestones(self) -> tuple[Moment, ...]:
        """Those of every entry, and what the timeline and the phases tell."""
        phases = [moment for moment in (self.detected, self.mitigated) if moment is not None]
        return (*super().milestones, *phases, *(event.at for event in self.timeline))


@dataclass(frozen=True, kw_only=True)
class Change(Entry):
    """Something is made better; `began` is its `date`."""

    folder: ClassVar[str] = "changes"

    group: str
    finished: Moment | None = None
    ongoing: bool = False
    effort: EffortId | None = None
    prevents: tuple[EntryId, ...] = ()

    @property
    def ended(self) -> Moment | None:
        """When it was finished."""
        return self.finished


@dataclass(frozen=True, kw_only=True)
class Maintenance(Entry):
    """Planned work; `began` is its `starts`."""

    folder: ClassVar[str] = "maintenance"

    state: MaintenanceState
    ends: Moment | None = None

    @property
    def ended(self) -> Moment | None:
        """When the work ends, or was to end."""
        return self.ends

    @property
    def milestones(self) -> tuple[Moment, ...]:
        """Those of every entry; an end that is only planned is no news."""
        given = super().milestones
        if self.state is MaintenanceState.DONE:
            return given
        return tuple(moment for moment in given if moment != self.ends)
