"""The ledger of promises: what was to follow each incident, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from infralog.model.entry import Entry, FollowUp, Incident
from infralog.model.terms import FollowUpState
from infralog.views.frame import Frame, Ref
from infralog.views.relations import Relations
from infralog.views.times import Stamp


class Promise(NamedTuple):
    """One follow-up, the incident it was made after, and the entry that takes care of it."""

    incident: Incident
    follow_up: FollowUp
    by: Entry | None


class PromiseLedger(NamedTuple):
    """Every promise in exactly one part: the open ones oldest first, the others newest first."""

    open: tuple[Promise, ...]
    kept: tuple[Promise, ...]
    dropped: tuple[Promise, ...]

    @property
    def counts(self) -> Mapping[FollowUpState, int]:
        """How many there are of each state."""
        return {
            FollowUpState.OPEN: len(self.open),
            FollowUpState.DONE: len(self.kept),
            FollowUpState.DROPPED: len(self.dropped),
        }


def ledger_of(listed: Iterable[Relations]) -> PromiseLedger:
    """The promises made after these incidents, which are newest first."""
    promises = [
        Promise(relations.entry, follow_up, by)
        for relations in listed
        if isinstance(relations.entry, Incident)
        for follow_up, by in relations.promises
    ]

    def of(state: FollowUpState) -> tuple[Promise, ...]:
        return tuple(one for one in promises if one.follow_up.state is state)

    return PromiseLedger(
        open=of(FollowUpState.OPEN)[::-1],
        kept=of(FollowUpState.DONE),
        dropped=of(FollowUpState.DROPPED),
    )


class PromiseRow(NamedTuple):
    """One line. `made` is the incident's day; `days` from then to the entry that kept it."""

    what: str
    incident: Ref
    made: Stamp
    by: Ref | None
    kept: Stamp | None
    days: str
    due: Stamp | None
    is_late: bool


def rows_of(promises: Sequence[Promise], today: date, frame: Frame) -> tuple[PromiseRow, ...]:
    """The lines of these promises; `today` tells which of the open ones are past their date."""
    return tuple(_row(promise, today, frame) for promise in promises)


def _row(promise: Promise, today: date, frame: Frame) -> PromiseRow:
    incident, by, times = promise.incident, promise.by, frame.times
    is_kept = promise.follow_up.state is FollowUpState.DONE
    done = (by.ended or by.began) if by and is_kept else None
    days = (done.date_in(times.zone) - incident.began.date_in(times.zone)).days if done else 0
    due = promise.follow_up.due
    return PromiseRow(
        what=promise.follow_up.what,
        incident=frame.record(incident),
        made=times.day(incident.began),
        by=frame.record(by) if by else None,
        kept=times.day(done) if done else None,
        days=frame.words.n("count.days", days) if done and days >= 0 else "",
        due=times.date(due) if due else None,
        is_late=is_late(promise.follow_up, today),
    )


def is_late(follow_up: FollowUp, today: date) -> bool:
    """Whether a promise is still open although its day has passed."""
    due = follow_up.due
    return follow_up.state is FollowUpState.OPEN and due is not None and due < today
