"""A file's two parts: front matter as positioned nodes, and the Markdown below it."""

from __future__ import annotations

import re
from typing import NamedTuple, cast

import frontmatter
from frontmatter.default_handlers import BaseHandler

from infralog.source.flaw import Flaw, Place, place_in
from infralog.source.nodes import Keyed, Node, Scalar, read_yaml

MAX_FRONT = 256_000
"""Characters of front matter."""

_FENCE = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
_CONFLICT = ("<<<<<<< ", "=======\n", ">>>>>>> ")
_EXAMPLE = "begin with a line '---', then 'title: ...', then a line '---'."


class Front(NamedTuple):
    """What a file says before and below its second fence.

    `body_line` is the line of the file in which `body` begins. `flaws` did not stop the reading.
    """

    fields: Keyed
    body: str
    body_line: int
    flaws: tuple[Flaw, ...] = ()

    def in_file(self, place: Place) -> Place:
        """A place in the body as one in the file."""
        return Place(place.line + self.body_line - 1, place.column)


class FrontHandler(BaseHandler):
    """python-frontmatter's way to our YAML: fences are whole lines, values positioned nodes."""

    FM_BOUNDARY = _FENCE
    START_DELIMITER = END_DELIMITER = "---"

    def load(self, fm: str) -> dict[str, object]:
        """The positioned nodes, under the one name that `read_front` asks for."""
        return {_READ: read_yaml(fm)}


_READ = "read"
_HANDLER = FrontHandler()


def read_front(text: str) -> Front:
    """Front matter and body of a file's text. Raises Flaw where the first cannot be read."""
    _refuse_conflict(text)
    body_start = _body_start(text)
    # python-frontmatter strips the body, and with it the indent of a code block at its start.
    metadata, _ = frontmatter.parse(text, handler=_HANDLER)
    node, flaws = cast("tuple[Node | None, list[Flaw]]", metadata[_READ])
    return Front(
        fields=_mapping(node),
        body=text[body_start:],
        body_line=text.count("\n", 0, body_start) + 1,
        flaws=tuple(flaws),
    )


def _refuse_conflict(text: str) -> None:
    """Flaw where git has left both sides of a merge, which nobody means to publish."""
    lines, found = f"\n{text}\n", 0
    places = [found := lines.find(f"\n{mark}", max(0, found)) for mark in _CONFLICT]
    if -1 not in places:
        message = (
            "A merge conflict stands here; keep what is right of its two sides, and remove the"
            " lines that begin with <<<<<<<, ======= and >>>>>>>."
        )
        raise Flaw("E111", message, place_in(text, places[0]))


def _body_start(text: str) -> int:
    """Where the body begins; Flaw where the fences are not as they should be."""
    opened = _FENCE.match(text)
    if not opened:
        raise _no_fence(text)
    closed = _FENCE.search(text, opened.end())
    if not closed:
        message = "The front matter is never closed; write a line '---' below its last key."
        raise Flaw("E104", message)
    if closed.start() > MAX_FRONT:
        message = f"The front matter is longer than {MAX_FRONT:,} characters; move text below it."
        raise Flaw("E109", message)
    return closed.end()


def _no_fence(text: str) -> Flaw:
    first = next((line for line in text.splitlines() if line.strip()), "")
    if first.startswith("+++"):
        return Flaw("E105", f"'+++' opens TOML; front matter is YAML here: {_EXAMPLE}")
    if first.startswith("{"):
        return Flaw("E105", f"'{{' opens JSON; front matter is YAML here: {_EXAMPLE}")
    if first.strip() == "---":
        return Flaw(
            "E103",
            "The line '---' must be the very first of the file; remove what stands before it.",
        )
    if re.match(r"-{2,}|\u2014", first):
        return Flaw("E103", f"{first[:20]!r} is not '---'; {_EXAMPLE}")
    return Flaw("E103", f"The file has no front matter; {_EXAMPLE}")


def _mapping(node: Node | None) -> Keyed:
    if node is None:
        return Keyed({}, {}, None)
    if isinstance(node, Keyed):
        return node
    what = f"{node.text[:40]!r}" if isinstance(node, Scalar) else "A list"
    raise Flaw("E110", f"{what} is no 'key: value' line; write one key a line.", node.place)
