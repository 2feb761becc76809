"""YAML as positioned text: every scalar stays what its author wrote, nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import yaml

from infralog.source.flaw import Flaw, Place
from infralog.source.grammar import flaw_of

MAX_ITEMS = 2_000
"""Items of one list, or keys of one mapping."""

MAX_DEPTH = 12
"""Lists and mappings within each other; records need three."""

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Scalar(NamedTuple):
    """One value as written; `plain` where it stands without quotes."""

    text: str
    place: Place
    plain: bool = True


class Listed(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class Keyed(NamedTuple):
    """A mapping; `keys` holds the place of each key."""

    fields: dict[str, Node]
    keys: dict[str, Place]
    place: Place


Node: TypeAlias = Scalar | Listed | Keyed


def read_yaml(text: str, lines_before: int) -> tuple[Node | None, list[Flaw]]:
    """The one node of a YAML text, None for an empty one, and flaws that do not stop reading.

    `lines_before` are added to every place. Raises Flaw where the text is no YAML, is nested or
    long beyond all use, or holds more than one document.
    """
    builder = _Builder(text, lines_before)
    try:
        return builder.document(), builder.flaws
    except yaml.YAMLError as error:
        raise flaw_of(error, text, lines_before) from error


class _Builder:
    """Makes nodes of libyaml's events; parsing events, unlike composing nodes, has no depth."""

    def __init__(self, text: str, lines_before: int) -> None:
        self.flaws: list[Flaw] = []
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_Loader)
        self._first_line = lines_before + 1

    def document(self) -> Node | None:
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        node = self._node(next(self._events), 0)
        next(self._events)
        more = next(self._events)
        if not isinstance(more, yaml.StreamEndEvent):
            message = "A second document begins here; remove the line."
            raise Flaw("E106", message, self._place(more))
        return node

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor or event.tag:
                self._refuse(event)
            return Scalar(event.value, self._place(event), not event.style)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event)
            return Scalar("", self._place(event), plain=False)
        if depth == MAX_DEPTH:
            message = f"Nested more than {MAX_DEPTH} levels deep; no key needs that."
            raise Flaw("E109", message, self._place(event))
        if isinstance(event, yaml.CollectionStartEvent) and (event.anchor or event.tag):
            self._refuse(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(event, depth + 1)
        return self._mapping(event, depth + 1)

    def _list(self, start: yaml.Event, depth: int) -> Listed:
        items: list[Node] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, depth))
            self._limit(len(items), event)
        return Listed(tuple(items), self._place(start))

    def _mapping(self, start: yaml.Event, depth: int) -> Keyed:
        mapping = Keyed({}, {}, self._place(start))
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, depth)
            value = self._node(next(self._events), depth)
            self._add(mapping, key, value)
            self._limit(len(mapping.fields), event)
        return mapping

    def _add(self, mapping: Keyed, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            raise Flaw("E106", "A list or mapping cannot be a key; write a word.", key.place)
        first = mapping.keys.get(key.text)
        if first:
            message = f"{key.text!r} is given twice, first in line {first.line}; keep one of them."
            self.flaws.append(Flaw("E107", message, key.place))
            return
        mapping.fields[key.text] = value
        mapping.keys[key.text] = key.place

    def _limit(self, count: int, event: yaml.Event) -> None:
        if count > MAX_ITEMS:
            message = f"More than {MAX_ITEMS:,} items in one list; no reader can take them in."
            raise Flaw("E109", message, self._place(event))

    def _refuse(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent):
            what = f"'*{event.anchor}' would repeat another value; repeat it in full, or quote it"
        elif event.anchor:
            what = f"'&{event.anchor}' names a value for YAML; remove it, or quote the text"
        else:
            what = "'!' asks YAML for a type; remove the word that it begins, or quote the text"
        self.flaws.append(Flaw("E108", f"{what}.", self._place(event)))

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(mark.line + self._first_line, mark.column + 1) if mark else Place()
