"""A digest as plain text of 72 columns, for mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from infralog.views.digest import Digest, Item

WIDTH = 72

_BOUND = "\u00a0"


def text(digest: Digest) -> str:
    """All but the links, which end in one to the bulletin."""
    title = _wrapped(digest.title, "")
    parts = [f"{title}\n{'=' * max(map(len, title.splitlines()))}"]
    if digest.headline:
        parts.append(_wrapped(digest.headline, ""))
    for section in digest.sections:
        lines = "\n".join(_lines(section.items, ""))
        parts.append(f"{section.heading}\n{'-' * len(section.heading)}\n{lines}")
    if digest.star:
        parts.append(f"* {digest.star}")
    parts.append(f"{digest.link.text}:\n{digest.link.url}")
    return "\n\n".join(parts) + "\n"


def _lines(items: Iterable[Item], indent: str) -> Iterator[str]:
    for item in items:
        told = "".join(span.text for span in item.spans)
        yield _wrapped(f"{told}{_BOUND}*" if item.star else told, f"{indent}- ")
        yield from _lines(item.items, f"{indent}  ")


def _wrapped(told: str, lead: str) -> str:
    """The words of a text on lines of `WIDTH`; a longer word has a line of its own."""
    lines, line = [], lead
    for word in told.split(" "):
        if len(line) + len(word) > WIDTH and len(line) > len(lead):
            lines.append(line.rstrip())
            line = " " * len(lead)
        line += f"{word} "
    return "\n".join([*lines, line.rstrip()]).replace(_BOUND, " ")
