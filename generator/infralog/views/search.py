"""What the search page offers to cut its results by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from infralog.views.facets import Choice, Facet
from infralog.views.frame import Frame

TYPES = ("incidents", "recurrence", "near_miss", "changes", "maintenance")
IMPACTS = ("critical", "major", "minor", "none", "unknown")


class Searchable(NamedTuple):
    """The ids and years that entries of the log name, each once; years newest first."""

    services: tuple[str, ...]
    regions: tuple[str, ...]
    tags: tuple[str, ...]
    years: tuple[int, ...]


def search_facets(found: Searchable, frame: Frame) -> tuple[Facet, ...]:
    """Every facet with its choices; the script leaves out those that no result has."""
    words, settings = frame.words, frame.settings
    choices = {
        "type": [Choice(id_, words.t(f"type.{id_}")) for id_ in TYPES],
        "impact": [Choice(id_, words.t(f"impact.{id_}")) for id_ in IMPACTS],
        "service": _named(found.services, settings.service_name),
        "region": _named(found.regions, settings.region_name),
        "tag": _named(found.tags, str),
        "year": [Choice(str(year), str(year)) for year in found.years],
    }
    return tuple(
        Facet(name, words.t(f"search.{name}"), tuple(offered))
        for name, offered in choices.items()
        if offered
    )


def _named(ids: Iterable[str], name: Callable[[str], str]) -> list[Choice]:
    choices = [Choice(id_, name(id_)) for id_ in ids]
    return sorted(choices, key=lambda choice: (choice.label.casefold(), choice.value))
