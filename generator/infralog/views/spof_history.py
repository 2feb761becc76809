"""How a single point of failure went from state to state (DESIGN section 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from infralog.model.entry import Entry
from infralog.model.log import Log
from infralog.model.moment import Moment
from infralog.model.notes import Spof
from infralog.model.terms import SpofMove


class SpofState(StrEnum):
    """Where a single point of failure stands."""

    OPEN = "open"
    REDUCED = "reduced"
    """Open still, but it can do less harm."""
    ACCEPTED = "accepted"
    """Knowingly kept; neither open nor removed."""
    REMOVED = "removed"

    @property
    def is_open(self) -> bool:
        """Whether it counts among the open ones."""
        return self in (SpofState.OPEN, SpofState.REDUCED)


_NEXT: Mapping[SpofMove, SpofState] = {
    SpofMove.REDUCES: SpofState.REDUCED,
    SpofMove.REMOVES: SpofState.REMOVED,
    SpofMove.ACCEPTS: SpofState.ACCEPTED,
    SpofMove.REINTRODUCES: SpofState.OPEN,
}


class SpofStep(NamedTuple):
    """A state and when it began; `entry` is what moved it, None for the find."""

    at: Moment
    state: SpofState
    entry: Entry | None = None


def history_of(spof: Spof, entries: Iterable[Entry]) -> tuple[SpofStep, ...]:
    """Every state from the find on; `entries` are those that carry its tag, oldest first."""
    steps = [SpofStep(spof.found, SpofState.OPEN)]
    for entry in entries:
        for move, id_ in entry.spof_moves:
            if id_ == spof.id and move in _NEXT:
                steps.append(SpofStep(entry.began, _NEXT[move], entry))
    return tuple(steps)


def open_since(history: Sequence[SpofStep]) -> Moment | None:
    """When it began to be open, for the last time; None where it no longer is."""
    shut = [place for place, step in enumerate(history) if not step.state.is_open]
    first = shut[-1] + 1 if shut else 0
    return history[first].at if first < len(history) else None


def state_at(history: Sequence[SpofStep], instant: datetime) -> SpofState | None:
    """The state in force at an instant (aware); None before the find."""
    passed = [step.state for step in history if step.at.instant <= instant]
    return passed[-1] if passed else None


def open_counts(histories: Iterable[Sequence[SpofStep]]) -> tuple[tuple[datetime, int], ...]:
    """How many were open from each instant (UTC) at which that number changed, oldest first."""
    turns: list[tuple[datetime, int]] = []
    for history in histories:
        was_open = False
        for step in history:
            if step.state.is_open != was_open:
                was_open = step.state.is_open
                turns.append((step.at.instant, 1 if was_open else -1))
    counts: dict[datetime, int] = {}
    number = 0
    for at, turn in sorted(turns):
        number += turn
        counts[at] = number
    return tuple(counts.items())


def histories_of(log: Log) -> dict[str, tuple[SpofStep, ...]]:
    """The history of every registered single point of failure, by its id."""
    return {id_: history_of(spof, log.by_spof.get(id_, ())) for id_, spof in log.spofs.items()}
