"""Problems told at the place in a file that a rule is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from infralog.errors import Problem
from infralog.model.entry import Entry
from infralog.model.notes import Note

Places: TypeAlias = Mapping[str, Mapping[str, tuple[int, int]]]
"""For each file of the log, by path, the places of values that refer to other records.

Files that gave no record stand here too, so that nobody is told that they do not exist.
"""


def problem_at(places: Places, record: Entry | Note, key: str, code: str, message: str) -> Problem:
    """A problem at a value (`follow_ups.2.by`), else at what holds it, else at the file."""
    known = places.get(record.path, {})
    while key and key not in known:
        key = key.rpartition(".")[0]
    line, column = known.get(key, (1, 1))
    return Problem(record.path, line, column, code, message)
