"""All rules of the whole log, in one call each for errors and advice."""

from __future__ import annotations

from collections.abc import Mapping

from infralog.errors import Problem
from infralog.model.log import Log
from infralog.settings import Settings

Places = Mapping[str, Mapping[str, tuple[int, int]]]
"""For each file, by path, the places of the values that refer to other records."""


def check_log(log: Log, places: Places, settings: Settings) -> list[Problem]:
    """Every breach of a rule between records, sorted by place."""
    return []
