"""RSS, Atom and JSON feeds of a log (DESIGN section 8), as artifacts of the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from infralog.outputs.artifact import Artifact, Bundle
from infralog.outputs.context import Context
from infralog.outputs.feeds.content import Contents
from infralog.outputs.feeds.documents import ATOM, JSON, RSS, FeedHead, mould_of
from infralog.outputs.feeds.drafts import Draft, item_id, newest_picture
from infralog.outputs.feeds.items import Mould
from infralog.outputs.feeds.places import feed_links_for, quoted
from infralog.outputs.feeds.sheets import Format, Sheet, sheets_of
from infralog.outputs.feeds.topics import ItemT, Topic, topics_of
from infralog.outputs.fingerprint import digest_of, fingerprint
from infralog.outputs.pieces import Piece, assembled
from infralog.views.feed import NEVER, FeedItem

__all__ = ["bundles", "feed_links_for"]

_FORMS = {Format.RSS: RSS, Format.ATOM: ATOM, Format.JSON: JSON}


def bundles(context: Context) -> Iterator[Bundle]:
    """Every feed and archive page; none where site_url is not set, for feeds need addresses."""
    if context.site.url:
        press = _Press(context)
        for topic in topics_of(Contents(context)):
            name, open_ = f"feed {topic.place.rss}", partial(press.artifacts, topic)
            yield Bundle(name, topic.key, open_, kin="feeds")


@dataclass(frozen=True, eq=False)
class _Press:
    """Makes each item once, and writes it once a format, however many feeds of a build hold it.

    What is known of items already is kept by their names.
    """

    context: Context
    _items: dict[str, FeedItem] = field(default_factory=dict)
    _times: dict[str, datetime] = field(default_factory=dict)
    _written: dict[tuple[Format, str], bytes] = field(default_factory=dict)
    _moulds: dict[tuple[str, bool], Mould] = field(default_factory=dict)

    def artifacts(self, topic: Topic[ItemT]) -> Iterator[Artifact]:
        for sheet in sheets_of(topic):
            head = _head(self.context, topic, sheet)
            items = "\n".join(map(topic.key_of, sheet.items))
            key = fingerprint("feed", self.context.base_key, sheet.format, head, items)
            yield assembled(sheet.path, key, partial(self.print, head, topic, sheet))

    def print(self, head: FeedHead, topic: Topic[ItemT], sheet: Sheet[ItemT]) -> Iterator[Piece]:
        drafts = list(map(topic.draft_of, sheet.items))
        updated = max(map(self._updated, drafts), default=NEVER)
        items = (self._piece(sheet.format, draft) for draft in drafts)
        return _FORMS[sheet.format].document(head, updated, items)

    def _piece(self, form: Format, draft: Draft) -> Piece:
        key = digest_of(f"{self.context.base_key}{draft.name}\n{draft.key}")
        return Piece(key, partial(self._write, form, draft))

    def _updated(self, draft: Draft) -> datetime:
        if draft.name not in self._times:
            self._times[draft.name] = draft.updated()
        return self._times[draft.name]

    def _item(self, draft: Draft) -> FeedItem:
        if draft.name not in self._items:
            self._items[draft.name] = draft.make()
        return self._items[draft.name]

    def _write(self, form: Format, draft: Draft) -> bytes:
        if (form, draft.name) not in self._written:
            self._written[form, draft.name] = _FORMS[form].item(self._item(draft), self._mould)
        return self._written[form, draft.name]

    def _mould(self, form: str, is_dated: bool) -> Mould:  # noqa: FBT001 - as `mould_of`
        if (form, is_dated) not in self._moulds:
            name, find = f"mould {form} {is_dated}", partial(mould_of, form, is_dated)
            self._moulds[form, is_dated] = self.context.recall(name, "", find)
        return self._moulds[form, is_dated]


def _head(context: Context, topic: Topic[ItemT], sheet: Sheet[ItemT]) -> FeedHead:
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
