"""The fidelity check: no internal number is missing without a reason (DESIGN section 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from infralog.errors import Problem
from infralog.model.entry import Entry
from infralog.model.log import Log
from infralog.rules.places import Places, problem_at
from infralog.settings import Settings


def check_numbers(log: Log, places: Places, settings: Settings) -> Iterator[Problem]:
    """Gaps, numbers used twice, and declared gaps that are none."""
    if settings.numbers is None:
        return
    pattern = re.compile(settings.numbers)
    known: dict[int, Entry] = {}
    for entry in log.entries.values():
        number = None if entry.number is None else _counted(entry.number, pattern)
        if number is None:
            continue
        if number in known:
            message = f"{entry.number!r} is the number of {known[number].id!r} too; correct one."
            yield problem_at(places, entry, "number", "W304", message)
        known.setdefault(number, entry)
    declared = {_counted(text, pattern) or 0 for text in settings.declared_gaps}
    for number in sorted(declared & known.keys()):
        message = f"{known[number].number!r} is declared a gap in the settings; remove it there."
        yield problem_at(places, known[number], "number", "W305", message)
    yield from _gaps(known, declared, places)


def _gaps(known: Mapping[int, Entry], declared: set[int], places: Places) -> Iterator[Problem]:
    for before, after in pairwise(sorted(known.keys() | (declared - {0}))):
        if after - before > 1 and known:
            gap = str(before + 1) if after - before == 2 else f"{before + 1} to {after - 1}"  # noqa: PLR2004 - one is missing
            entry = known.get(after) or known.get(before) or next(iter(known.values()))
            message = (
                f"Number {gap} is missing; write the entry, or its reason under declared_gaps."
            )
            yield problem_at(places, entry, "number", "W303", message)


def _counted(text: str, pattern: re.Pattern[str]) -> int | None:
    """The number in a text: the pattern's first group, or the whole where it is digits."""
    found = pattern.fullmatch(text)
    digits = (found[1] or "") if found else text
    return int(digits) if digits.isdecimal() else None
