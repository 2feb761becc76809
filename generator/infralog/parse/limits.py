"""What would keep Python-Markdown at work for minutes."""

from __future__ import annotations

import re

from infralog.source.flaw import Flaw, place_in

MAX_OPEN = 200
"""Square brackets open at once; each is tried as a link against all that follows."""

_BRACKET = re.compile(r"[\[\]]")


def refuse_open_brackets(markdown: str) -> None:
    """Raise Flaw, with its place in the body, where more than MAX_OPEN brackets are open."""
    if markdown.count("[") <= MAX_OPEN:
        return
    opened = 0
    for bracket in _BRACKET.finditer(markdown):
        opened = opened + 1 if bracket[0] == "[" else max(0, opened - 1)
        if opened > MAX_OPEN:
            message = f"More than {MAX_OPEN} square brackets are open here; write \\[ for each."
            raise Flaw("E151", message, place_in(markdown, bracket.start()))
