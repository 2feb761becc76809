"""How the items of a topic are laid out on documents: the newest, and an archive (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from infralog.outputs.feeds.drafts import Draft
from infralog.outputs.feeds.topics import Topic

NEWEST = 50
"""Items of a feed, and of each page of its archive."""

_ARCHIVED = ("bulletins", "entries")


class Format(StrEnum):
    """The formats of a feed; the value ends the paths of its archive."""

    RSS = ".xml"
    ATOM = ".atom.xml"
    JSON = ".json"


@dataclass(frozen=True)
class Sheet:
    """One document. `links` are paths by their rel."""

    path: str
    format: Format
    drafts: Sequence[Draft]
    links: Mapping[str, str] = field(default_factory=dict)
    is_archive: bool = False


def sheets_of(topic: Topic) -> Iterator[Sheet]:
    """The documents of a topic, those with the newest items first."""
    newest, place = topic.drafts[:NEWEST], topic.place
    pages = archive_of(topic.drafts) if place.kind in _ARCHIVED else []
    for current, format_ in ((place.rss, Format.RSS), (place.atom, Format.ATOM)):
        paths = [place.archive(number + 1, format_) for number in range(len(pages))]
        yield Sheet(current, format_, newest, {"prev-archive": paths[-1]} if paths else {})
        for number, drafts in enumerate(pages):
            links = _archive_links(current, paths, number)
            yield Sheet(paths[number], format_, drafts, links, is_archive=True)
    if place.json:
        yield Sheet(place.json, Format.JSON, newest)


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
