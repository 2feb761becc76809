"""Which feeds a log has: of bulletins, of all entries, of their kinds and of single topics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from infralog.model.entry import Change, EffortId, Entry
from infralog.model.log import Log
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


@dataclass(frozen=True)
class Topic:
    """One feed in all its formats; `drafts` are newest first."""

    place: FeedPlace
    title: str
    page_url: str
    drafts: Sequence[Draft]


def topics_of(contents: Contents) -> Iterator[Topic]:
    """Every feed of a build."""
    context = contents.context
    log, words = context.log, context.words
    everything = newest_first(entry_draft(contents, entry) for entry in log.entries.values())
    places = {draft.name: place for place, draft in enumerate(everything)}

    def of(entries: Iterable[Entry]) -> list[Draft]:
        return [everything[place] for place in sorted(places[one.oldest_id] for one in entries)]

    weeks = (week for week in context.calendar.bulletins if not week.is_quiet)
    told = newest_first(bulletin_draft(contents, week) for week in weeks)
    corrections = newest_first(
        correction_draft(contents, entry, correction)
        for entry in log.entries.values()
        for correction in entry.corrections
    )
    moves = newest_first(
        draft for spof in log.spofs.values() for draft in spof_drafts(contents, spof)
    )
    yield Topic(place_of("bulletins"), words.t("feed.bulletins"), "", told)
    yield Topic(place_of("entries"), words.t("feed.all"), "", everything)
    yield Topic(place_of("incidents"), words.t("feed.incidents"), "incidents/", of(log.incidents))
    yield Topic(place_of("changes"), words.t("feed.changes"), "changes/", of(log.changes))
    yield Topic(place_of("spofs"), words.t("feed.spofs"), "spofs/", moves)
    yield Topic(place_of("corrections"), words.t("feed.corrections"), "corrections/", corrections)
    yield from _of_ids(context, of)


def newest_first(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts in the order of feeds; those of one time by name, so that the order is one only."""
    return sorted(drafts, key=lambda draft: (draft.at, draft.name), reverse=True)


def _of_ids(context: Context, of: Callable[[Iterable[Entry]], list[Draft]]) -> Iterator[Topic]:
    log, settings, words = context.log, context.settings, context.words
    services = sorted({*(settings.services or ()), *log.by_service})
    regions = sorted({*(settings.regions or ()), *log.by_region})
    found: list[tuple[str, str, str, Iterable[Entry]]] = [
        ("services", id_, settings.service_name(id_), log.by_service.get(id_, ()))
        for id_ in services
    ]
    found += [
        ("regions", id_, settings.region_name(id_), log.by_region.get(id_, ())) for id_ in regions
    ]
    found += [("tags", id_, id_, entries) for id_, entries in sorted(log.by_tag.items())]
    found += [
        ("efforts", effort.id, effort.title, changes_of(log, effort.id))
        for effort in log.efforts.values()
    ]
    for kind, id_, title, entries in found:
        place = place_of(kind, id_)
        yield Topic(place, words.t(f"feed.{kind}", title=title), place.page, of(entries))


def changes_of(log: Log, id_: EffortId) -> list[Change]:
    """The changes of an effort and of all efforts that are part of it."""
    found: dict[EffortId, None] = {}
    waiting = [id_]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = None
            waiting += [part.id for part in log.effort_parts.get(one, ())]
    return [change for one in found for change in log.by_effort.get(one, ())]
