"""Which feeds a log has: of bulletins, of all entries, of their kinds and of single topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from infralog.model.entry import Entry, EntryId
from infralog.outputs.context import Context
from infralog.outputs.feeds.content import Contents
from infralog.outputs.feeds.drafts import (
    Draft,
    bulletin_draft,
    correction_draft,
    entry_draft,
    spof_drafts,
)
from infralog.outputs.feeds.places import FeedPlace, place_of

NEWEST = 50
"""Items of a feed, and of each page of its archive."""

Shelf = tuple[str, str]
"""The kind of a topic and its id, which is empty where the kind has one feed."""


class Topic(NamedTuple):
    """One feed in all its formats; `drafts` are newest first, and all of them if it is archived."""

    place: FeedPlace
    title: str
    page_url: str
    drafts: Sequence[Draft]


def topics_of(contents: Contents) -> Iterator[Topic]:
    """Every feed of a build."""
    context = contents.context
    log, words = context.log, context.words
    drafts = {id_: entry_draft(contents, entry) for id_, entry in log.entries.items()}
    entries = sorted(log.entries.values(), key=lambda entry: _rank(drafts[entry.id]), reverse=True)
    shelves = _sorted_onto_shelves(context, entries, drafts)
    weeks = (week for week in context.calendar.bulletins if not week.is_quiet)
    lists = {
        "bulletins": newest_first(bulletin_draft(contents, week) for week in weeks),
        "all": [drafts[entry.id] for entry in entries],
        "incidents": shelves["incidents", ""],
        "changes": shelves["changes", ""],
        "spofs": newest_first(
            draft for spof in log.spofs.values() for draft in spof_drafts(contents, spof)
        ),
        "corrections": newest_first(
            correction_draft(contents, entry, correction)
            for entry in log.entries.values()
            for correction in entry.corrections
        ),
    }
    for kind, found in lists.items():
        place = place_of("entries" if kind == "all" else kind)
        yield Topic(place, words.t(f"feed.{kind}"), place.page, found)
    for kind, id_, title in _named(context):
        place = place_of(kind, id_)
        yield Topic(place, words.t(f"feed.{kind}", title=title), place.page, shelves[kind, id_])


def newest_first(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts in the order of feeds; those of one time by name, so that the order is one only."""
    return sorted(drafts, key=_rank, reverse=True)


def _rank(draft: Draft) -> tuple[object, str]:
    return draft.at, draft.name


def _named(context: Context) -> Iterator[tuple[str, str, str]]:
    """Kind, id and title of each topic that has a feed of its own."""
    log, settings = context.log, context.settings
    for id_ in sorted({*(settings.services or ()), *log.by_service}):
        yield "services", id_, settings.service_name(id_)
    for id_ in sorted({*(settings.regions or ()), *log.by_region}):
        yield "regions", id_, settings.region_name(id_)
    for id_ in sorted(log.by_tag):
        yield "tags", id_, id_
    for effort in log.efforts.values():
        yield "efforts", effort.id, effort.title


def _sorted_onto_shelves(
    context: Context, entries: Iterable[Entry], drafts: Mapping[EntryId, Draft]
) -> Mapping[Shelf, list[Draft]]:
    """The newest drafts of each topic, from entries newest first."""
    shelves: defaultdict[Shelf, list[Draft]] = defaultdict(list)
    for entry in entries:
        for shelf in _shelves_of(context, entry):
            if len(found := shelves[shelf]) < NEWEST:
                found.append(drafts[entry.id])
    return shelves


def _shelves_of(context: Context, entry: Entry) -> Iterator[Shelf]:
    yield entry.folder, ""
    for id_ in entry.services:
        yield "services", id_
    for id_ in entry.regions:
        yield "regions", id_
    for id_ in entry.tags:
        yield "tags", id_
    for effort in context.subjects[entry.id].relations.efforts:
        yield "efforts", effort.id
