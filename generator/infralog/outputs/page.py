"""The pages of the log, before the host's theme is put around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class FeedLink(NamedTuple):
    """A feed or data file that a page's head points to (`rel=alternate`)."""

    title: str
    path: str
    media_type: str = "application/rss+xml"


class Page(NamedTuple):
    """One page: its head as plain text, and its article as HTML made on demand.

    `url` is relative to the site's root, empty for home, else with a closing slash. `section` is
    the url of the entry in the site's navigation that it belongs to. `key` is the `fingerprint`
    of the subject of `article`, and of all else that stands here.
    `image` is the path of the picture for link previews. `updated` is an ISO date for the
    site map. `noindex` keeps a page from search engines.
    """

    url: str
    title: str
    key: str
    article: Callable[[], str]
    description: str = ""
    section: str = ""
    feeds: tuple[FeedLink, ...] = ()
    image: str | None = None
    updated: str | None = None
    kind: str = "page"
    noindex: bool = False

    @property
    def base(self) -> str:
        """The way from this page to the site's root: `../../`, or `` for home."""
        return "../" * self.url.count("/")
