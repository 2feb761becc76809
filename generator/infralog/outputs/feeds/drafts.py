"""Feed items that can be written when a feed needs them; until then a name, a time and a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from infralog.model.bulletin import Bulletin
from infralog.model.entry import Correction, Entry
from infralog.model.moment import Moment
from infralog.model.notes import Spof
from infralog.outputs.card_paths import bulletin_card_path
from infralog.outputs.chapters import Chapter
from infralog.outputs.context import Context
from infralog.outputs.feeds.content import Contents
from infralog.views.card import spof_label
from infralog.views.feed import (
    FeedItem,
    authority_of,
    bulletin_published,
    bulletin_updated,
    categories_of,
    correction_name,
    published_of,
    tag_uri,
    updated_of,
    week_name,
)
from infralog.views.outline import told_in


class Draft(NamedTuple):
    """An item to be: `name` makes its id; `key` is for all that `make` reads.

    `updated` tells the time of its newest change.
    """

    name: str
    key: str
    updated: Callable[[], datetime]
    make: Callable[[], FeedItem]


def picture_of(context: Context, bulletin: Bulletin) -> str | None:
    """The address of a bulletin's diagram as a picture."""
    if not context.settings.social_cards:
        return None
    return context.site.url + bulletin_card_path(bulletin)


def newest_picture(context: Context) -> str | None:
    """The picture of a log's feeds: that of its newest bulletin."""
    newest = next(context.calendar.newest_first(), None)
    return picture_of(context, newest) if newest else None


def entry_draft(contents: Contents, entry: Entry) -> Draft:
    """An incident, a change or planned work."""

    def updated() -> datetime:
        return updated_of(entry, contents.told).instant

    def make() -> FeedItem:
        context, published = contents.context, published_of(entry)
        return FeedItem(
            id=item_id(context, entry.oldest_id),
            url=context.site.url + entry.url,
            title=entry.title,
            summary=entry.summary,
            html=contents.entry(entry),
            updated=updated(),
            published=published.instant if published else None,
            authors=entry.authors,
            categories=tuple(categories_of(entry, context.settings, context.site, context.words)),
        )

    return Draft(entry.oldest_id, contents.keys[entry.id], updated, make)


def bulletin_draft(contents: Contents, chapter: Chapter) -> Draft:
    """A week, with everything told in it."""
    context, bulletin = contents.context, chapter.bulletin
    assert bulletin is not None  # noqa: S101 - of planned work to come there is none
    picture = picture_of(context, bulletin)

    def updated() -> datetime:
        return bulletin_updated(bulletin, context.settings, contents.told).instant

    def make() -> FeedItem:
        week = context.words.week(bulletin.weeks[0].first_day, bulletin.week.last_day)
        return FeedItem(
            id=item_id(context, week_name(bulletin.week)),
            url=context.site.url + bulletin.url,
            title=context.words.t("feed.week", week=week, headline=_headline(context, bulletin)),
            summary=" · ".join(entry.title for entry in bulletin.begun),
            html=contents.bulletin(bulletin, week, picture),
            updated=updated(),
            published=bulletin_published(bulletin, context.settings).instant,
            authors=bulletin.note.authors if bulletin.note else (),
            image=picture,
        )

    return Draft(week_name(bulletin.week), bulletin_key(chapter), updated, make)


def bulletin_key(chapter: Chapter) -> str:
    """Tells all that `bulletin_draft` is made of."""
    weeks = chapter.bulletin.weeks if chapter.bulletin else ()
    return f"{chapter.name} {len(weeks)} {chapter.told}"


def correction_draft(contents: Contents, entry: Entry, correction: Correction) -> Draft:
    """What was put right in an entry."""
    name, at = correction_name(entry, correction), correction.at.instant

    def make() -> FeedItem:
        context = contents.context
        return FeedItem(
            id=item_id(context, name),
            url=context.site.url + entry.url,
            title=context.words.t("feed.correction_title", title=entry.title),
            summary=correction.text,
            html=contents.correction(entry, correction),
            updated=at,
            published=at,
            authors=entry.authors,
        )

    return Draft(name, f"{entry.path} {entry.face}", lambda: at, make)


def spof_drafts(contents: Contents, spof: Spof) -> Iterator[Draft]:
    """The find of a single point of failure, and each entry that moved it."""
    context = contents.context
    frame = contents.frame
    yield _spof_draft(
        contents,
        spof,
        f"spofs/{spof.id}",
        spof.found,
        context.words.t("feed.spof_found", title=spof.title),
        lambda: contents.spof(spof),
    )
    for entry in context.log.by_spof.get(spof.id, ()):
        for move, id_ in entry.spof_moves:
            if id_ == spof.id:
                label = spof_label(move, frame)
                yield _moved_draft(contents, spof, entry, move.value, label)


def item_id(context: Context, name: str) -> str:
    """The tag URI of a name in this log."""
    return tag_uri(authority_of(context.settings, context.site), name)


def _moved_draft(contents: Contents, spof: Spof, entry: Entry, move: str, label: str) -> Draft:
    title = contents.context.words.t("feed.spof_moved", move=label, title=spof.title)
    html: Callable[[], str] = lambda: contents.spof_move(spof, label, entry)  # noqa: E731 - one of two
    name = f"spofs/{spof.id}/{entry.oldest_id}/{move}"
    draft = _spof_draft(contents, spof, name, entry.appeared, title, html)
    return draft._replace(key=f"{draft.key}\n{contents.keys[entry.id]}")


def _spof_draft(
    contents: Contents, spof: Spof, name: str, at: Moment, title: str, html: Callable[[], str]
) -> Draft:
    context = contents.context

    def make() -> FeedItem:
        return FeedItem(
            id=item_id(context, name),
            url=context.site.url + spof.url,
            title=title,
            summary=spof.summary,
            html=html(),
            updated=at.instant,
            published=at.instant,
        )

    targets = " ".join(context.targets(spof).values())
    key = f"{spof.path} {spof.digest} {targets}"
    return Draft(name, key, lambda: at.instant, make)


def _headline(context: Context, bulletin: Bulletin) -> str:
    if bulletin.note and bulletin.note.headline:
        return bulletin.note.headline
    return context.words.list_of(told_in(bulletin, context.words))
