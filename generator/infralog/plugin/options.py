"""The options of `plugins: - infralog:` in mkdocs.yml: read, checked, made settings of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from zoneinfo import available_timezones

import tzdata

from infralog.errors import did_you_mean
from infralog.settings import WEEKDAYS, CatalogueItem, Settings

_ID = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")


class SettingError(ValueError):
    """One option is wrong; the message says how to write it."""


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
