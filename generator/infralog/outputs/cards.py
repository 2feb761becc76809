"""Pictures for link previews and feeds: PNG, 1200 by 630, without the system's fonts (DESIGN 5)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from textwrap import wrap
from unicodedata import east_asian_width

from infralog.model.entry import Change, Entry, Incident
from infralog.outputs.artifact import Artifact
from infralog.outputs.card_paths import bulletin_card_path, incident_card_path
from infralog.outputs.chapters import OWN_CARDS, Chapter
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import face_print
from infralog.outputs.pages.bulletin import BulletinSubject, diagram_on, subject_of
from infralog.views.card import duration_of
from infralog.views.diagram import Kind
from infralog.views.frame import Frame
from infralog.views.picture import PAINTS, Area, strips_of
from infralog.views.times import Times
from infralog.views.words import SOURCE_LANGUAGE, words_of

_ROOM = Area(x=60, y=236, width=1080, height=326)


def of_bulletin(context: Context, chapter: Chapter) -> Iterator[Artifact]:
    """The picture of a chapter's bulletin."""
    bulletin = chapter.bulletin
    if bulletin and context.settings.social_cards:
        subject = subject_of(context, bulletin)
        drawn = (subject.rows, subject.drawn, subject.now, bulletin.note)
        key = face_print("card", context.base_key, drawn, len(bulletin.begun))
        make = partial(_bulletin, context, subject)
        yield Artifact(bulletin_card_path(bulletin), key, make, is_dear=True)


def of_incidents(context: Context) -> Iterator[Artifact]:
    """The pictures of the newest incidents."""
    for incident in context.log.incidents[-OWN_CARDS:] if context.settings.social_cards else ():
        key = face_print("card", context.base_key, incident)
        make = partial(_incident, context, incident)
        yield Artifact(incident_card_path(incident), key, make, is_dear=True)


def png_of(svg: str) -> bytes:
    """Draw an SVG of our own with the fonts of the package; the same bytes on every machine."""
    import resvg_py  # noqa: PLC0415 - takes 10 ms, and most builds draw nothing

    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=_font_files())
    )


@cache
def _font_files() -> list[str]:
    fonts = Path(__file__).parents[1] / "fonts"
    return [str(fonts / f"{name}.ttf") for name in ("DejaVuSans", "DejaVuSans-Bold")]


def _bulletin(context: Context, subject: BulletinSubject) -> bytes:
    frame = _frame(context)
    bulletin = subject.bulletin
    diagram = diagram_on(frame, subject, {})
    headline = bulletin.note.headline if bulletin.note else None
    svg = context.templates.render(
        "card-bulletin.svg",
        site=_legible(context.site.name, ""),
        title=frame.words.week(bulletin.weeks[0].first_day, bulletin.week.last_day),
        headline=_lines(_legible(headline or "", ""), letters=62, most=2),
        strips=strips_of(diagram, _ROOM),
        figures=_figures(bulletin.begun, frame),
    )
    return png_of(svg)


def _figures(entries: tuple[Entry, ...], frame: Frame) -> str:
    incidents = sum(isinstance(entry, Incident) for entry in entries)
    changes = sum(isinstance(entry, Change) for entry in entries)
    words = frame.words
    return f"{words.n('count.incidents', incidents)} · {words.n('count.changes', changes)}"


def _incident(context: Context, incident: Incident) -> bytes:
    frame = _frame(context)
    svg = context.templates.render(
        "card-incident.svg",
        site=_legible(context.site.name, ""),
        title=_lines(_legible(incident.title, incident.id), letters=27, most=4),
        paint=PAINTS[Kind(incident.impact.value)],
        impact=frame.words.t(f"impact.{incident.impact.value}"),
        duration=duration_of(incident, frame.times),
        when=frame.times.medium(incident.began).text,
    )
    return png_of(svg)


def _frame(context: Context) -> Frame:
    """The site's words, or English where the fonts have no letters for them."""
    times = context.times
    if not _is_legible(times.words.t("impact.unknown")):
        times = Times(words_of(SOURCE_LANGUAGE), times.zone)
    return Frame("", times, context.settings)


def _legible(text: str, instead: str) -> str:
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return printable if _is_legible(text) else instead


def _is_legible(text: str) -> bool:
    """Whether the fonts have its letters: they know no Chinese, Japanese or Korean."""
    return not any(east_asian_width(letter) in "WF" for letter in text)


def _lines(text: str, *, letters: int, most: int) -> list[str]:
    return wrap(text, letters, max_lines=most, placeholder=" …")
