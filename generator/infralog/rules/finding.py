"""What a text should not hold, found in it."""

from __future__ import annotations

from typing import NamedTuple

from infralog.errors import Problem
from infralog.source.flaw import place_in


class Finding(NamedTuple):
    """A piece of a text, from `start` on, and the problem with it.

    `message` never quotes a secret: problems are printed where others read them.
    """

    start: int
    found: str
    code: str
    message: str

    def problem(self, path: str, text: str) -> Problem:
        """The problem at its place in `text`, which stands in the file at `path`."""
        return Problem(path, *place_in(text, self.start), self.code, self.message)
