"""Which feeds a log has: of bulletins, of all entries, of their kinds and of single topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import repeat
from typing import Any, Generic, TypeVar

from infralog.model.entry import Change, Entry, EntryId
from infralog.model.log import Log
from infralog.outputs.chapters import Chapter
from infralog.outputs.context import Context
from infralog.outputs.feeds.content import Contents
from infralog.outputs.feeds.drafts import (
    Draft,
    bulletin_draft,
    bulletin_key,
    correction_draft,
    entry_draft,
    newest_picture,
    spof_drafts,
)
from infralog.outputs.feeds.places import FeedPlace, place_of
from infralog.outputs.fingerprint import fingerprint
from infralog.views.feed import published_of, updated_of
from infralog.views.relations import efforts_of

ItemT = TypeVar("ItemT")

NEWEST = 50
"""Items of a feed, and of each page of its archive."""


@dataclass(frozen=True, eq=False)
class Topic(Generic[ItemT]):
    """One feed in all its formats; `key` tells everything that it is made of.

    `find` finds what its items tell of: newest first, and all if it is archived. `key_of` tells
    what the draft of one is made of.
    """

    place: FeedPlace
    title: str
    key: str
    find: Callable[[], Sequence[ItemT]]
    key_of: Callable[[ItemT], str]
    draft_of: Callable[[ItemT], Draft]

    @cached_property
    def items(self) -> Sequence[ItemT]:
        """What its items tell of."""
        return self.find()


def topics_of(contents: Contents) -> Iterator[Topic[Any]]:
    """Every feed of a build."""
    context = contents.context
    base = fingerprint(context.base_key, newest_picture(context), str(context.told))
    newest = context.recall("newest", context.bones, partial(_newest_by_topic, context))
    yield _of_bulletins(contents, base)
    every = context.words.t("feed.all")
    yield _of_entries(contents, base, place_of("entries"), every, newest["entries"][""])
    yield _of_spofs(contents, base)
    yield _of_corrections(contents, base)
    for kind, id_, name in _named(context):
        title, ids = context.words.t(f"feed.{kind}", title=name), newest.get(kind, {}).get(id_, ())
        yield _of_entries(contents, base, place_of(kind, id_), title, ids)


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


def _of_entries(
    contents: Contents, base: str, place: FeedPlace, title: str, ids: Sequence[EntryId]
) -> Topic[EntryId]:
    context = contents.context
    entries, keys = context.log.entries, contents.keys
    return Topic(
        place=place,
        title=title,
        key=fingerprint(base, title, "".join([keys[id_] for id_ in ids])),
        find=lambda: ids,
        key_of=keys.__getitem__,
        draft_of=lambda id_: entry_draft(contents, entries[id_]),
    )


def _of_bulletins(contents: Contents, base: str) -> Topic[Chapter]:
    context = contents.context
    told = [one for one in context.chapters if one.bulletin and not one.bulletin.is_quiet]
    return Topic(
        place=place_of("bulletins"),
        title=context.words.t("feed.bulletins"),
        key=fingerprint(base, "".join([bulletin_key(one) for one in told])),
        find=lambda: told[::-1],
        key_of=bulletin_key,
        draft_of=lambda one: bulletin_draft(contents, one),
    )


def _of_spofs(contents: Contents, base: str) -> Topic[Draft]:
    """What is told of each SPOF once; of the entries that moved one, the bodies too."""
    context = contents.context
    moved = [context.keys[id_] for id_ in context.movers]
    spofs = context.log.spofs.values()
    drafts = (draft for spof in spofs for draft in spof_drafts(contents, spof))
    return _of_drafts(contents, "spofs", fingerprint(base, context.faces_key, moved), drafts)


def _of_corrections(contents: Contents, base: str) -> Topic[Draft]:
    drafts = (
        correction_draft(contents, entry, correction)
        for entry in contents.context.corrected
        for correction in entry.corrections
    )
    key = fingerprint(base, contents.context.faces_key)
    return _of_drafts(contents, "corrections", key, drafts)


def _of_drafts(contents: Contents, kind: str, key: str, drafts: Iterable[Draft]) -> Topic[Draft]:
    """Of what is told once, and never changes later."""
    return Topic(
        place=place_of(kind),
        title=contents.context.words.t(f"feed.{kind}"),
        key=key,
        find=lambda: sorted(drafts, key=lambda one: (one.updated(), one.name), reverse=True),
        key_of=lambda draft: draft.key,
        draft_of=lambda draft: draft,
    )


def _named(context: Context) -> Iterator[tuple[str, str, str]]:
    """Kind, id and title of each topic that has a feed of its own."""
    settings = context.settings
    yield "incidents", "", ""
    yield "changes", "", ""
    for id_ in sorted({*(settings.services or ()), *context.ids_of("services")}):
        yield "services", id_, settings.service_name(id_)
    for id_ in sorted({*(settings.regions or ()), *context.ids_of("regions")}):
        yield "regions", id_, settings.region_name(id_)
    for id_ in context.ids_of("tags"):
        yield "tags", id_, id_
    for effort in context.log.efforts.values():
        yield "efforts", effort.id, effort.title
