"""Efforts: work carried from week to week, nested, with what was done for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from infralog.model.entry import Change, EffortId
from infralog.model.log import Log
from infralog.model.moment import Moment
from infralog.model.notes import Effort
from infralog.model.week import DAYS, Week
from infralog.views.changes import ChangeItem, item_of
from infralog.views.frame import Frame, Ref
from infralog.views.relations import Relations, began
from infralog.views.times import Stamp


class EffortAccount(NamedTuple):
    """An effort with its changes and its parts; records only.

    `changes` are its own, in the log's order; `parts` are the accounts of its parts.
    """

    effort: Effort
    began: Moment | None
    changes: tuple[Change, ...]
    parts: tuple[EffortAccount, ...]

    @property
    def all_changes(self) -> tuple[Change, ...]:
        """Its own changes and those of its parts, in the log's order."""
        found = [*self.changes, *(one for part in self.parts for one in part.all_changes)]
        return tuple(sorted(found, key=lambda change: (change.began.instant, change.id)))

    @property
    def goes_on(self) -> bool:
        """Whether it or one of its parts is not finished."""
        return self.effort.finished is None or any(part.goes_on for part in self.parts)

    @property
    def newest(self) -> Moment | None:
        """When the newest change for it or its parts began."""
        return max((change.began for change in self.all_changes), default=None)


def accounts_of(log: Log) -> tuple[EffortAccount, ...]:
    """The accounts of the efforts that are part of no other, by title."""
    roots = [one for one in log.efforts.values() if one.part_of not in log.efforts]
    ordered = sorted(roots, key=lambda effort: (effort.title.casefold(), effort.id))
    return tuple(account_of(log, effort) for effort in ordered)


def account_of(log: Log, effort: Effort) -> EffortAccount:
    """The account of one effort; the rules see to it that none is part of itself."""
    changes = log.by_effort.get(effort.id, ())
    return EffortAccount(
        effort=effort,
        began=began(effort, changes[0] if changes else None),
        changes=changes,
        parts=tuple(account_of(log, part) for part in log.effort_parts.get(effort.id, ())),
    )


class EffortRow(NamedTuple):
    """An effort in a list, with its parts below it.

    `weeks` is `6 weeks` once it is finished; until then its age is the reader's to reckon.
    """

    ref: Ref
    group: str
    began: Stamp | None
    finished: Stamp | None
    weeks: str
    changes: str
    newest: Stamp | None
    parts: tuple[EffortRow, ...]


def row_of(account: EffortAccount, frame: Frame) -> EffortRow:
    """The row of an effort."""
    effort, words, times = account.effort, frame.words, frame.times
    count, newest = len(account.all_changes), account.newest
    return EffortRow(
        ref=frame.record(effort),
        group=heading_of(effort, frame),
        began=times.day(account.began) if account.began else None,
        finished=times.day(effort.finished) if effort.finished else None,
        weeks=weeks_of(account, frame),
        changes=words.n("count.changes", count) if count else "",
        newest=times.day(newest) if newest else None,
        parts=tuple(row_of(part, frame) for part in account.parts),
    )


def heading_of(effort: Effort, frame: Frame) -> str:
    """The heading of an effort's group; the group itself where the settings do not know it."""
    for heading, ids in frame.settings.groups.items():
        if effort.group in ids:
            return heading
    return effort.group or ""


def weeks_of(account: EffortAccount, frame: Frame) -> str:
    """`6 weeks` of one that is finished, its first and last counted; else empty."""
    finished, zone = account.effort.finished, frame.times.zone
    if account.began is None or finished is None:
        return ""
    last_weekday = frame.settings.last_weekday
    first, last = (Week.of(at.date_in(zone), last_weekday) for at in (account.began, finished))
    number = (last.last_day - first.last_day).days // DAYS + 1
    return frame.words.n("count.weeks", number) if number > 0 else ""


class EffortWeek(NamedTuple):
    """The changes of one week; `ref` leads to its bulletin."""

    ref: Ref
    items: tuple[ChangeItem, ...]


def weeks_told(listed: Iterable[tuple[Ref, Relations]], frame: Frame) -> tuple[EffortWeek, ...]:
    """Changes by week, in the order given; each comes with the link to its bulletin."""
    weeks: defaultdict[Ref, list[ChangeItem]] = defaultdict(list)
    for ref, relations in listed:
        weeks[ref].append(item_of(relations, frame))
    return tuple(EffortWeek(ref, tuple(items)) for ref, items in weeks.items())


def way_to(effort: Effort, efforts: Mapping[EffortId, Effort]) -> tuple[Effort, ...]:
    """The efforts that it is part of, the outermost first."""
    way: list[Effort] = []
    parent = efforts.get(effort.part_of) if effort.part_of else None
    while parent is not None and parent not in way:
        way.insert(0, parent)
        parent = efforts.get(parent.part_of) if parent.part_of else None
    return tuple(way)


def finished_apart(
    accounts: Iterable[EffortAccount],
) -> tuple[list[EffortAccount], list[EffortAccount]]:
    """Efforts that go on, the newest work first, and those that are finished, the last first."""
    going: list[EffortAccount] = []
    finished: list[EffortAccount] = []
    for account in accounts:
        (finished if account.effort.finished else going).append(account)
    going.sort(key=_last_work, reverse=True)
    finished.sort(key=_end, reverse=True)
    return going, finished


def _last_work(account: EffortAccount) -> float:
    newest = account.newest or account.began
    return newest.instant.timestamp() if newest else 0.0


def _end(account: EffortAccount) -> float:
    finished = account.effort.finished
    return finished.instant.timestamp() if finished else 0.0
