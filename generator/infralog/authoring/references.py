"""What a new record names, before it is written: other records that are not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain

from infralog.authoring.log_files import LogFiles
from infralog.errors import did_you_mean

_ENTRIES = ("incidents", "changes", "maintenance")
_FOLDERS: Mapping[str, tuple[str, ...]] = {
    "recurrence_of": ("incidents",),
    "caused_by": _ENTRIES,
    "prevents": ("incidents",),
    "effort": ("efforts",),
    "part_of": ("efforts",),
    "spof": ("spofs",),
}
"""Where the records stand that a key may name."""


def nameable(files: LogFiles, key: str) -> frozenset[str]:
    """Every id that a key may name; none where it names no records."""
    return frozenset(chain.from_iterable(map(files.ids_in, _FOLDERS.get(key, ()))))


def dangling(files: LogFiles, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Key and message for each id among `values` that no file of the right folder has."""
    for key in _FOLDERS.keys() & values.keys():
        known = nameable(files, key)
        for id_ in _ids(values[key]):
            if id_ not in known:
                noun = _FOLDERS[key][0].removesuffix("s") if len(_FOLDERS[key]) == 1 else "entry"
                yield key, f"There is no {noun} {id_!r}; {_remedy(files, noun, id_, known)}"


def _remedy(files: LogFiles, noun: str, id_: str, known: AbstractSet[str]) -> str:
    if renamed := files.aliases.get(id_):
        return f"it is called {renamed.stem!r} now."
    return did_you_mean(id_, known) if known else f"make it first: `infralog new {noun} TITLE`."


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(_ids, value.values()))
    elif isinstance(value, list):
        yield from map(str, value)
