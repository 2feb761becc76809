"""Every reference leads to a record of the right type, and none goes round in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from infralog.errors import Problem
from infralog.model.entry import Change, EffortId, Entry, EntryId, Incident
from infralog.model.log import Log
from infralog.model.notes import Note
from infralog.rules.circles import closing_edges
from infralog.rules.places import Places, problem_at
from infralog.source.file import stem_of

_MANY = 500
"""From so many names on, only those of the same month or the same words are compared."""

_FOLDERS = {"spof": "spofs", "effort": "efforts"}


class Reference(NamedTuple):
    """One record naming another: `key` is its place, `wants` the type that it may name."""

    source: Entry | Note
    key: str
    target: str
    wants: str


def references(log: Log) -> Iterator[Reference]:
    """Every reference of the log."""
    for entry in log.entries.values():
        for move, spof in entry.spof_moves:
            yield Reference(entry, f"spof.{move.value}", spof, "spof")
        if isinstance(entry, Incident):
            yield from _of_incident(entry)
        elif isinstance(entry, Change):
            if entry.effort:
                yield Reference(entry, "effort", entry.effort, "effort")
            yield from _listed(entry, "prevents", entry.prevents, "incident")
    for effort in log.efforts.values():
        if effort.part_of:
            yield Reference(effort, "part_of", effort.part_of, "effort")


def _of_incident(entry: Incident) -> Iterator[Reference]:
    yield from _listed(entry, "recurrence_of", entry.recurrence_of, "incident")
    yield from _listed(entry, "caused_by", entry.caused_by, "entry")
    for count, task in enumerate(entry.follow_ups):
        if task.by:
            yield Reference(entry, f"follow_ups.{count}.by", task.by, "entry")


def _listed(entry: Entry, key: str, ids: Iterable[str], wants: str) -> Iterator[Reference]:
    for count, id_ in enumerate(ids):
        yield Reference(entry, f"{key}.{count}", id_, wants)


@dataclass(frozen=True)
class _Names:
    """What a reference may name."""

    log: Log
    places: Places

    @cached_property
    def by_folder(self) -> Mapping[str, frozenset[str]]:
        """The stems of all files, those that gave no record as well; entries are one kind."""
        stems: dict[str, set[str]] = {"spofs": set(), "efforts": set(), "entries": set()}
        for path in self.places:
            folder = path.partition("/")[0]
            stems[folder if folder in stems else "entries"].add(stem_of(path))
        return {folder: frozenset(found) for folder, found in stems.items()}

    @cached_property
    def old_names(self) -> Mapping[str, str]:
        return {alias: entry.id for entry in self.log.entries.values() for alias in entry.aliases}

    def flaw(self, reference: Reference) -> tuple[str, str] | None:
        """Code and message, where a reference names what it must not."""
        target, wants = reference.target, reference.wants
        found = self.log.entries.get(EntryId(target))
        if found is not None and wants in ("entry", "incident"):
            if wants == "incident" and not isinstance(found, Incident):
                return "E204", f"{target!r} is a {type(found).__name__.lower()}; name an incident."
            return None
        if target in self.by_folder[_FOLDERS.get(wants, "entries")]:
            return None
        return "E203", f"There is no {_in_words(wants)} {target!r}; {self._remedy(target, wants)}"

    def _remedy(self, target: str, wants: str) -> str:
        from difflib import get_close_matches  # noqa: PLC0415 - for mistakes alone

        if wants not in _FOLDERS and target in self.old_names:
            return f"it is called {self.old_names[target]!r} now."
        known = sorted(self.by_folder[_FOLDERS.get(wants, "entries")])
        if len(known) > _MANY:
            known = [one for one in known if one[:7] == target[:7] or one[10:] == target[10:]]
        near = get_close_matches(target, known, n=1)
        if near:
            return f"did you mean {near[0]!r}?"
        folder = _FOLDERS.get(wants, "the log")
        return f"write the name of a file of {folder} without '.md'."


def _in_words(wants: str) -> str:
    return {"spof": "single point of failure"}.get(wants, wants)


def check_references(log: Log, places: Places) -> Iterator[Problem]:
    """References to nothing, and to records of the wrong type."""
    names = _Names(log, places)
    for reference in references(log):
        flaw = names.flaw(reference)
        if flaw:
            yield problem_at(places, reference.source, reference.key, *flaw)


def check_circles(log: Log, places: Places) -> Iterator[Problem]:
    """Relations by which a record would come before itself."""
    relations: Mapping[str, Mapping[str, tuple[str, ...]]] = {
        "recurrence_of": {one.id: one.recurrence_of for one in log.incidents},
        "caused_by": {one.id: one.caused_by for one in log.incidents},
        "part_of": {one.id: (one.part_of,) for one in log.efforts.values() if one.part_of},
    }
    for key, graph in relations.items():
        for path in closing_edges(graph):
            way = " -> ".join(path)
            message = f"{key!r} goes round in a circle, {way}; remove one of these references."
            last = path[-2]
            record = log.efforts[EffortId(last)] if key == "part_of" else log.entries[EntryId(last)]
            yield problem_at(places, record, key, "E205", message)


def check_recurrences(log: Log, places: Places) -> Iterator[Problem]:
    """An incident can only repeat an earlier one."""
    for entry in log.incidents:
        for count, id_ in enumerate(entry.recurrence_of):
            first = log.entries.get(id_)
            if first and first.began.instant > entry.began.instant:
                message = f"{id_!r} began later than this incident; name the earlier one."
                yield problem_at(places, entry, f"recurrence_of.{count}", "E206", message)
