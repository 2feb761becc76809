"""`/badge.svg` and one per service: how many incidents are open, and how bad the worst one is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from unicodedata import east_asian_width

from markupsafe import escape

from infralog.model.entry import Incident
from infralog.model.terms import Impact
from infralog.outputs.artifact import Artifact
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.xml_text import clean
from infralog.views.outline import by_weight
from infralog.views.words import Words

_COLOURS = {
    Impact.CRITICAL: "#a40e26",
    Impact.MAJOR: "#c2410c",
    Impact.MINOR: "#7a5d00",
    Impact.UNKNOWN: "#57606a",
    Impact.NONE: "#57606a",
}
_CALM = "#1a7f37"
_NARROW = set("fijlrt.,:;'|!() ")
_HEIGHT = 20
_PADDING = 6
_FULL_LETTER, _WIDE_LETTER, _LETTER, _NARROW_LETTER = 11.0, 9.0, 6.6, 3.9
_LATIN = 0x250


def artifacts(context: Context) -> Iterator[Artifact]:
    """The badge of the log, and that of each service."""
    services = context.settings.services or {}
    ids = sorted({*services, *context.ids_of("services")})
    ongoing = [incident for incident in context.log.incidents if incident.is_ongoing]
    yield _badge(context.words, "badge.svg", context.site.name, ongoing)
    for id_ in ids:
        own = [incident for incident in ongoing if id_ in incident.services]
        name = context.settings.service_name(id_)
        yield _badge(context.words, f"badges/{id_}.svg", name, own)


def _badge(words: Words, path: str, name: str, incidents: Sequence[Incident]) -> Artifact:
    impacts = tuple(incident.impact for incident in by_weight(incidents))
    key = fingerprint("badge", words.language, name, impacts)
    return Artifact(path, key, partial(_svg, words, name, impacts))


def _svg(words: Words, name: str, impacts: Sequence[Impact]) -> bytes:
    """Two fields side by side; the second says in words what its colour says."""
    name = clean(name)
    said = words.n("badge.open", len(impacts)) if impacts else words.t("badge.none")
    if impacts:
        said = f"{said} ({words.t(f'impact.{impacts[0].value}')})"
    left, right = _width(name), _width(said)
    label = escape(f"{name}: {said}")
    colour = _COLOURS[impacts[0]] if impacts else _CALM
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{_HEIGHT}" '
        f'role="img" aria-label="{label}"><title>{label}</title>'
        f'<rect width="{left}" height="{_HEIGHT}" fill="#24292f"/>'
        f'<rect x="{left}" width="{right}" height="{_HEIGHT}" fill="{colour}"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">'
        f"{_text(name, _PADDING, left)}{_text(said, left + _PADDING, right)}</g></svg>\n"
    ).encode()


def _text(text: str, x: int, field: int) -> str:
    return f'<text x="{x}" y="14" textLength="{field - 2 * _PADDING}">{escape(text)}</text>'


def _width(text: str) -> int:
    """About as wide as the text is; the reader's font is made to fit."""
    return round(sum(_letters(text))) + 2 * _PADDING


def _letters(text: str) -> Iterable[float]:
    for letter in text:
        if east_asian_width(letter) in "WF":
            yield _FULL_LETTER
        elif ord(letter) >= _LATIN or letter in "mwMW@%":
            yield _WIDE_LETTER
        else:
            yield _NARROW_LETTER if letter in _NARROW else _LETTER
