"""The filters of a list: what its entries can be told apart by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infralog.model.entry import Entry, Incident
from infralog.views.frame import Frame
from infralog.views.rows import type_of

_TYPES = ("incidents", "recurrence", "near_miss", "changes", "maintenance")
_IMPACTS = ("critical", "major", "minor", "none", "unknown")


class Choice(NamedTuple):
    """One value of a filter, and what readers see for it."""

    value: str
    label: str


class Facet(NamedTuple):
    """A filter: the name it has in the address, its label and its choices."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def facets_of(entries: Sequence[Entry], frame: Frame) -> tuple[Facet, ...]:
    """The filters that can tell these entries apart, each with the values that occur.

    `entries` are newest first.
    """
    words, settings = frame.words, frame.settings
    types = {type_of(entry) for entry in entries}
    impacts = {entry.impact.value for entry in entries if isinstance(entry, Incident)}
    services = {id_ for entry in entries for id_ in entry.services}
    regions = {id_ for entry in entries for id_ in entry.regions}
    found = (
        ("type", [Choice(one, words.t(f"type.{one}")) for one in _TYPES if one in types]),
        ("impact", [Choice(one, words.t(f"impact.{one}")) for one in _IMPACTS if one in impacts]),
        ("service", _named(services, settings.service_name)),
        ("region", _named(regions, settings.region_name)),
        ("year", _years(entries, settings.zone)),
    )
    return tuple(
        Facet(name, words.t(f"filter.{name}"), tuple(choices))
        for name, choices in found
        if len(choices) > 1
    )


def _named(ids: Iterable[str], name: Callable[[str], str]) -> list[Choice]:
    choices = [Choice(id_, name(id_)) for id_ in ids]
    return sorted(choices, key=lambda choice: (choice.label.casefold(), choice.value))


def _years(entries: Sequence[Entry], zone: ZoneInfo) -> list[Choice]:
    if not entries:
        return []
    newest, oldest = (entries[place].began.date_in(zone).year for place in (0, -1))
    return [Choice(str(year), str(year)) for year in range(newest, oldest - 1, -1)]
