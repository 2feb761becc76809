"""The state of every service now, as the entries tell it, in the words of the Statuspage API."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from infralog.model.entry import Entry, Incident, Maintenance
from infralog.model.terms import Impact, MaintenanceState
from infralog.settings import CatalogueItem, Settings


class ComponentState(StrEnum):
    """How a component does, in rising order."""

    OPERATIONAL = "operational"
    MAINTENANCE = "under_maintenance"
    DEGRADED = "degraded_performance"
    PARTIAL = "partial_outage"
    MAJOR = "major_outage"


class Indicator(StrEnum):
    """How the whole site does; also the impact of an incident."""

    NONE = "none"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


INDICATORS: Mapping[Impact, Indicator] = {
    Impact.NONE: Indicator.NONE,
    # The API has no word for it, and something is wrong.
    Impact.UNKNOWN: Indicator.MINOR,
    Impact.MINOR: Indicator.MINOR,
    Impact.MAJOR: Indicator.MAJOR,
    Impact.CRITICAL: Indicator.CRITICAL,
}

_STATES: Mapping[Indicator, ComponentState] = {
    Indicator.NONE: ComponentState.OPERATIONAL,
    Indicator.MINOR: ComponentState.DEGRADED,
    Indicator.MAJOR: ComponentState.PARTIAL,
    Indicator.CRITICAL: ComponentState.MAJOR,
}

_DESCRIPTIONS: Mapping[Indicator, str] = {
    Indicator.NONE: "All Systems Operational",
    Indicator.MINOR: "Partially Degraded Service",
    Indicator.MAJOR: "Partial System Outage",
    Indicator.CRITICAL: "Major Service Outage",
}


class Service(NamedTuple):
    """One component, or a group of them; `group_id` is the group that a component is in."""

    id: str
    name: str
    state: ComponentState
    description: str | None = None
    group_id: str | None = None
    members: tuple[str, ...] = ()

    @property
    def is_group(self) -> bool:
        """Whether it stands for others."""
        return bool(self.members)


class Board(NamedTuple):
    """All services, groups before their members, and the worst that is going on."""

    services: tuple[Service, ...]
    indicator: Indicator
    description: str


def state_of(entry: Entry) -> ComponentState:
    """What an entry means for its services while it goes on."""
    if isinstance(entry, Incident):
        return _STATES[INDICATORS[entry.impact]]
    return ComponentState.MAINTENANCE


def is_under_way(entry: Entry) -> bool:
    """Whether it goes on now, as its author says."""
    if isinstance(entry, Incident):
        return entry.is_ongoing
    return isinstance(entry, Maintenance) and entry.state is MaintenanceState.ACTIVE


def board_of(settings: Settings, ids: Iterable[str], under_way: Iterable[Entry]) -> Board:
    """The board of the catalogue and of `ids`, services that entries name beyond it."""
    going_on = tuple(under_way)
    states: dict[str, ComponentState] = {}
    for entry in going_on:
        for id_ in entry.services:
            states[id_] = _worse(states.get(id_, ComponentState.OPERATIONAL), state_of(entry))
    services = _services(settings, ids, states)
    indicator = _worst(entry for entry in going_on if isinstance(entry, Incident))
    works = indicator is Indicator.NONE and any(isinstance(one, Maintenance) for one in going_on)
    description = "Service Under Maintenance" if works else _DESCRIPTIONS[indicator]
    return Board(tuple(services), indicator, description)


def _services(
    settings: Settings, ids: Iterable[str], states: Mapping[str, ComponentState]
) -> list[Service]:
    catalogue = dict(settings.services or {})
    catalogue |= {id_: CatalogueItem(id_, id_) for id_ in sorted(ids) if id_ not in catalogue}
    by_group: dict[str | None, list[CatalogueItem]] = {}
    for item in catalogue.values():
        by_group.setdefault(item.group, []).append(item)
    found: list[Service] = []
    for group, items in by_group.items():
        members = [_service(item, states) for item in items]
        if group is not None:
            found.append(_group(group, members))
        found += members
    return found


def _service(item: CatalogueItem, states: Mapping[str, ComponentState]) -> Service:
    group_id = _group_id(item.group) if item.group is not None else None
    state = states.get(item.id, ComponentState.OPERATIONAL)
    return Service(item.id, item.name, state, item.description, group_id)


def _group(name: str, members: list[Service]) -> Service:
    worst = ComponentState.OPERATIONAL
    for member in members:
        worst = _worse(worst, member.state)
    return Service(_group_id(name), name, worst, members=tuple(one.id for one in members))


def _group_id(name: str) -> str:
    """`group:private-network`; no service's id holds a colon."""
    return "group:" + re.sub(r"\W+", "-", name.lower()).strip("-")


def _worse(one: ComponentState, other: ComponentState) -> ComponentState:
    order = list(ComponentState)
    return max(one, other, key=order.index)


def _worst(incidents: Iterable[Incident]) -> Indicator:
    order = list(Indicator)
    found = (INDICATORS[incident.impact] for incident in incidents)
    return max(found, key=order.index, default=Indicator.NONE)
