"""What each key takes, its shape and its choices: questions, options and schema share them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from infralog.model.terms import Audience, FollowUpState, Impact, MaintenanceState
from infralog.parse.fields import ENTRY_TYPES
from infralog.settings import CatalogueItem, Settings


class Shape(StrEnum):
    """What the value of a key looks like."""

    TEXT = "text"
    TIME = "time"
    TIME_OR_UNKNOWN = "time or unknown"
    FLAG = "true or false"
    COUNT = "number"
    CHOICE = "one of few"
    ID = "id"
    IDS = "ids"
    """Of entries, efforts and SPOFs: small letters, digits, hyphens."""
    WORDS = "words"
    """Ids of a catalogue, tags, authors: dots and underscores too."""
    TEXTS = "texts"
    ADDRESS = "http(s) address or none"
    CORRECTIONS = "list of {at, text}"
    LINKS = "list of {title, url}"
    EVENTS = "list of {at, what, kind}"
    PROMISES = "list of {what, state, by, due}"
    MOVES = "{move: list of SPOF ids}"


_KEYS_OF = {
    Shape.TEXT: "title headline summary number",
    Shape.TIME: "started detected mitigated date finished starts ends found published",
    Shape.TIME_OR_UNKNOWN: "resolved",
    Shape.FLAG: "draft near_miss pending ongoing",
    Shape.COUNT: "covers",
    Shape.CHOICE: "type audience impact state group",
    Shape.ID: "effort part_of",
    Shape.IDS: "aliases recurrence_of caused_by prevents",
    Shape.WORDS: "services regions tags authors",
    Shape.TEXTS: "cause",
    Shape.ADDRESS: "status_page",
    Shape.CORRECTIONS: "corrections",
    Shape.LINKS: "links",
    Shape.EVENTS: "timeline",
    Shape.PROMISES: "follow_ups",
    Shape.MOVES: "spof",
}
SHAPES: Mapping[str, Shape] = {
    key: shape for shape, keys in _KEYS_OF.items() for key in keys.split()
}
"""The shape of every key of every kind of record."""

MEANINGS: Mapping[str, str] = {
    Impact.NONE: "internal only",
    Impact.UNKNOWN: "not known or not published",
}
"""Words for values that do not speak for themselves."""

_ENUMS = {"impact": Impact, "audience": Audience, "state": MaintenanceState}


def choices_of(key: str, settings: Settings) -> Sequence[str] | None:
    """Every value of a key, or of an item of its list; None where it may be any text."""
    if key == "type":
        return ENTRY_TYPES
    if key in _ENUMS:
        return [member.value for member in _ENUMS[key]]
    if key == "group":
        return settings.group_ids
    catalogue = catalogue_of(key, settings)
    return None if catalogue is None else [item.id for item in catalogue]


def catalogue_of(key: str, settings: Settings) -> Sequence[CatalogueItem] | None:
    """The items of `services` or `regions` in the settings, if the log declares them."""
    catalogues = {"services": settings.services, "regions": settings.regions}
    catalogue = catalogues.get(key)
    return None if catalogue is None else list(catalogue.values())


FOLLOW_UP_STATES = [member.value for member in FollowUpState]
