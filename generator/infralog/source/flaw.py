"""A flaw of one text, before it is known in which file it stands."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Line and column in a file, both from 1."""

    line: int = 1
    column: int = 1


class Flaw(Exception):
    """What keeps a text from being read any further; the words are the author's remedy."""

    def __init__(self, code: str, message: str, place: Place = Place()) -> None:  # noqa: B008 - frozen
        self.code = code
        self.message = message
        self.place = place
        super().__init__(message)


def place_in(text: str, offset: int) -> Place:
    """The place of a character of `text`, whose lines end with a line feed."""
    before = text.rfind("\n", 0, offset)
    return Place(text.count("\n", 0, offset) + 1, offset - before)
