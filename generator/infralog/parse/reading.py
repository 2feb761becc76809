"""One file in the reading: its problems so far, and what its keys have given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from infralog.errors import Problem
from infralog.settings import Settings
from infralog.source.flaw import Flaw, Place
from infralog.source.nodes import Node


@dataclass
class Reading:
    """What the readers of one file's values share.

    `values` holds what the keys above in the table of fields have given, by attribute of the
    record; a reader may look there (a timeline counts from the start).
    """

    path: str
    settings: Settings
    problems: list[Problem] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)

    def wrong(self, where: Node | Place, code: str, message: str) -> None:
        """Note a problem at a value or place of the file."""
        place = where if isinstance(where, Place) else where.place
        self.problems.append(Problem(self.path, place.line, place.column, code, message))

    def flawed(self, flaw: Flaw) -> None:
        """Note what was found before the values were looked at."""
        self.wrong(flaw.place, flaw.code, flaw.message)


Reader: TypeAlias = Callable[[Node, Reading], object]
"""Gives a value of its field's type, or notes a problem and gives None."""


class Field(NamedTuple):
    """One key of front matter: what it takes, in words and in code.

    `form` and `rule` are for the manual and the schema. `attribute` is the record's field, where
    it is not called as the key.
    """

    key: str
    read: Reader
    form: str
    rule: str = ""
    required: bool = False
    attribute: str = ""

    @property
    def target(self) -> str:
        """The record's field that takes the value."""
        return self.attribute or self.key


Table: TypeAlias = Mapping[str, Field]
"""The fields of one type of record by key, in the order in which they are read."""


def table(*fields: Field) -> Table:
    """A table of these fields."""
    return {one.key: one for one in fields}
