"""A digest as HTML without classes or scripts, for mail and for pasting."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import escape

from infralog.views.digest import Digest, Item, Span

_STAR = "★"


def html(digest: Digest) -> str:
    """A fragment that begins with its heading."""
    parts = [f"<h1>{escape(digest.title)}</h1>"]
    if digest.headline:
        parts.append(f"<p>{escape(digest.headline)}</p>")
    for section in digest.sections:
        parts += [f"<h2>{escape(section.heading)}</h2>", _list(section.items)]
    if digest.star:
        parts.append(f"<p>{_STAR} {escape(digest.star)}</p>")
    parts.append(f"<p>{_span(digest.link)}</p>")
    return "\n".join(parts) + "\n"


def _list(items: Iterable[Item]) -> str:
    return f"<ul>\n{''.join(map(_item, items))}</ul>"


def _item(item: Item) -> str:
    text = "".join(map(_span, item.spans))
    star = f" {_STAR}" if item.star else ""
    below = f"\n{_list(item.items)}\n" if item.items else ""
    return f"<li>{text}{star}{below}</li>\n"


def _span(span: Span) -> str:
    text = escape(span.text)
    return f'<a href="{escape(span.url)}">{text}</a>' if span.url else str(text)
