"""What is found of an entry: its texts, and the facets that results are cut by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from infralog.model.entry import Entry, Incident
from infralog.outputs.context import Context
from infralog.views.rows import type_of


def texts_of(entry: Entry, context: Context) -> Iterator[str]:
    """All that readers see of an entry in words but its title, each text once.

    search-result.js takes its excerpts from the same texts.
    """
    text = context.log.body_of(entry).text
    if entry.summary not in text:
        yield entry.summary
    yield text
    yield from (correction.text for correction in entry.corrections)
    if isinstance(entry, Incident):
        yield from entry.cause
        yield from (event.what for event in entry.timeline)
        yield from (promise.what for promise in entry.follow_ups)
    yield from entry.tags


def facets_of(entry: Entry) -> Mapping[str, tuple[str, ...]]:
    """Ids as they stand in addresses, so no name changes a link. The year is told by the part."""
    return {
        "type": tuple(dict.fromkeys((entry.folder, type_of(entry)))),
        "impact": (entry.impact.value,) if isinstance(entry, Incident) else (),
        "service": entry.services,
        "region": entry.regions,
        "tag": entry.tags,
    }
