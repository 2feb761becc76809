"""Where each feed lies, and the links to it in the heads of the pages it belongs to."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from infralog.outputs.page import FeedLink

RSS = "application/rss+xml"
ATOM = "application/atom+xml"
JSON = "application/feed+json"

_WITH_JSON = ("bulletins", "entries")


class FeedPlace(NamedTuple):
    """The paths of one feed, and of the page it belongs to, under the site's root.

    Paths are for files; `quoted` makes an address of one. `json` is empty where there is none.
    """

    kind: str
    id: str
    rss: str
    atom: str
    json: str
    page: str

    def archive(self, number: int) -> str:
        """A page of the archive; 1 holds the oldest items."""
        return f"feeds/archive/{self.kind}/{number}.atom.xml"


def place_of(kind: str, id_: str = "") -> FeedPlace:
    """The feed of a kind (`bulletins`, `entries`, `spofs`, ...), or of one service, tag, ..."""
    if kind == "bulletins":
        return FeedPlace(kind, "", "feed.xml", "atom.xml", "feed.json", "")
    name = f"feeds/{kind}/{id_}" if id_ else f"feeds/{kind}"
    page = f"{kind}/{id_}/" if id_ else "" if kind == "entries" else f"{kind}/"
    json = f"{name}.json" if kind in _WITH_JSON else ""
    return FeedPlace(kind, id_, f"{name}.xml", f"{name}.atom.xml", json, page)


def quoted(path: str) -> str:
    """A path as it stands in an address."""
    return quote(path)


def feed_links_for(kind: str, id_: str = "", title: str = "") -> tuple[FeedLink, ...]:
    """The links of a page's head to its feeds; `title` is what the feed is about, in words.

    Kinds: bulletins, entries, incidents, changes, spofs, corrections; with an id: services,
    regions, tags, efforts.
    """
    place = place_of(kind, id_)
    links = (
        FeedLink(f"{title} (RSS)", quoted(place.rss), RSS),
        FeedLink(f"{title} (Atom)", quoted(place.atom), ATOM),
    )
    return (*links, FeedLink(f"{title} (JSON)", quoted(place.json), JSON)) if place.json else links
