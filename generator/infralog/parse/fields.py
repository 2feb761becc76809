"""Every key of every type of record, for the parser, the schema and the manual alike."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from infralog.parse import change, incident, maintenance, notes
from infralog.parse.reading import Table

TABLES: Mapping[str, Table] = {
    "incident": incident.FIELDS,
    "change": change.FIELDS,
    "maintenance": maintenance.FIELDS,
    "week": notes.WEEK,
    "spof": notes.SPOF_FILE,
    "effort": notes.EFFORT,
}
"""The fields of each type of record, by key."""

ORDERS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "incident": incident.ORDERS,
    "change": change.ORDERS,
    "maintenance": maintenance.ORDERS,
    "week": (),
    "spof": (),
    "effort": notes.EFFORT_ORDERS,
}
"""Keys of each type whose times must follow each other."""

TYPES: Mapping[str, str] = {
    "incidents": "incident",
    "changes": "change",
    "maintenance": "maintenance",
    "weeks": "week",
    "spofs": "spof",
    "efforts": "effort",
}
"""The type of record that each folder holds."""

_ONE: Mapping[str, str] = {
    "incident": "an incident",
    "change": "a change",
    "maintenance": "maintenance",
    "week": "a week",
    "spof": "a single point of failure",
    "effort": "an effort",
}

ENTRY_TYPES = ("incident", "change", "maintenance")
"""Types that the key `type` may name."""

PAGE_KEYS = frozenset(
    ("description", "hide", "icon", "robots", "search", "status", "subtitle", "template")
)
"""Keys that the host's theme reads; they pass through."""


def is_page_key(key: str) -> bool:
    """Whether a key is the theme's or, by `x-`, the author's own."""
    return key in PAGE_KEYS or (key.startswith("x-") and key != "x-")


_INSTEAD = {("week", "title"): "headline"}
"""What keys of other types are called in one."""


def unknown_key(key: str, type_: str) -> str:
    """What is to be said of a key that a type of record does not have."""
    owners = [_ONE[owner] for owner, fields in TABLES.items() if key in fields]
    known = TABLES[type_] if owners else (*TABLES[type_], *PAGE_KEYS)
    near = get_close_matches(_INSTEAD.get((type_, key), key.lower()), known, n=1, cutoff=0.7)
    if near:
        return f"{key!r} is no key of {_ONE[type_]}; did you mean {near[0]!r}?"
    if owners:
        return f"{key!r} is a key of {' and '.join(owners)}, not of {_ONE[type_]}; remove it."
    return f"{key!r} is no key of {_ONE[type_]}; remove it, or call it 'x-{key}' if it is yours."
