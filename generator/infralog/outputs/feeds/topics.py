"""Which feeds a log has: of bulletins, of all entries, of their kinds and of single topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from heapq import nlargest

from infralog.model.entry import Entry
from infralog.outputs.context import Context
from infralog.outputs.feeds.content import Contents
from infralog.outputs.feeds.drafts import (
    Draft,
    bulletin_draft,
    correction_draft,
    entry_draft,
    newest_picture,
    rank_of,
    spof_drafts,
)
from infralog.outputs.feeds.places import FeedPlace, place_of
from infralog.outputs.fingerprint import fingerprint
from infralog.views.relations import efforts_of

NEWEST = 50
"""Items of a feed, and of each page of its archive."""


@dataclass(frozen=True, eq=False)
class Topic:
    """One feed in all its formats; `key` tells everything that it is made of.

    `draw` finds its drafts: newest first, and all of them if it is archived.
    """

    place: FeedPlace
    title: str
    key: str
    draw: Callable[[], Sequence[Draft]]

    @cached_property
    def drafts(self) -> Sequence[Draft]:
        """What its items are to be made from."""
        return self.draw()


def topics_of(contents: Contents) -> Iterator[Topic]:
    """Every feed of a build."""
    context = contents.context
    log, words = context.log, context.words
    base = fingerprint(context.base_key, newest_picture(context), str(context.told))
    every = tuple(log.entries.values())
    key = fingerprint(base, context.log_key)
    whole: Mapping[str, Callable[[], Sequence[Draft]]] = {
        "bulletins": lambda: _of_bulletins(contents),
        "all": lambda: newest_first(entry_draft(contents, entry) for entry in every),
        "spofs": lambda: _of_spofs(contents),
        "corrections": lambda: _of_corrections(contents),
    }
    for kind, draw in whole.items():
        place = place_of("entries" if kind == "all" else kind)
        yield Topic(place, words.t(f"feed.{kind}"), key, draw)
    for kind, id_, title, entries in _named(context):
        told = words.t(f"feed.{kind}", title=title)
        key = fingerprint(base, kind, id_, title, context.key_of(entries))
        yield Topic(place_of(kind, id_), told, key, partial(_newest, contents, entries))


def newest_first(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts in the order of feeds; those of one time by name, so that the order is one only."""
    return sorted(drafts, key=_rank, reverse=True)


def _rank(draft: Draft) -> tuple[object, str]:
    return draft.at, draft.name


def _newest(contents: Contents, entries: Iterable[Entry]) -> list[Draft]:
    newest = nlargest(NEWEST, entries, key=lambda entry: rank_of(contents, entry))
    return [entry_draft(contents, entry) for entry in newest]


def _of_bulletins(contents: Contents) -> list[Draft]:
    bulletins = contents.context.calendar.bulletins
    return newest_first(bulletin_draft(contents, one) for one in bulletins if not one.is_quiet)


def _of_spofs(contents: Contents) -> list[Draft]:
    spofs = contents.context.log.spofs.values()
    return newest_first(draft for spof in spofs for draft in spof_drafts(contents, spof))


def _of_corrections(contents: Contents) -> list[Draft]:
    return newest_first(
        correction_draft(contents, entry, correction)
        for entry in contents.context.log.entries.values()
        for correction in entry.corrections
    )


def _named(context: Context) -> Iterator[tuple[str, str, str, Sequence[Entry]]]:
    """Kind, id, title and entries of each topic that has a feed of its own."""
    log, settings = context.log, context.settings
    yield "incidents", "", "", log.incidents
    yield "changes", "", "", log.changes
    for id_ in sorted({*(settings.services or ()), *log.by_service}):
        yield "services", id_, settings.service_name(id_), log.by_service.get(id_, ())
    for id_ in sorted({*(settings.regions or ()), *log.by_region}):
        yield "regions", id_, settings.region_name(id_), log.by_region.get(id_, ())
    for id_ in sorted(log.by_tag):
        yield "tags", id_, id_, log.by_tag[id_]
    parts = _with_parts(context)
    for effort in log.efforts.values():
        yield "efforts", effort.id, effort.title, parts[effort.id]


def _with_parts(context: Context) -> Mapping[str, list[Entry]]:
    """The changes of each effort, those of its parts among them."""
    changes: defaultdict[str, list[Entry]] = defaultdict(list)
    for change in context.log.changes:
        if change.effort:
            for effort in efforts_of(context.log, change):
                changes[effort.id].append(change)
    return changes
