"""Pages that lead on: from earlier names of entries, and from weeks joined to a later one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape

from infralog.outputs.artifact import Artifact
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import fingerprint


def redirect_artifacts(context: Context) -> Iterator[Artifact]:
    """A page at every address that an entry or a week had or would have had."""
    for entry in context.renamed:
        for alias in entry.aliases:
            yield _redirect(context, f"{entry.folder}/{alias}/", entry.url, entry.title)
    for bulletin in context.calendar.bulletins:
        for week in bulletin.weeks[:-1]:
            title = context.words.week(bulletin.weeks[0].first_day, bulletin.week.last_day)
            yield _redirect(context, week.url, bulletin.url, title)


def _redirect(context: Context, old: str, new: str, title: str) -> Artifact:
    path = f"{old}index.html"
    way = "../" * old.count("/") + new
    canonical = f"{context.site.url}{new}" if context.site.url else way
    key = fingerprint("redirect", path, way, canonical, title, context.site.language)
    return Artifact(path, key, partial(_page, context.site.language, title, way, canonical))


def _page(language: str, title: str, way: str, canonical: str) -> bytes:
    text, target = escape(title), escape(way)
    html = (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{text}</title>\n"
        f'<link rel="canonical" href="{escape(canonical)}">\n'
        '<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n</head>\n'
        f'<body><p><a href="{target}">{text}</a></p></body>\n</html>\n'
    )
    return html.encode()
