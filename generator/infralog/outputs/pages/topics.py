"""`/services/`, `/regions/`, `/tags/` and a page for each: everything that carries an id."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from infralog.model.entry import Entry
from infralog.outputs.artifact import Bundle
from infralog.outputs.context import Context
from infralog.outputs.feeds.places import feed_links_for
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.listing import Listing, frame_of, listings, table_of
from infralog.outputs.page import Page
from infralog.settings import CatalogueItem
from infralog.views.census import Count, census_of
from infralog.views.topics import groups_of

LIMIT = 100
"""Entries on a topic's own page; where there are more, each year has a page of its own."""


@dataclass(frozen=True)
class Topic:
    """One of the three: `name` is its key among the words and its folder.

    `ids` are all with a page: those of the catalogue, then all others in use.
    """

    name: str
    catalogue: Mapping[str, CatalogueItem]
    ids: tuple[str, ...]

    @property
    def url(self) -> str:
        """The index of its ids."""
        return f"{self.name}/"

    @property
    def section(self) -> str:
        """Where it stands in the navigation: tags and regions have no entry of their own."""
        return "services/"

    def item(self, id_: str) -> CatalogueItem:
        """What the catalogue says of an id; an id that it does not know is its own name."""
        return self.catalogue.get(id_) or CatalogueItem(id_, id_)


def bundles(context: Context) -> Iterator[Bundle]:
    """The index of each topic and the pages of its ids."""
    settings = context.settings
    catalogues: Mapping[str, Mapping[str, CatalogueItem]] = {
        "services": settings.services or {},
        "regions": settings.regions or {},
        "tags": {},
    }
    for name, catalogue in catalogues.items():
        topic = Topic(name, catalogue, tuple(dict.fromkeys((*catalogue, *context.ids_of(name)))))
        base = f"{context.base_key}\n{topic.name}"
        faces = context.topic_faces[topic.name]
        for id_ in topic.ids:
            item = topic.item(id_)
            key = fingerprint(base, item, faces.get(id_, ""))
            found = partial(_pages_of, context, topic, item)
            yield Bundle(f"{topic.name} {id_}", key, found, kin="lists")
        index = partial(_index, context, topic)
        yield Bundle(topic.name, fingerprint(base, context.bones), index, kin="lists")


def _index(context: Context, topic: Topic) -> Iterator[Page]:
    ongoing = {incident.id for incident in context.log.incidents if incident.is_ongoing}
    counts = census_of({id_: context.entries_of(topic.name, id_) for id_ in topic.ids}, ongoing)
    title = context.words.t(f"{topic.name}.title")
    yield Page(
        url=topic.url,
        title=title,
        description=context.words.t(f"{topic.name}.lead"),
        section=topic.section,
        kind=topic.name,
        key=fingerprint(topic.name, context.base_key, counts),
        article=partial(_index_article, context, topic.name, topic.item, counts),
    )


def _index_article(
    context: Context,
    name: str,
    item: Callable[[str], CatalogueItem],
    counts: tuple[Count, ...],
) -> str:
    frame = frame_of(context, f"{name}/")
    return context.templates.render(
        "topics",
        base=frame.base,
        topic=name,
        groups=groups_of([(item(count.id), count) for count in counts], name, frame),
        maintained=any(count.maintenances for count in counts),
    )


def _pages_of(context: Context, topic: Topic, item: CatalogueItem) -> Iterator[Page]:
    words = context.words
    url = f"{topic.url}{item.id}/"
    feed_title = words.t(f"feed.{topic.name}", title=item.name)
    feeds = feed_links_for(topic.name, item.id, feed_title)
    for listing in listings(context, context.entries_of(topic.name, item.id), url, LIMIT):
        yield Page(
            url=listing.url,
            title=listing.title(item.name),
            description=item.description or words.t(f"{topic.name}.one", title=item.name),
            section=topic.section,
            kind="topic",
            feeds=feeds,
            key=fingerprint("topic", context.base_key, topic.name, item.id, listing.key),
            article=partial(_article, context, topic.name, item, listing),
        )


def _article(context: Context, name: str, item: CatalogueItem, listing: Listing[Entry]) -> str:
    frame = frame_of(context, listing.url)
    return context.templates.render(
        "topic",
        topic=name,
        title=listing.title(item.name),
        item=item,
        total=frame.words.n("count.entries", listing.volume.total),
        feed=f"{frame.base}feeds/{name}/{item.id}.xml",
        table=table_of(context, listing, frame, **{name.removesuffix("s"): item.id}),
    )
