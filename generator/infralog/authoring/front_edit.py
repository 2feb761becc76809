"""Edits of front matter that leave every other byte as its author wrote it.

ruamel.yaml says where each value stands, and new text is put in there. Writing the whole mapping
anew would keep comments, but not the line breaks of long texts nor the blanks between keys.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from infralog.authoring.front_matter import block_text, flow_text, front_matter_text, item_text
from infralog.errors import InfralogError

_FENCE = re.compile(r"(?:\A\ufeff?|(?<=[\r\n]))---[ \t]*(?:\r\n|\n|\r|\Z)")
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")


@dataclass(frozen=True)
class FrontEdit:
    """A file's text in three parts, line endings and all; every edit gives a new one.

    The file must have no problems: `front` is one mapping, fences belong to the other parts.
    """

    before: str
    front: str
    after: str

    @classmethod
    def of(cls, data: bytes) -> FrontEdit:
        """The edit of a file, which is UTF-8. Raises InfralogError where fences are missing."""
        text = data.decode("utf-8")
        opened = _FENCE.match(text)
        closed = _FENCE.search(text, opened.end()) if opened else None
        if opened is None or closed is None:
            raise InfralogError("The file has no front matter between two lines '---'.")
        start, end = opened.end(), closed.start()
        return cls(text[:start], text[start:end], text[end:])

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return f"{self.before}{self.front}{self.after}".encode()

    def with_value(self, key: str, value: str, below: Sequence[str] = ()) -> FrontEdit:
        """`key: value`, in place of the value that is there, else below the last of `below`."""
        return self._set(self._root, key, value, below)

    def with_key(self, key: str, value: object, below: Sequence[str] = ()) -> FrontEdit:
        """A key that is not there yet, with any value, below the last of `below`."""
        if _is_flow(self._root):
            raise InfralogError(f"Write one key a line, without braces, to make room for {key!r}.")
        above = [node for one in below if (node := self._node(one))]
        last = max(above, key=lambda one: one.start_mark.index, default=self._root)
        return self._inserted(self._line_below(last), front_matter_text({key: value}))

    def with_body(self, body: str) -> FrontEdit:
        """Another text below the front matter."""
        fence = _FENCE.match(self.after)
        end = fence.end() if fence else 0
        return replace(self, after=self.after[:end] + body.strip("\n") + "\n")

    def holds(self, key: str) -> bool:
        """Whether a key is there, with or without a value."""
        return self._node(key) is not None

    def with_value_in(self, key: str, index: int, inner: str, value: str) -> FrontEdit:
        """`inner: value` in the mapping that is an item of a list; a lone mapping is item 0."""
        node = self._node(key)
        item = node.value[index] if isinstance(node, SequenceNode) else node
        if not isinstance(item, MappingNode):
            raise InfralogError(f"{key!r} has no mapping as item {index + 1}.")
        return self._set(item, inner, value)

    def with_item(self, key: str, item: str | Mapping[str, str]) -> FrontEdit:
        """One more item at the end of a list, which is begun where there is none."""
        node = self._node(key)
        if node is None and _is_flow(self._root):
            return self._with_flow_part(self._root, f"{key}: [{flow_text(item)}]")
        if node is None:
            return self._inserted(self._line_below(self._root), front_matter_text({key: [item]}))
        if not isinstance(node, SequenceNode):
            return self._listed(node, item)
        if _is_flow(node):
            return self._with_flow_part(node, flow_text(item))
        indent = " " * node.start_mark.column
        lines = item_text(item).splitlines()
        text = "".join(f"{indent}{line}\n" for line in lines)
        return self._inserted(self._line_below(node), text)

    def with_renamed(self, keys: Sequence[str], old: str, new: str) -> FrontEdit:
        """`new` for every value `old` below one of these keys, however deep."""
        nodes = [node for key in keys if (node := self._node(key))]
        found = [one for node in nodes for one in _nodes(node) if one.value == old]
        edit = self
        for node in sorted(found, key=lambda one: -one.start_mark.index):
            edit = edit._replaced(node, new)
        return edit

    @cached_property
    def _root(self) -> MappingNode:
        try:
            root = YAML().compose(self.front)
        except YAMLError as error:
            raise InfralogError(
                f"Edit this file by hand; its front matter is odd: {error}."
            ) from error
        if not isinstance(root, MappingNode):
            raise InfralogError("The front matter holds no keys.")
        return root

    def _node(self, key: str) -> Node | None:
        return _value_of(self._root, key)

    def _set(
        self, mapping: MappingNode, key: str, value: str, below: Sequence[str] = ()
    ) -> FrontEdit:
        name, node = next(
            ((name, one) for name, one in mapping.value if name.value == key), (None, None)
        )
        if name and node and node.value == "" and node.style is None:
            return self._filled(name, value)
        if node is not None:
            return self._replaced(node, value)
        if _is_flow(mapping):
            return self._with_flow_part(mapping, f"{key}: {flow_text(value)}")
        above = [node for one in below if (node := _value_of(mapping, one))]
        last = max(above, key=lambda one: one.start_mark.index, default=mapping)
        indent = " " * mapping.start_mark.column
        return self._inserted(self._line_below(last), f"{indent}{key}: {block_text(value)}\n")

    def _replaced(self, node: Node, value: str) -> FrontEdit:
        start, end = node.start_mark.index, _end(node)
        style = node.style if isinstance(node, ScalarNode) else None
        if style == "'":
            text = "'" + value.replace("'", "''") + "'"
        elif style == '"':
            text = json.dumps(value, ensure_ascii=False)
        else:
            text = flow_text(value) if self._is_in_flow(node) else block_text(value)
        if style in ("|", ">"):
            text += self._newline
        return self._spliced(start, end, text)

    def _filled(self, name: Node, value: str) -> FrontEdit:
        """A value behind a key that had none."""
        colon = self.front.index(":", name.end_mark.index) + 1
        text = flow_text(value) if self._is_in_flow(name) else block_text(value)
        return self._spliced(colon, colon, f" {text}")

    def _is_in_flow(self, node: Node) -> bool:
        inside = (one for one in _nodes(self._root) if _is_flow(one))
        return any(
            one.start_mark.index < node.start_mark.index < one.end_mark.index for one in inside
        )

    def _with_flow_part(self, node: MappingNode | SequenceNode, part: str) -> FrontEdit:
        """One more part before the bracket that closes a flow collection."""
        close = node.end_mark.index - 1
        given = self.front[:close].rstrip()
        comma = "" if given[-1] in "[{," else ","
        blank = "" if given[-1] in "[{" else " "
        return self._spliced(len(given), len(given), f"{comma}{blank}{part}")

    def _listed(self, node: Node, item: str | Mapping[str, str]) -> FrontEdit:
        """A value that stood without its list, as a list together with one more."""
        if isinstance(node, ScalarNode):
            parts = ", ".join((flow_text(node.value), flow_text(item)))
            return self._spliced(node.start_mark.index, _end(node), f"[{parts}]")
        text = self.front[node.start_mark.index : _end(node)]
        if _is_flow(node):
            return self._spliced(node.start_mark.index, _end(node), f"[{text}, {flow_text(item)}]")
        column = node.start_mark.column
        lines = "".join(f"{' ' * column}{line}\n" for line in item_text(item).splitlines())
        deeper = re.sub(r"(\r\n|\n|\r)(?=[^\r\n])", r"\1  ", text)
        longer: FrontEdit = self._inserted(self._line_below(node), lines)
        return replace(
            self,
            front=self.front[: node.start_mark.index] + f"- {deeper}" + longer.front[_end(node) :],
        )

    @property
    def _newline(self) -> str:
        found = _LINE_END.search(self.before + self.front)
        return found[0] if found and found[0] else "\n"

    def _line_below(self, node: Node) -> int:
        """Where the line after a value begins, comments beside the value passed."""
        end = _end(node)
        if end and self.front[end - 1] in "\r\n":
            return end
        found = _LINE_END.search(self.front, end)
        return found.end() if found else len(self.front)

    def _inserted(self, place: int, lines: str) -> FrontEdit:
        return self._spliced(place, place, lines.replace("\n", self._newline))

    def _spliced(self, start: int, end: int, text: str) -> FrontEdit:
        return replace(self, front=self.front[:start] + text + self.front[end:])


def _value_of(mapping: MappingNode, key: str) -> Node | None:
    return next((value for name, value in mapping.value if name.value == key), None)


def _end(node: Node) -> int:
    """Where the text of a value ends; for block collections that of their last value."""
    if isinstance(node, ScalarNode) or _is_flow(node) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(node, MappingNode) else last)


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [value for _, value in node.value]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _nodes(node: Node) -> Iterator[Node]:
    """A node and everything in it."""
    yield node
    for child in _children(node):
        yield from _nodes(child)


def _is_flow(node: Node) -> bool:
    """Whether a value is a list or mapping between brackets."""
    return isinstance(node, MappingNode | SequenceNode) and bool(node.flow_style)
