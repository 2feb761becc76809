"""Lists of entries as pages: a volume each, keyed by the subjects of the entries on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

from infralog.model.entry import Entry
from infralog.outputs.context import Context
from infralog.views.facets import Facet, facets_of
from infralog.views.frame import Frame
from infralog.views.volumes import Volume, YearLink, volumes_of, year_links

EntryT = TypeVar("EntryT", bound=Entry)

_instant = attrgetter("began.instant")


class Listing(NamedTuple, Generic[EntryT]):
    """One page of the list at `list_url`; `key` tells two apart."""

    list_url: str
    volume: Volume[EntryT]
    key: str

    @property
    def url(self) -> str:
        """The page's address."""
        return self.volume.url(self.list_url)

    def title(self, title: str) -> str:
        """The list's title, with the year where the page is one year's."""
        return f"{title} {self.volume.year}" if self.volume.year else title


class Table(NamedTuple):
    """What `listing.html` shows of a list: its rows as HTML, years and filters."""

    base: str
    rows: str
    years: tuple[YearLink, ...]
    facets: tuple[Facet, ...]
    search: str


def listings(
    context: Context, entries: Sequence[EntryT], url: str, limit: int
) -> Iterator[Listing[EntryT]]:
    """The pages of a list, from entries in the log's order."""
    volumes = list(volumes_of(entries, _instant, context.settings.zone, limit))
    years = f"{len(entries)} {volumes[0].years}"
    for volume in volumes:
        yield Listing(url, volume, f"{years} {context.face_of(volume.items)}")


def table_of(context: Context, listing: Listing[EntryT], frame: Frame, **asked: str) -> Table:
    """A list as it stands on one page.

    `asked` is what the search has to be asked for, to find in all years what the list is of.
    """
    volume = listing.volume
    return Table(
        base=frame.base,
        rows=context.rows.html(volume.items, frame.base),
        years=year_links(volume, listing.list_url, frame),
        facets=facets_of(volume.items, frame),
        search=f"{frame.base}search/?{urlencode(asked)}" if context.settings.search else "",
    )


def frame_of(context: Context, url: str) -> Frame:
    """How the page at `url` shows records."""
    return Frame("../" * url.count("/"), context.times, context.settings)
