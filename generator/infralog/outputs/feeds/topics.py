"""Which feeds a log has: of bulletins, of all entries, of their kinds and of single topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import repeat

from infralog.model.entry import Change, Entry, EntryId
from infralog.model.log import Log
from infralog.outputs.context import Context
from infralog.outputs.feeds.content import Contents
from infralog.outputs.feeds.drafts import (
    Draft,
    bulletin_draft,
    correction_draft,
    entry_draft,
    newest_picture,
    spof_drafts,
)
from infralog.outputs.feeds.places import FeedPlace, place_of
from infralog.outputs.fingerprint import fingerprint
from infralog.views.feed import published_of, updated_of
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
    words = context.words
    base = fingerprint(context.base_key, newest_picture(context), str(context.told))
    newest = context.recall("newest", context.bones, partial(_newest_by_topic, context))
    key = fingerprint(base, context.log_key)
    whole: Mapping[str, Callable[[], Sequence[Draft]]] = {
        "bulletins": lambda: _of_bulletins(contents),
        "all": lambda: _of_entries(contents, newest["entries"][""]),
        "spofs": lambda: _of_spofs(contents),
        "corrections": lambda: _of_corrections(contents),
    }
    for kind, draw in whole.items():
        place = place_of("entries" if kind == "all" else kind)
        yield Topic(place, words.t(f"feed.{kind}"), key, draw)
    for kind, id_, title in _named(context):
        told, ids = words.t(f"feed.{kind}", title=title), newest.get(kind, {}).get(id_, ())
        entries = "".join([context.keys[one] for one in ids])
        key = fingerprint(base, kind, id_, title, entries)
        yield Topic(place_of(kind, id_), told, key, partial(_of_entries, contents, ids))


def _newest_by_topic(context: Context) -> Mapping[str, Mapping[str, Sequence[EntryId]]]:
    """The newest entries of each topic, and all of the log, newest first, by kind and id."""
    log = context.log
    # Those of one time by name, so that the order is one only.
    ranks = {
        id_: ((published_of(entry) or updated_of(entry, context.told)).instant, entry.oldest_id)
        for id_, entry in log.entries.items()
    }
    every = sorted(ranks, key=ranks.__getitem__, reverse=True)
    newest: defaultdict[str, defaultdict[str, list[EntryId]]]
    newest = defaultdict(lambda: defaultdict(list))
    for id_ in every:
        for kind, name in _topics_with(log, log.entries[id_]):
            found = newest[kind][name]
            if len(found) < NEWEST:
                found.append(id_)
    return {"entries": {"": every}, **{kind: dict(found) for kind, found in newest.items()}}


def _topics_with(log: Log, entry: Entry) -> Iterator[tuple[str, str]]:
    """Kind and id of each topic that an entry is of; a change is of all efforts around it."""
    yield entry.folder, ""
    yield from zip(repeat("services"), entry.services, strict=False)
    yield from zip(repeat("regions"), entry.regions, strict=False)
    yield from zip(repeat("tags"), entry.tags, strict=False)
    if isinstance(entry, Change) and entry.effort:
        yield from (("efforts", effort.id) for effort in efforts_of(log, entry))


def _of_entries(contents: Contents, ids: Iterable[EntryId]) -> list[Draft]:
    entries = contents.context.log.entries
    return [entry_draft(contents, entries[id_]) for id_ in ids]


def _of_bulletins(contents: Contents) -> list[Draft]:
    newest = contents.context.calendar.newest_first()
    return [bulletin_draft(contents, one) for one in newest if not one.is_quiet]


def _newest_first(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts of what is told once, and never changes later."""
    return sorted(drafts, key=lambda draft: (draft.updated(), draft.name), reverse=True)


def _of_spofs(contents: Contents) -> list[Draft]:
    spofs = contents.context.log.spofs.values()
    return _newest_first(draft for spof in spofs for draft in spof_drafts(contents, spof))


def _of_corrections(contents: Contents) -> list[Draft]:
    return _newest_first(
        correction_draft(contents, entry, correction)
        for entry in contents.context.log.entries.values()
        for correction in entry.corrections
    )


def _named(context: Context) -> Iterator[tuple[str, str, str]]:
    """Kind, id and title of each topic that has a feed of its own."""
    log, settings = context.log, context.settings
    yield "incidents", "", ""
    yield "changes", "", ""
    for id_ in sorted({*(settings.services or ()), *log.by_service}):
        yield "services", id_, settings.service_name(id_)
    for id_ in sorted({*(settings.regions or ()), *log.by_region}):
        yield "regions", id_, settings.region_name(id_)
    for id_ in sorted(log.by_tag):
        yield "tags", id_, id_
    for effort in log.efforts.values():
        yield "efforts", effort.id, effort.title
