"""A digest in the mark-up of Slack messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from infralog.views.digest import Digest, Item, Span

_STAR = ":star:"
_BULLETS = "•◦▪"


def slack(digest: Digest) -> str:
    """One message; a line an item, for Slack knows no lists."""
    parts = [f"*{_text(digest.title)}*"]
    if digest.headline:
        parts.append(_text(digest.headline))
    for section in digest.sections:
        lines = "\n".join(_lines(section.items, 0))
        parts.append(f"*{_text(section.heading)}*\n{lines}")
    if digest.star:
        parts.append(f"{_STAR} {_text(digest.star)}")
    parts.append(_span(digest.link))
    return "\n\n".join(parts) + "\n"


def _lines(items: Iterable[Item], depth: int) -> Iterator[str]:
    for item in items:
        text = "".join(map(_span, item.spans))
        bullet = _BULLETS[min(depth, len(_BULLETS) - 1)]
        line = f"{'    ' * depth}{bullet} {text}"
        yield f"{line} {_STAR}" if item.star else line
        yield from _lines(item.items, depth + 1)


def _span(span: Span) -> str:
    return f"<{span.url}|{_text(span.text)}>" if span.url else _text(span.text)


def _text(text: str) -> str:
    # What Slack takes for mark-up inside of a line is held apart by a blank of no width.
    for sign in "*_~`":
        text = text.replace(sign, f"{sign}\u200b")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("|", "¦")
