"""What time makes doubtful, as advice to authors: left open for long, or dated in the future."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from infralog.errors import Problem
from infralog.model.entry import Incident
from infralog.model.log import Log
from infralog.model.moment import Moment
from infralog.model.terms import FollowUpState, MaintenanceState
from infralog.rules.places import Places, problem_at
from infralog.settings import Settings

_OVER = frozenset((MaintenanceState.DONE, MaintenanceState.CANCELLED))


@dataclass(frozen=True)
class _Clock:
    """Ages in days of the log's zone."""

    today: date
    settings: Settings

    def age(self, moment: Moment) -> int:
        return (self.today - moment.date_in(self.settings.zone)).days

    def is_stale(self, moment: Moment) -> bool:
        return self.age(moment) > self.settings.stale_after


def check_stale(log: Log, places: Places, settings: Settings, now: datetime) -> Iterator[Problem]:
    """What is open at `now` for too long, and incidents that are told before they happen."""
    clock = _Clock(now.astimezone(settings.zone).date(), settings)
    for incident in log.incidents:
        yield from _to_come(incident, places, clock)
        yield from _incident(incident, places, clock)
    for work in log.maintenances:
        end = work.ends or work.began
        if work.state not in _OVER and clock.age(end) > 0:
            state = work.state.value
            message = f"The work is {state!r}, yet its time is past; write 'done' or 'cancelled'."
            yield problem_at(places, work, "state", "W314", message)
    yield from _efforts(log, places, clock)


def _to_come(entry: Incident, places: Places, clock: _Clock) -> Iterator[Problem]:
    named = {"started": entry.began, "resolved": entry.resolved}
    for key, moment in named.items():
        if moment and clock.age(moment) < 0:
            day = moment.date_in(clock.settings.zone)
            message = (
                f"{day} is still to come; mend the date, or write planned work as maintenance."
            )
            yield problem_at(places, entry, key, "W316", message)
            return


def _incident(entry: Incident, places: Places, clock: _Clock) -> Iterator[Problem]:
    if entry.is_ongoing and clock.is_stale(entry.began):
        days = clock.age(entry.began)
        message = f"Ongoing for {days} days; write when it was resolved, or 'resolved: unknown'."
        yield problem_at(places, entry, "", "W312", message)
    if entry.pending and clock.is_stale(entry.appeared):
        days = clock.age(entry.appeared)
        message = f"The write-up has been pending for {days} days; write it, or remove 'pending'."
        yield problem_at(places, entry, "pending", "W313", message)
    for count, task in enumerate(entry.follow_ups):
        if task.state is not FollowUpState.OPEN:
            continue
        key = f"follow_ups.{count}"
        if task.due and task.due < clock.today:
            message = f"{task.what!r} was due on {task.due}; write its state, or another date."
            yield problem_at(places, entry, key, "W311", message)
        elif not task.due and clock.is_stale(entry.ended or entry.began):
            days = clock.age(entry.ended or entry.began)
            message = (
                f"{task.what!r} has been open for {days} days; write its state, or when it is due."
            )
            yield problem_at(places, entry, key, "W310", message)


def _efforts(log: Log, places: Places, clock: _Clock) -> Iterator[Problem]:
    for effort in log.efforts.values():
        changes = log.by_effort.get(effort.id, ())
        newest = changes[-1].began if changes else effort.started
        if effort.finished is None and newest and clock.is_stale(newest):
            days = clock.age(newest)
            message = f"Not told of for {days} days; write 'finished', or tell of it in a change."
            yield problem_at(places, effort, "", "W315", message)
