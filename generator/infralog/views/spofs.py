"""The ledger of single points of failure: what became of each, and what it has done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infralog.model.entry import Change, Entry, Incident
from infralog.model.log import Log
from infralog.model.moment import Moment
from infralog.model.notes import Spof
from infralog.model.terms import SpofMove
from infralog.views.frame import Frame, Ref
from infralog.views.spof_history import SpofState, SpofStep, history_of, open_since
from infralog.views.times import Stamp

_HARM = (SpofMove.EXPOSES, SpofMove.REINTRODUCES)


class SpofAccount(NamedTuple):
    """All that the log says of one SPOF; entries are in the log's order.

    `caused` are the incidents that expose it or brought it back, `work` the changes that move it.
    """

    spof: Spof
    history: tuple[SpofStep, ...]
    caused: tuple[Incident, ...]
    work: tuple[Change, ...]

    @property
    def state(self) -> SpofState:
        """Where it stands."""
        return self.history[-1].state

    @property
    def is_back(self) -> bool:
        """Open again after it was removed or accepted."""
        return self.state is SpofState.OPEN and len(self.history) > 1

    @property
    def settled(self) -> Moment | None:
        """When it was removed or accepted; None while it is open."""
        return None if self.state.is_open else self.history[-1].at

    @property
    def open_since(self) -> Moment:
        """Since when it has been open, or when it was found."""
        return open_since(self.history) or self.spof.found

    @property
    def time(self) -> timedelta:
        """The published durations of what it caused, added up."""
        return sum((one.duration for one in self.caused if one.duration), timedelta())

    @property
    def untold(self) -> int:
        """How many of those incidents have no published duration."""
        return sum(one.duration is None for one in self.caused)

    def days_to_settle(self, zone: ZoneInfo) -> int | None:
        """Days from the find to the removal or acceptance; None while it is open."""
        if self.settled is None:
            return None
        return (self.settled.date_in(zone) - self.spof.found.date_in(zone)).days


class SpofLedger(NamedTuple):
    """Every SPOF in exactly one part, the longest open first, the newest settled first."""

    open: tuple[SpofAccount, ...]
    accepted: tuple[SpofAccount, ...]
    removed: tuple[SpofAccount, ...]


def account_of(spof: Spof, entries: Iterable[Entry]) -> SpofAccount:
    """The account of a SPOF from the entries that carry its tag, oldest first."""
    entries = tuple(entries)
    harmful = {entry.id for entry in entries if (_moves(entry, spof) & set(_HARM))}
    return SpofAccount(
        spof=spof,
        history=history_of(spof, entries),
        caused=tuple(one for one in entries if isinstance(one, Incident) and one.id in harmful),
        work=tuple(one for one in entries if isinstance(one, Change)),
    )


def _moves(entry: Entry, spof: Spof) -> set[SpofMove]:
    return {move for move, id_ in entry.spof_moves if id_ == spof.id}


def ledger_of(log: Log) -> SpofLedger:
    """The accounts of every registered SPOF, by where it stands."""
    accounts = [account_of(spof, log.by_spof.get(id_, ())) for id_, spof in log.spofs.items()]
    by_age = sorted(accounts, key=lambda one: (one.open_since.instant, one.spof.id))
    by_end = sorted(
        accounts, key=lambda one: (one.history[-1].at.instant, one.spof.id), reverse=True
    )
    return SpofLedger(
        open=tuple(one for one in by_age if one.state.is_open),
        accepted=tuple(one for one in by_end if one.state is SpofState.ACCEPTED),
        removed=tuple(one for one in by_end if one.state is SpofState.REMOVED),
    )


class SpofRow(NamedTuple):
    """One line of the ledger.

    `state` is `open`, `reduced`, `reintroduced`, `accepted` or `removed`; `time` is honest about
    what is not published; `days` tells from the find to the end, empty while it is open. `back` is
    when it was reintroduced, if it has been open since then.
    """

    ref: Ref
    state: str
    label: str
    services: tuple[Ref, ...]
    found: Stamp
    back: Stamp | None
    settled: Stamp | None
    days: str
    incidents: str
    time: str
    work: tuple[Ref, ...]
    more_work: str


def row_of(account: SpofAccount, frame: Frame) -> SpofRow:
    """The line of one SPOF; of the work, the newest entries are named."""
    words, days = frame.words, account.days_to_settle(frame.times.zone)
    state = "reintroduced" if account.is_back else account.state.value
    newest = account.work[: -_NAMED - 1 : -1]
    rest = len(account.work) - len(newest)
    return SpofRow(
        ref=frame.record(account.spof),
        state=state,
        label=words.t(f"spof_state.{state}"),
        services=tuple(map(frame.service, account.spof.services)),
        found=frame.times.day(account.spof.found),
        back=frame.times.day(account.open_since)
        if account.open_since != account.spof.found
        else None,
        settled=frame.times.day(account.settled) if account.settled else None,
        days="" if days is None else words.n("count.days", days),
        incidents=words.number(len(account.caused)) if account.caused else "",
        time=time_of(account, frame),
        work=tuple(frame.record(change) for change in newest),
        more_work=words.n("spofs.more_work", rest) if rest else "",
    )


_NAMED = 3
"""Changes that one line of the ledger names."""


def time_of(account: SpofAccount, frame: Frame) -> str:
    """What the incidents took in all: `2 h 10 min`, `at least 10 min`, or that it is unknown."""
    if not account.caused:
        return ""
    if account.untold == len(account.caused):
        return frame.words.t("spofs.time_unknown")
    time = frame.words.span(account.time)
    return frame.words.t("spofs.time_at_least", time=time) if account.untold else time


class HistoryLine(NamedTuple):
    """One step of a SPOF's history: an entry's, or the find with `by` None."""

    at: Stamp
    move: str
    label: str
    by: Ref | None


def lines_of(spof: Spof, entries: Iterable[Entry], frame: Frame) -> tuple[HistoryLine, ...]:
    """The find and every entry that carries the SPOF's tag, oldest first."""
    words, times = frame.words, frame.times
    lines = [HistoryLine(times.day(spof.found), "found", words.t("spofs.found"), None)]
    for entry in entries:
        for move, id_ in entry.spof_moves:
            if id_ == spof.id:
                at, label = times.day(entry.began), words.t(f"spof_move.{move.value}")
                line = HistoryLine(at, move.value, label, frame.record(entry))
                lines.append(line)
    return tuple(lines)
