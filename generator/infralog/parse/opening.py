"""Files opened: their front matter apart from their bodies, and those converted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from infralog.model.body import Body
from infralog.parse.body import Converter
from infralog.parse.limits import refuse_open_brackets
from infralog.parse.markers import without_internal
from infralog.parse.reading import Reading
from infralog.settings import Settings
from infralog.source.file import SourceFile
from infralog.source.flaw import Flaw, Place
from infralog.source.front import Front, read_front
from infralog.source.text import text_of


class Opened(NamedTuple):
    """A file with its problems so far; `front` is None where it cannot be read."""

    source: SourceFile
    reading: Reading
    front: Front | None


def open_source(source: SourceFile, settings: Settings) -> Opened:
    """Take a file's front matter apart from its body."""
    reading = Reading(source.path, settings)
    try:
        front = read_front(text_of(source.data))
    except Flaw as flaw:
        reading.flawed(flaw)
        return Opened(source, reading, None)
    for minor in front.flaws:
        reading.flawed(minor)
    return Opened(source, reading, front)


def bodies_of(files: Sequence[Opened], convert: Converter) -> Iterator[tuple[Body, Body]]:
    """Of each file the body for this audience, and the whole; both empty where one is refused."""
    texts = [_texts_of(one) for one in files]
    named = zip(files, texts, strict=True)
    bodies = iter(convert.each([(text, one.source.path) for one, own in named for text in own]))
    for one, own in zip(files, texts, strict=True):
        yield _told(one, [next(bodies) for _ in own])


def _texts_of(opened: Opened) -> tuple[str, ...]:
    """What is to be converted: the whole, and what this audience sees where that is less."""
    _, reading, front = opened
    if front is None:
        return ()
    try:
        refuse_open_brackets(front.body)
        public = without_internal(front.body)
    except Flaw as flaw:
        reading.wrong(front.in_file(flaw.place), flaw.code, flaw.message)
        return ()
    is_whole = public == front.body or reading.settings.audience != "public"
    return (front.body,) if is_whole else (front.body, public)


def _told(opened: Opened, bodies: Sequence[Body | Exception]) -> tuple[Body, Body]:
    """The last and the first of the bodies, unless one could not be converted."""
    sound = []
    for body in bodies:
        if isinstance(body, Exception):
            opened.reading.wrong(_start_of_body(opened), "E152", _message_of(body))
            return Body(), Body()
        sound.append(body)
    return (sound[-1], sound[0]) if sound else (Body(), Body())


def _start_of_body(opened: Opened) -> Place:
    return Place(opened.front.body_line if opened.front else 1, 1)


def _message_of(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "Lists or quotations are nested too deep to be converted; nest them less."
    return f"The text cannot be converted ({type(error).__name__}: {error}); reword it."
