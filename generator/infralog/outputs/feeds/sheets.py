"""How the items of a topic are laid out on documents: the newest, and an archive (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic

from infralog.outputs.feeds.topics import NEWEST, ItemT, Topic

_ARCHIVED = ("bulletins", "entries")


class Format(StrEnum):
    """The formats of a feed. Archives are Atom alone, and the same for all formats."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"


@dataclass(frozen=True)
class Sheet(Generic[ItemT]):
    """One document of some of a topic's items. `links` are paths by their rel.

    A single page of an archive is no archive yet: the W3C validator wants one to link to others.
    """

    path: str
    format: Format
    items: Sequence[ItemT]
    links: Mapping[str, str] = field(default_factory=dict)
    is_archive: bool = False


def sheets_of(topic: Topic[ItemT]) -> Iterator[Sheet[ItemT]]:
    """The documents of a topic, those with the newest items first."""
    newest, place = topic.items[:NEWEST], topic.place
    pages = archive_of(topic.items) if place.kind in _ARCHIVED else []
    paths = [place.archive(number) for number in range(1, len(pages) + 1)]
    links = {"prev-archive": paths[-1]} if paths else {}
    yield Sheet(place.rss, Format.RSS, newest, links)
    yield Sheet(place.atom, Format.ATOM, newest, links)
    if place.json:
        yield Sheet(place.json, Format.JSON, newest)
    for number, items in enumerate(pages):
        links = _archive_links(place.atom, paths, number)
        yield Sheet(paths[number], Format.ATOM, items, links, is_archive=len(paths) > 1)


def archive_of(items: Sequence[ItemT]) -> list[Sequence[ItemT]]:
    """The archive's pages, the oldest first; items within a page are newest first.

    They are filled from the oldest item on, so that a new one changes no page but the last. Items
    that fill no page yet are among the newest.
    """
    oldest_first = items[::-1]
    pages = max(0, (len(items) - 1) // NEWEST)
    return [oldest_first[page * NEWEST : (page + 1) * NEWEST][::-1] for page in range(pages)]


def _archive_links(current: str, paths: Sequence[str], number: int) -> dict[str, str]:
    links = {"current": current}
    if number > 0:
        links["prev-archive"] = paths[number - 1]
    if number + 1 < len(paths):
        links["next-archive"] = paths[number + 1]
    return links
