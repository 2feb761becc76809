"""What a key can take, where that is a short list: the questions, options and schema share it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from infralog.model.entry import Audience, FollowUpState, Impact, MaintenanceState
from infralog.settings import CatalogueItem, Settings

MEANINGS: Mapping[str, str] = {
    Impact.NONE: "internal only",
    Impact.UNKNOWN: "not known or not published",
}
"""Words for values that do not speak for themselves."""

_ENUMS = {"impact": Impact, "audience": Audience, "state": MaintenanceState}


def choices_of(key: str, settings: Settings) -> Sequence[str] | None:
    """Every value of a key, or of an item of its list; None where it may be any text."""
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
