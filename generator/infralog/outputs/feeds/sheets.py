"""How the items of a topic are laid out on documents: the newest, and an archive (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from infralog.outputs.feeds.drafts import Draft
from infralog.outputs.feeds.topics import NEWEST, Topic

_ARCHIVED = ("bulletins", "entries")


class Format(StrEnum):
    """The formats of a feed. Archives are Atom alone, and the same for all formats."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"


@dataclass(frozen=True)
class Sheet:
    """One document. `links` are paths by their rel.

    A single page of an archive is no archive yet: the W3C validator wants one to link to others.
    """

    path: str
    format: Format
    drafts: Sequence[Draft]
    links: Mapping[str, str] = field(default_factory=dict)
    is_archive: bool = False


def sheets_of(topic: Topic) -> Iterator[Sheet]:
    """The documents of a topic, those with the newest items first."""
    newest, place = topic.drafts[:NEWEST], topic.place
    pages = archive_of(topic.drafts) if place.kind in _ARCHIVED else []
    paths = [place.archive(number) for number in range(1, len(pages) + 1)]
    links = {"prev-archive": paths[-1]} if paths else {}
    yield Sheet(place.rss, Format.RSS, newest, links)
    yield Sheet(place.atom, Format.ATOM, newest, links)
    if place.json:
        yield Sheet(place.json, Format.JSON, newest)
    for number, drafts in enumerate(pages):
        links = _archive_links(place.atom, paths, number)
        yield Sheet(paths[number], Format.ATOM, drafts, links, is_archive=len(paths) > 1)


def archive_of(drafts: Sequence[Draft]) -> list[Sequence[Draft]]:
    """The archive's pages, the oldest first; items within a page are newest first.

    They are filled from the oldest item on, so that a new one changes no page but the last. Items
    that fill no page yet are among the newest.
    """
    oldest_first = drafts[::-1]
    pages = max(0, (len(drafts) - 1) // NEWEST)
    return [oldest_first[page * NEWEST : (page + 1) * NEWEST][::-1] for page in range(pages)]


def _archive_links(current: str, paths: Sequence[str], number: int) -> dict[str, str]:
    links = {"current": current}
    if number > 0:
        links["prev-archive"] = paths[number - 1]
    if number + 1 < len(paths):
        links["next-archive"] = paths[number + 1]
    return links
