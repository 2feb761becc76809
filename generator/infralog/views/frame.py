"""How one page shows records: the way to the root, the names, words and times it uses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import quote

from infralog.model.entry import Entry
from infralog.model.moment import Moment
from infralog.model.notes import Effort, Spof
from infralog.settings import Settings
from infralog.views.html import escaped
from infralog.views.times import Stamp, Times
from infralog.views.words import Words


class Ref(NamedTuple):
    """A link to a page of the log, with the day it is of where that helps."""

    url: str
    title: str
    stamp: Stamp | None = None

    def __html__(self) -> str:
        return _link(self.url, self.title)


@dataclass(frozen=True)
class Frame:
    """`base` leads from the page to the site's root (`../../`), or is the absolute root."""

    base: str
    times: Times
    settings: Settings

    @property
    def words(self) -> Words:
        """The language's words."""
        return self.times.words

    def record(self, record: Entry | Spof | Effort) -> Ref:
        """A link to a record's page."""
        return Ref(self.base + record.url, record.title)

    def dated(self, entry: Entry, beside: Moment) -> Ref:
        """A link to an entry, with its day as told beside another moment."""
        return Ref(self.base + entry.url, entry.title, self.times.near(entry.began, beside))

    def service(self, id_: str) -> Ref:
        """A link to a service by its name."""
        return _topic(self.base, "services", id_, self.settings.service_name(id_))

    def region(self, id_: str) -> Ref:
        """A link to a region by its name."""
        return _topic(self.base, "regions", id_, self.settings.region_name(id_))

    def tag(self, id_: str) -> Ref:
        """A link to a tag."""
        return _topic(self.base, "tags", id_, id_)


@cache
def _topic(base: str, folder: str, id_: str, name: str) -> Ref:
    """The same few links stand on nearly all pages."""
    return Ref(f"{base}{folder}/{quote(id_)}/", name)


@lru_cache(4096)
def _link(url: str, title: str) -> str:
    return f'<a href="{escaped(url)}">{escaped(title)}</a>'
