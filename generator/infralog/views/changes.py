"""Changes by what they are for: the settings' headings, below them efforts, below them changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from infralog.model.entry import Change
from infralog.views.card import EntryCard, card_of
from infralog.views.frame import Frame, Ref
from infralog.views.relations import Relations
from infralog.views.times import Stamp


class ChangeItem(NamedTuple):
    """A change in a list, with the day it is of."""

    card: EntryCard
    day: Stamp


class EffortShelf(NamedTuple):
    """Changes of one effort; `way` leads to it from the outermost, empty without an effort."""

    way: tuple[Ref, ...]
    items: tuple[ChangeItem, ...]


class GroupShelf(NamedTuple):
    """All changes under one heading; those of no effort stand last."""

    heading: str
    total: str
    shelves: tuple[EffortShelf, ...]


def shelves_of(listed: Iterable[Relations], frame: Frame) -> tuple[GroupShelf, ...]:
    """Changes under the headings of the settings, in the order given within each effort.

    Efforts come in the order of their first change. Headings without a change are left out.
    """
    headings = {id_: heading for heading, ids in frame.settings.groups.items() for id_ in ids}
    found: defaultdict[str, list[Relations]] = defaultdict(list)
    for relations in listed:
        if isinstance(relations.entry, Change):
            found[headings.get(relations.entry.group, relations.entry.group)].append(relations)
    order = dict.fromkeys((*frame.settings.groups, *found))
    return tuple(_group(heading, found[heading], frame) for heading in order if heading in found)


def _group(heading: str, listed: list[Relations], frame: Frame) -> GroupShelf:
    efforts: defaultdict[str, list[Relations]] = defaultdict(list)
    for relations in listed:
        efforts[relations.effort.id if relations.effort else ""].append(relations)
    alone = efforts.pop("", [])
    shelves = [_shelf(found, frame) for found in efforts.values()]
    if alone:
        shelves.append(_shelf(alone, frame))
    count = frame.words.n("count.changes", len(listed))
    return GroupShelf(heading, count, tuple(shelves))


def _shelf(listed: list[Relations], frame: Frame) -> EffortShelf:
    way = tuple(frame.record(effort) for effort in listed[0].efforts)
    return EffortShelf(way, tuple(item_of(relations, frame) for relations in listed))


def item_of(relations: Relations, frame: Frame) -> ChangeItem:
    """A change in a list."""
    return ChangeItem(card_of(relations, frame), frame.times.day(relations.entry.began))
