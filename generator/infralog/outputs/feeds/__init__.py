"""RSS, Atom and JSON feeds of a log (DESIGN section 8), as artifacts of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from infralog.outputs.artifact import Artifact, Bundle
from infralog.outputs.context import Context
from infralog.outputs.feeds.content import Contents
from infralog.outputs.feeds.documents import (
    FeedHead,
    Written,
    atom_document,
    json_document,
    rss_document,
)
from infralog.outputs.feeds.drafts import Draft, item_id, newest_picture
from infralog.outputs.feeds.places import feed_links_for, quoted
from infralog.outputs.feeds.sheets import Format, Sheet, sheets_of
from infralog.outputs.feeds.topics import Topic, topics_of
from infralog.outputs.fingerprint import fingerprint
from infralog.views.feed import FeedItem

__all__ = ["bundles", "feed_links_for"]


def bundles(context: Context) -> Iterator[Bundle]:
    """Every feed and archive page; none where site_url is not set, for feeds need addresses."""
    if context.site.url:
        press = _Press(context)
        for topic in topics_of(Contents(context)):
            yield Bundle(f"feed {topic.place.rss}", topic.key, partial(press.artifacts, topic))


@dataclass(frozen=True, eq=False)
class _Press:
    """Makes each item once, and writes it once a format, however many feeds of a build hold it."""

    context: Context
    _items: dict[str, FeedItem] = field(default_factory=dict)
    _rss: dict[str, Written] = field(default_factory=dict)
    _atom: dict[str, Written] = field(default_factory=dict)

    def artifacts(self, topic: Topic) -> Iterator[Artifact]:
        for sheet in sheets_of(topic):
            head = _head(self.context, topic, sheet)
            items = "\n".join(f"{draft.name}\n{draft.key}" for draft in sheet.drafts)
            key = fingerprint("feed", self.context.base_key, sheet.format, head, items)
            yield Artifact(sheet.path, key, partial(self.print, head, sheet))

    def print(self, head: FeedHead, sheet: Sheet) -> bytes:
        if sheet.format is Format.JSON:
            return json_document(head, map(self._item, sheet.drafts))
        from infralog.outputs.feeds.items import atom_entry, rss_item  # noqa: PLC0415 - as feedgen

        if sheet.format is Format.RSS:
            return rss_document(head, self._written(sheet.drafts, rss_item, self._rss))
        return atom_document(head, self._written(sheet.drafts, atom_entry, self._atom))

    def _item(self, draft: Draft) -> FeedItem:
        if draft.name not in self._items:
            self._items[draft.name] = draft.make()
        return self._items[draft.name]

    def _written(
        self,
        drafts: Sequence[Draft],
        write: Callable[[FeedItem], bytes],
        known: dict[str, Written],
    ) -> list[Written]:
        for draft in drafts:
            if draft.name not in known:
                item = self._item(draft)
                known[draft.name] = Written(write(item), item.updated)
        return [known[draft.name] for draft in drafts]


def _head(context: Context, topic: Topic, sheet: Sheet) -> FeedHead:
    site, place = context.site, topic.place
    name = f"feeds/{place.kind}/{place.id}" if place.id else f"feeds/{place.kind}"
    title = context.words.t("feed.title", site=site.name, feed=topic.title)
    return FeedHead(
        id=item_id(context, name),
        url=site.url + quoted(sheet.path),
        page_url=site.url + quoted(topic.place.page),
        title=title,
        description=site.description or title,
        author=site.name,
        language=site.language,
        image=None if place.id or sheet.is_archive else newest_picture(context),
        links={rel: site.url + quoted(path) for rel, path in sheet.links.items()},
        is_archive=sheet.is_archive,
    )
