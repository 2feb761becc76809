"""Search bundles: the log cut into parts that Pagefind indexes apart and joins at search time.

One bundle of everything costs as much as all the rest of a build, for each edit anew; many small
ones cost the reader more for each search (docs/adr/0005-search.md).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import groupby
from zoneinfo import ZoneInfo

from infralog.model.entry import Entry, Incident
from infralog.outputs.artifact import Artifact, Bundle
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import fingerprint
from infralog.views.rows import type_of

FOLDER = "search"
EVERY = "ilentry"
"""A word that each entry holds, so that a search without a word costs no more than one with it."""
_ALONE = 2
_SMALL = 500
_LARGE = 3200


@dataclass(frozen=True)
class Part:
    """Entries of whole years that are indexed together; `name` tells the years: `2019-2022`."""

    name: str
    entries: tuple[Entry, ...]


def parts_of(entries: Iterable[Entry], zone: ZoneInfo) -> tuple[Part, ...]:
    """Cut entries, in the log's order, into parts of whole years of `zone`, newest first.

    The two newest years stand alone, for most edits are made there; older ones share parts of
    up to 3,200 entries, filled from the oldest year on, so that a new year moves no cut before
    it. A log of up to 500 entries is one part.
    """
    years = [(year, tuple(found)) for year, found in groupby(entries, key=_year_in(zone))]
    parts: list[tuple[int, int, tuple[Entry, ...]]] = []
    is_small = sum(len(found) for _, found in years) <= _SMALL
    for position, (year, found) in enumerate(years):
        shares = is_small or position < len(years) - _ALONE
        if parts and shares and len(parts[-1][2]) + len(found) <= _LARGE:
            first, _, others = parts.pop()
            parts.append((first, year, others + found))
        else:
            parts.append((year, year, found))
    return tuple(
        Part(f"{first}-{last}" if first < last else str(first), found)
        for first, last, found in reversed(parts)
    )


def _year_in(zone: ZoneInfo) -> Callable[[Entry], int]:
    return lambda entry: entry.began.date_in(zone).year


def parts_in(context: Context) -> tuple[Part, ...]:
    """The parts of a build's log, by the years that the year facet shows."""
    return parts_of(context.log.entries.values(), context.settings.zone)


def search_bundles(context: Context) -> Iterator[Bundle]:
    """One bundle for each part, newest first; the newest leads."""
    told = (context.settings.timezone, context.site.language)
    for place, part in enumerate(parts_in(context)):
        leads = place == 0
        key = fingerprint("search", told, part.name, part.entries, leads)
        yield Bundle(f"{FOLDER}/{part.name}", key, partial(documents_of, part, context), leads)


def search_artifacts(context: Context) -> Iterator[Artifact]:
    """The list of bundles, newest first, that the search page joins."""
    if not context.settings.search:
        return
    names = [part.name for part in parts_in(context)]
    content = json.dumps({"bundles": names, "every": EVERY}).encode()
    yield Artifact(f"{FOLDER}/bundles.json", fingerprint(names), lambda: content)


def documents_of(part: Part, context: Context) -> Mapping[str, str]:
    """What Pagefind reads of a part, by the path of each entry's page."""
    return {f"{entry.url}index.html": document_of(entry, context) for entry in part.entries}


def document_of(entry: Entry, context: Context) -> str:
    """What is found of an entry: its title and texts, and the facets that results are cut by.

    The title is not part of the text, so that excerpts do not begin with it; Pagefind searches
    it all the same.
    """
    shown = {
        "title": entry.title,
        "day": context.times.day(entry.began).text,
        "every": EVERY,
    }
    facets = [
        _meta("filter", f"{name}[content]", value)
        for name, values in facet_values(entry, context).items()
        for value in values
    ]
    # Without a word, Pagefind would make nothing of it, and fail where it is the only one.
    texts = [text for text in _texts_of(entry, context) if text.strip()] or [entry.title]
    return (
        f'<!doctype html><html lang="{context.site.language}"><body data-pagefind-body>'
        f"{''.join(_meta('meta', f'{name}[content]', text) for name, text in shown.items())}"
        f"{''.join(facets)}"
        f"{_meta('sort', 'began[content]', entry.began.instant.isoformat())}"
        f"<p>{'</p><p>'.join(map(escape, texts))}</p></body></html>"
    )


def facet_values(entry: Entry, context: Context) -> Mapping[str, tuple[str, ...]]:
    """By what an entry is found: ids as they stand in addresses, so no name changes a link."""
    return {
        "type": tuple(dict.fromkeys((entry.folder, type_of(entry)))),
        "impact": (entry.impact.value,) if isinstance(entry, Incident) else (),
        "service": entry.services,
        "region": entry.regions,
        "tag": entry.tags,
        "year": (str(entry.began.date_in(context.settings.zone).year),),
    }


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta data-pagefind-{kind}="{name}" content="{escape(content)}">'


def _texts_of(entry: Entry, context: Context) -> Iterator[str]:
    """All that readers see of an entry in words, each text once."""
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
