"""Digests of weeks, to be posted elsewhere, in six formats (DESIGN section 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from urllib.parse import urlsplit

from infralog.model.bulletin import Bulletin
from infralog.model.entry import Entry
from infralog.outputs.artifact import Artifact
from infralog.outputs.chapters import Chapter
from infralog.outputs.context import Context
from infralog.outputs.digest.html import html
from infralog.outputs.digest.markdown import discourse, markdown
from infralog.outputs.digest.slack import slack
from infralog.outputs.digest.text import text
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.json_file import json_file
from infralog.views.digest import Digest, digest_of
from infralog.views.feed import bulletin_published, week_name
from infralog.views.frame import Frame

_WRITERS: Mapping[str, Callable[[Digest], str]] = {
    "markdown": markdown,
    "discourse": discourse,
    "slack": slack,
    "text": text,
    "html": html,
}

FORMATS = (*_WRITERS, "eml")
"""What `infralog digest --format` takes."""


def artifacts(context: Context, chapter: Chapter) -> Iterator[Artifact]:
    """A week's document, `DATE/digest.json`, with its digest by format, for copying."""
    if bulletin := chapter.bulletin:
        keys = context.face_of(_named(bulletin))
        key = fingerprint("digest", context.plain_key, bulletin.weeks, bulletin.note, keys)
        yield Artifact(f"{bulletin.url}digest.json", key, partial(_document, context, bulletin))


def digest(context: Context, bulletin: Bulletin, format_: str) -> str:
    """The digest of a bulletin in one of `FORMATS`."""
    view = _view(context, bulletin)
    if format_ in _WRITERS:
        return _WRITERS[format_](view)
    from infralog.outputs.digest.mail import mail  # noqa: PLC0415 - a build writes no mail

    return mail(
        view,
        sender=context.site.name,
        host=urlsplit(context.site.url).hostname or "localhost",
        name=week_name(bulletin.week).replace("/", "-"),
        at=bulletin_published(bulletin, context.settings).instant,
    )


def _document(context: Context, bulletin: Bulletin) -> bytes:
    view = _view(context, bulletin)
    return json_file({format_: write(view) for format_, write in _WRITERS.items()})


def _view(context: Context, bulletin: Bulletin) -> Digest:
    relations = {entry.id: context.subjects[entry.id].relations for entry in _named(bulletin)}
    return digest_of(bulletin, relations, Frame(context.site.url, context.times, context.settings))


def _named(bulletin: Bulletin) -> tuple[Entry, ...]:
    return (*bulletin.begun, *bulletin.continued, *bulletin.late)
