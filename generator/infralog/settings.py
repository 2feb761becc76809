"""What is set for a log, and what its host tells of the site around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Prevention": ("prevention",),
    "Efficiency and capacity": ("efficiency", "capacity"),
    "New features": ("feature",),
}


class CatalogueItem(NamedTuple):
    """A service or a region: the name, group and description that readers see for its id."""

    id: str
    name: str
    group: str | None = None
    description: str | None = None


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every option, with its default. Made by `plugin.options`, never by hand outside of tests."""

    timezone: str = "UTC"
    """IANA name of the zone in which times are written and shown and weeks are counted."""
    week_ends: str = "saturday"
    """The day that ends and names a week."""
    authority: str | None = None
    """Who names feed items, for ever: `example.org,2024`. Without it the host of site_url."""
    services: Mapping[str, CatalogueItem] | None = None
    """Catalogue of services; None where any id may be used."""
    regions: Mapping[str, CatalogueItem] | None = None
    """Catalogue of regions; None where any id may be used."""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: GROUPS)
    """Headings of the bulletin's second half, each with the change groups below it."""
    audience: str = "public"
    """Whose log is built: `public` or `internal`."""
    sanitize: bool = True
    """Whether HTML in bodies is limited to what cannot harm."""
    social_cards: bool = True
    """Whether each bulletin and incident gets its picture for link previews."""
    search: bool = True
    """Whether the search index is built."""
    deny_list: str | None = None
    """A file of patterns that the public log must not contain, relative to mkdocs.yml."""
    numbers: str | None = None
    """Regular expression of incident numbers; its first group is the number to be complete."""
    declared_gaps: Mapping[str, str] = field(default_factory=dict)
    """Numbers that are missing on purpose, each with its reason."""
    stale_after: int = 30
    """Days after which open things are told by `infralog check`."""

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone of `timezone`."""
        return ZoneInfo(self.timezone)

    @property
    def last_weekday(self) -> int:
        """`week_ends` as Python counts: Monday is 0."""
        return WEEKDAYS.index(self.week_ends)

    @property
    def group_ids(self) -> tuple[str, ...]:
        """Every group a change may name."""
        return tuple(id_ for ids in self.groups.values() for id_ in ids)

    def service_name(self, id_: str) -> str:
        """The name that readers see."""
        return _name_in(self.services, id_)

    def region_name(self, id_: str) -> str:
        """The name that readers see."""
        return _name_in(self.regions, id_)


def _name_in(catalogue: Mapping[str, CatalogueItem] | None, id_: str) -> str:
    return catalogue[id_].name if catalogue and id_ in catalogue else id_


@dataclass(frozen=True, kw_only=True)
class Site:
    """What the host tells of the site around the log.

    `url` is absolute and ends with a slash, or empty where site_url is not set. `language` is a
    code such as `de` or `pt-BR`. `edit_url` is the prefix of an entry's file in git, if any.
    """

    name: str
    url: str = ""
    description: str = ""
    language: str = "en"
    edit_url: str = ""
    history_url: str = ""
