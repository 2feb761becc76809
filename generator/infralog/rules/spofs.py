"""The ledger adds up: every move of a single point of failure fits its state (DESIGN section 6)."""

from __future__ import annotations

from collections.abc import Iterator

from infralog.errors import Problem
from infralog.model.entry import Entry
from infralog.model.log import Log
from infralog.model.notes import Spof
from infralog.model.terms import SpofMove
from infralog.rules.places import Places, problem_at

_WORK = frozenset((SpofMove.REDUCES, SpofMove.REMOVES, SpofMove.ACCEPTS, SpofMove.REINTRODUCES))
"""Moves that change the state; an incident may expose what was found only later."""


_LATER = "remove this tag, or write 'reintroduces' in the entry that brought it back"
_AFTER_REMOVAL = {
    SpofMove.EXPOSES: "write 'reintroduces' here, or 'reduces' there",
    SpofMove.REDUCES: _LATER,
    SpofMove.REMOVES: _LATER,
    SpofMove.ACCEPTS: _LATER,
}


def check_spofs(log: Log, places: Places) -> Iterator[Problem]:
    """Moves before the find, moves of what is already removed, and moves that contradict."""
    for id_, entries in log.by_spof.items():
        spof = log.spofs.get(id_)
        if spof is not None:
            yield from _history(spof, entries, places)


def _history(spof: Spof, entries: tuple[Entry, ...], places: Places) -> Iterator[Problem]:
    remover: Entry | None = None
    for entry in entries:
        moves = [move for move, id_ in entry.spof_moves if id_ == spof.id]
        for flaw in _flaws(spof, entry, moves, remover):
            yield problem_at(places, entry, *flaw)
        if SpofMove.REMOVES in moves:
            remover = entry
        elif SpofMove.REINTRODUCES in moves:
            remover = None


def _flaws(
    spof: Spof, entry: Entry, moves: list[SpofMove], remover: Entry | None
) -> Iterator[tuple[str, str, str]]:
    """Key, code and message of all that is wrong with one entry's moves of one SPOF."""
    work = [move for move in moves if move in _WORK]
    if len(work) > 1:
        named = " and ".join(repr(move.value) for move in work)
        yield "spof", "E213", f"One entry cannot do {named} to {spof.id!r}; keep one of them."
        return
    for move in work:
        key = f"spof.{move.value}"
        if entry.began.instant < spof.found.instant:
            message = f"{spof.id!r} was found later than this; correct 'found' in {spof.path}."
            yield key, "E210", message
    for move in moves:
        key = f"spof.{move.value}"
        if move is SpofMove.REINTRODUCES:
            if remover is None:
                message = f"{spof.id!r} is open and cannot be reintroduced; write 'exposes'."
                yield key, "E212", message
        elif remover is not None and SpofMove.REINTRODUCES not in moves:
            message = f"{spof.id!r} was removed by {remover.id!r} before; {_AFTER_REMOVAL[move]}."
            yield key, "E211", message
