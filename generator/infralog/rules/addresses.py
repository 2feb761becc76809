"""Two records never get one address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from infralog.errors import Problem
from infralog.model.entry import Entry, EntryId
from infralog.model.log import Log
from infralog.rules.places import Places, problem_at
from infralog.source.file import stem_of

_NAMESPACES = frozenset(("weeks", "spofs", "efforts"))


def check_addresses(log: Log, places: Places) -> Iterator[Problem]:
    """Files with the same id, told at each of them; aliases that are taken, told at both ends."""
    yield from _doubled_ids(places)
    yield from _taken_aliases(log, places)


def _doubled_ids(places: Places) -> Iterator[Problem]:
    """Incidents, changes and maintenance share their ids; weeks, SPOFs and efforts do not."""
    homes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for path in places:
        folder = path.partition("/")[0]
        space = folder if folder in _NAMESPACES else "entries"
        homes[space, stem_of(path)].append(path)
    for (_, stem), paths in homes.items():
        for path in paths if len(paths) > 1 else ():
            other = next(one for one in paths if one != path)
            message = f"{stem!r} is the id of {other} as well; rename one of the two files."
            yield Problem(path, 1, 1, "E201", message)


def _taken_aliases(log: Log, places: Places) -> Iterator[Problem]:
    owners: defaultdict[EntryId, list[tuple[Entry, int]]] = defaultdict(list)
    for entry in log.entries.values():
        for count, alias in enumerate(entry.aliases):
            owners[alias].append((entry, count))
    for alias, found in owners.items():
        yield from _clashes(alias, found, log.entries.get(alias), places)


def _clashes(
    alias: EntryId, owners: list[tuple[Entry, int]], holder: Entry | None, places: Places
) -> Iterator[Problem]:
    """One problem at each entry that has the name, as an alias or as its id."""
    named = [*(entry for entry, _ in owners), *((holder,) if holder else ())]
    if len(named) == 1:
        return
    for entry, count in owners:
        other = next((one.id for one in named if one is not entry), None)
        whose = (
            f"a name of {other!r} as well; keep it at one of them"
            if other
            else "this entry's own id; remove it"
        )
        message = f"The alias {alias!r} is {whose}."
        yield problem_at(places, entry, f"aliases.{count}", "E202", message)
    if holder and holder is not owners[0][0]:
        message = f"The id {alias!r} is an alias of {owners[0][0].id!r} as well; remove it there."
        yield problem_at(places, holder, "", "E202", message)
