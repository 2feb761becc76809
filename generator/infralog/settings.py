"""The log's settings: the options of `plugins: - infralog:` in mkdocs.yml, typed and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

import tzdata

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Prevention": ("prevention",),
    "Efficiency and capacity": ("efficiency", "capacity"),
    "New features": ("feature",),
}

_ID = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")


class CatalogueItem(NamedTuple):
    """A service or a region: the name, group and description that readers see for its id."""

    id: str
    name: str
    group: str | None = None
    description: str | None = None


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every option, with its default. Made by `read_settings`, never by hand outside of tests."""

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


class SettingError(ValueError):
    """One option is wrong; the message says how to write it."""


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """A remedy to end a message with: the nearest known names, else all of them if few."""
    from difflib import get_close_matches  # noqa: PLC0415 - for mistakes alone

    names = sorted(known)
    near = get_close_matches(given, names, n=2, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(map(repr, near))}?"
    if len(names) <= 12:  # noqa: PLR2004 - as many as still read as a sentence
        return f"write one of {', '.join(names)}."
    return f"it is none of the {len(names)} known ones."


def _one_of(*choices: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in choices:
            raise SettingError(f"{value!r} is not known; {did_you_mean(str(value), choices)}")
        return str(value)

    return read


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise SettingError(f"{value!r} is not a text; write one, in quotes if need be.")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise SettingError(f"{value!r} is neither true nor false.")
    return value


def _days(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise SettingError(f"{value!r} is not a number of days; write a whole number from 1.")
    return value


def _zone_name(value: object) -> str:
    name = _text(value)
    if name not in _usual_zones() and name not in available_timezones():
        raise SettingError(f"{name!r} is no IANA zone; {did_you_mean(name, available_timezones())}")
    return name


def _usual_zones() -> list[str]:
    """Those of the package tzdata: Python's own list opens six hundred files, at each start."""
    return (Path(tzdata.__file__).parent / "zones").read_text(encoding="ascii").split()


def _pattern(value: object) -> str:
    pattern = _text(value)
    try:
        if re.compile(pattern).groups < 1:
            raise SettingError(f"{pattern!r} has no group; put the number in brackets: INC-(\\d+).")
    except re.error as error:
        raise SettingError(f"{pattern!r} is no regular expression: {error}.") from error
    return pattern


def _authority(value: object) -> str:
    authority = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9.@_-]+,\d{4}(-\d{2}(-\d{2})?)?", authority):
        raise SettingError(
            f"{authority!r} is no authority; write a host and a year you held it: example.org,2024."
        )
    return authority


def _mapping(value: object) -> Mapping[object, object]:
    if not isinstance(value, Mapping):
        raise SettingError(
            f"{value!r} is not a mapping; write `name: ...` lines, indented below it."
        )
    return value


def _catalogue(value: object) -> Mapping[str, CatalogueItem]:
    return {str(id_): _catalogue_item(str(id_), given) for id_, given in _mapping(value).items()}


def _catalogue_item(id_: str, given: object) -> CatalogueItem:
    if not _ID.fullmatch(id_):
        raise SettingError(f"{id_!r} is no id; write small letters, digits and hyphens.")
    if isinstance(given, str) or given is None:
        return CatalogueItem(id_, given or id_)
    options = _mapping(given)
    known = [name for name in CatalogueItem._fields if name != "id"]
    for key in options:
        if key not in known:
            raise SettingError(f"{id_}: {key!r} is not known; {did_you_mean(str(key), known)}")
    texts = {str(key): str(text) for key, text in options.items() if text is not None}
    return CatalogueItem(id_, texts.pop("name", id_), **texts)


def _groups(value: object) -> Mapping[str, tuple[str, ...]]:
    groups = {}
    for heading, ids in _mapping(value).items():
        listed = [ids] if isinstance(ids, str) else ids
        if not isinstance(listed, list) or not listed:
            raise SettingError(
                f"{heading!r} has no list of groups; write `{heading}: [prevention]`."
            )
        groups[str(heading)] = tuple(str(id_) for id_ in listed)
    return groups


def _reasons(value: object) -> Mapping[str, str]:
    return {str(number): _text(reason) for number, reason in _mapping(value).items()}


_READERS: Mapping[str, Callable[[object], object]] = {
    "timezone": _zone_name,
    "week_ends": _one_of(*WEEKDAYS),
    "authority": _authority,
    "services": _catalogue,
    "regions": _catalogue,
    "groups": _groups,
    "audience": _one_of("public", "internal"),
    "sanitize": _flag,
    "social_cards": _flag,
    "search": _flag,
    "deny_list": _text,
    "numbers": _pattern,
    "declared_gaps": _reasons,
    "stale_after": _days,
}


def read_settings(options: Mapping[str, object]) -> tuple[Settings, list[tuple[str, str]]]:
    """Settings from the plugin's options, and (option, message) for each that is wrong.

    A wrong option keeps its default, so that the rest can still be checked.
    """
    values: dict[str, object] = {}
    wrong: list[tuple[str, str]] = []
    for key, given in options.items():
        if key not in _READERS:
            wrong.append((key, f"{key!r} is no option; {did_you_mean(key, _READERS)}"))
        elif given is not None:
            try:
                values[key] = _READERS[key](given)
            except SettingError as error:
                wrong.append((key, str(error)))
    return Settings(**values), wrong  # type: ignore[arg-type] # each reader gives its field's type
