"""The index of services, regions or tags: their counts under the headings of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from infralog.settings import CatalogueItem
from infralog.views.census import Count
from infralog.views.frame import Frame, Ref
from infralog.views.times import Stamp


class TopicRow(NamedTuple):
    """One id: numbers in the language's marks, empty where there is nothing to count."""

    ref: Ref
    description: str
    incidents: str
    ongoing: str
    changes: str
    maintenances: str
    newest: Stamp | None


class TopicGroup(NamedTuple):
    """The rows under one heading of the catalogue; the heading is empty where it has none."""

    heading: str
    rows: tuple[TopicRow, ...]


def groups_of(
    counts: Iterable[tuple[CatalogueItem, Count]], name: str, frame: Frame
) -> tuple[TopicGroup, ...]:
    """The rows by the catalogue's groups, in its order; `name` is the folder of their pages."""
    groups: dict[str, list[TopicRow]] = {}
    for item, count in counts:
        groups.setdefault(item.group or "", []).append(_row(item, count, name, frame))
    return tuple(TopicGroup(heading, tuple(rows)) for heading, rows in groups.items())


def _row(item: CatalogueItem, count: Count, name: str, frame: Frame) -> TopicRow:
    link = {"services": frame.service, "regions": frame.region, "tags": frame.tag}[name]
    number, newest = frame.words.number, count.newest
    return TopicRow(
        ref=link(item.id),
        description=item.description or "",
        incidents=number(count.incidents) if count.incidents else "",
        ongoing=number(count.ongoing) if count.ongoing else "",
        changes=number(count.changes) if count.changes else "",
        maintenances=number(count.maintenances) if count.maintenances else "",
        newest=frame.times.day(newest) if newest else None,
    )
