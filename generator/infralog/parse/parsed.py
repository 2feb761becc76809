"""What reading a file gives; what reads it is imported where a file has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from infralog.errors import Problem, Severity
from infralog.model.body import Body
from infralog.model.entry import Entry
from infralog.model.notes import Effort, Spof, WeekNote

Record: TypeAlias = Entry | WeekNote | Spof | Effort


@dataclass(frozen=True)
class Parsed:
    """What one file gives. Plain data: it can be pickled and kept.

    `record` is None where a key that it cannot be without is wrong; else it is as complete as
    the problems allow. `places` leads from the path of a value in front matter
    (`recurrence_of.0`, `follow_ups.2.by`) to its line and column, for rules of the whole log.
    `hidden_links` are the local targets of internal blocks that were left out, as in `Body.links`.
    """

    record: Record | None
    body: Body = field(default_factory=Body)
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    hidden_links: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems without what is advice alone."""
        return tuple(one for one in self.problems if one.severity is Severity.ERROR)


def link_key(target: str) -> str:
    """The name of a link's place; `target` is as in `Body.links`."""
    return f"link {target}"
