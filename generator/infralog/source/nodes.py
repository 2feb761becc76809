"""YAML as positioned text: every scalar stays what its author wrote, nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol, TypeAlias

import yaml

from infralog.source.flaw import Flaw, Place
from infralog.source.grammar import flaw_of

MAX_ITEMS = 2_000
"""Items of one list, or keys of one mapping."""

MAX_DEPTH = 12
"""Lists and mappings within each other; records need three."""

FIRST_LINE = 2
"""Line of a file in which its YAML begins: below the fence."""

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Mark(Protocol):
    """What libyaml and the parser in Python both tell of a place, counted from 0."""

    line: int
    column: int


class Scalar(NamedTuple):
    """One value as written; `plain` where it stands without quotes."""

    text: str
    mark: Mark | None
    plain: bool

    @property
    def place(self) -> Place:
        """Where the value begins in its file."""
        return _place(self.mark)


class Listed(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    mark: Mark | None

    @property
    def place(self) -> Place:
        """Where the list begins in its file."""
        return _place(self.mark)


class Keyed(NamedTuple):
    """A mapping; `keys` are as written, under their own text."""

    fields: dict[str, Node]
    keys: dict[str, Scalar]
    mark: Mark | None

    @property
    def place(self) -> Place:
        """Where the mapping begins in its file."""
        return _place(self.mark)


Node: TypeAlias = Scalar | Listed | Keyed


def _place(mark: Mark | None) -> Place:
    return Place(mark.line + FIRST_LINE, mark.column + 1) if mark else Place(FIRST_LINE, 1)


def read_yaml(text: str) -> tuple[Node | None, list[Flaw]]:
    """The one node of a file's YAML, None for an empty one, and flaws that do not stop reading.

    Raises Flaw where the text is no YAML, is nested or long beyond all use, or holds more than
    one document.
    """
    builder = _Builder(text)
    try:
        return builder.document(), builder.flaws
    except yaml.YAMLError as error:
        raise flaw_of(error, text, FIRST_LINE) from error


class _Builder:
    """Makes nodes of libyaml's events; parsing events, unlike composing nodes, has no depth."""

    def __init__(self, text: str) -> None:
        self.flaws: list[Flaw] = []
        self._next: Callable[[], yaml.Event] = _Loader(text).get_event

    def document(self) -> Node | None:
        self._next()
        if type(self._next()) is yaml.StreamEndEvent:
            return None
        node = self._node(self._next(), 0)
        self._next()
        more = self._next()
        if type(more) is not yaml.StreamEndEvent:
            message = "A second document begins here; remove the line."
            raise Flaw("E106", message, _place(more.start_mark))
        return node

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if type(event) is yaml.ScalarEvent:
            if event.anchor or event.tag:
                raise _refused(event)
            return Scalar(event.value, event.start_mark, not event.style)
        if isinstance(event, yaml.AliasEvent):
            raise _refused(event)
        if depth == MAX_DEPTH:
            message = f"Nested more than {MAX_DEPTH} levels deep; no key needs that."
            raise Flaw("E109", message, _place(event.start_mark))
        if isinstance(event, yaml.CollectionStartEvent) and (event.anchor or event.tag):
            raise _refused(event)
        if type(event) is yaml.SequenceStartEvent:
            return self._list(event, depth + 1)
        return self._mapping(event, depth + 1)

    def _list(self, start: yaml.Event, depth: int) -> Listed:
        items: list[Node] = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._node(event, depth))
            if len(items) > MAX_ITEMS:
                raise _too_many(event)
        return Listed(tuple(items), start.start_mark)

    def _mapping(self, start: yaml.Event, depth: int) -> Keyed:
        mapping = Keyed({}, {}, start.start_mark)
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key = self._node(event, depth)
            value = self._node(self._next(), depth)
            self._add(mapping, key, value)
            if len(mapping.keys) > MAX_ITEMS:
                raise _too_many(event)
        return mapping

    def _add(self, mapping: Keyed, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            raise Flaw("E106", "A list or mapping cannot be a key; write a word.", key.place)
        first = mapping.keys.get(key.text)
        if first:
            line = first.place.line
            message = f"{key.text!r} is given twice, first in line {line}; keep one of them."
            self.flaws.append(Flaw("E107", message, key.place))
            return
        mapping.fields[key.text] = value
        mapping.keys[key.text] = key


def _refused(event: yaml.NodeEvent) -> Flaw:
    if isinstance(event, yaml.AliasEvent):
        what = f"'*{event.anchor}' would repeat another value; repeat it in full, or quote it"
    elif event.anchor:
        what = f"'&{event.anchor}' names a value for YAML; remove it, or quote the text"
    else:
        what = "'!' asks YAML for a type; remove the word that it begins, or quote the text"
    return Flaw("E108", f"{what}.", _place(event.start_mark))


def _too_many(event: yaml.Event) -> Flaw:
    message = f"More than {MAX_ITEMS:,} items in one list; no reader can take them in."
    return Flaw("E109", message, _place(event.start_mark))
