"""What would keep Python-Markdown at work for minutes."""

from __future__ import annotations

import re

from infralog.source.flaw import Flaw, place_in

MAX_OPEN = 200
"""Square brackets, or targets of links, open at once; each is tried against all that follows."""

_SIGN = re.compile(r"\]\(|[\[\])]")


def refuse_open_brackets(markdown: str) -> None:
    """Raise Flaw, with its place in the body, where more than MAX_OPEN are open at once."""
    if markdown.count("[") <= MAX_OPEN:
        return
    brackets = targets = 0
    for sign in _SIGN.finditer(markdown):
        if sign[0] == ")":
            targets = max(0, targets - 1)
        elif sign[0] == "[":
            brackets += 1
        else:
            brackets = max(0, brackets - 1)
            targets += sign[0] == "]("
        if brackets > MAX_OPEN:
            what = "square brackets are open here; write \\[ for each"
        elif targets > MAX_OPEN:
            what = "links are not closed here; write ')' behind the address of each, or \\["
        else:
            continue
        raise Flaw("E151", f"More than {MAX_OPEN} {what}.", place_in(markdown, sign.start()))
