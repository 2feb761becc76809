"""A digest as Markdown (CommonMark), and in the dialect of Discourse forums."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from infralog.views.digest import Digest, Item, Span

STAR = "★"

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")


def markdown(digest: Digest) -> str:
    """A whole document with its title as a heading."""
    return f"# {_text(digest.title)}\n\n{_body(digest, '##', STAR)}"


def discourse(digest: Digest) -> str:
    """The title on a line of its own, for the topic's title, then the post."""
    return f"{digest.title}\n\n{_body(digest, '###', ':star:')}"


def _body(digest: Digest, heading: str, star: str) -> str:
    parts = [_text(digest.headline)] if digest.headline else []
    for section in digest.sections:
        lines = "\n".join(_lines(section.items, star, ""))
        parts.append(f"{heading} {_text(section.heading)}\n\n{lines}")
    if digest.star:
        parts.append(f"{star} {_text(digest.star)}")
    parts.append(_span(digest.link))
    return "\n\n".join(parts) + "\n"


def _lines(items: Iterable[Item], star: str, indent: str) -> Iterator[str]:
    for item in items:
        text = "".join(map(_span, item.spans))
        yield f"{indent}- {text} {star}" if item.star else f"{indent}- {text}"
        yield from _lines(item.items, star, f"{indent}  ")


def _span(span: Span) -> str:
    return f"[{_text(span.text)}]({span.url})" if span.url else _text(span.text)


@lru_cache(maxsize=256)
def _text(text: str) -> str:
    """The text without mark-up in it; most are told in both dialects, one after the other."""
    return _SPECIAL.sub(r"\\\1", text)
