"""Images without words for those who cannot see them, found where their author wrote them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from urllib.parse import unquote

from infralog.source.flaw import Flaw, Place, place_in

_TAG = r"""<img\b(?:[^<>"']|"[^"<]*"|'[^'<]*')*>"""
_IMAGE = re.compile(_TAG, re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s(src|alt)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_WRITTEN = re.compile(rf"!\[\s*\]\(\s*<?(?P<src>[^\s)>]{{1,500}})|{_TAG}", re.IGNORECASE)


def unnamed_images(markdown: str, html: str) -> Iterator[Flaw]:
    """W307 at each image without alternative text; `html` is what `markdown` became.

    In HTML of the author's own, `alt=""` says that an image is there for its looks alone.
    """
    if "<img" not in html:
        return
    tags = [_attributes(tag) for tag in _IMAGE.findall(html)]
    counts = Counter(_name(one["src"]) for one in tags if _is_unnamed(one))
    written, ornaments = _written(markdown) if counts else ({}, {})
    for name, count in counts.items():
        wanted = count - ornaments.get(name, 0)
        known = written.get(name) or [place_in(markdown, max(0, markdown.find(name)))]
        for place in known[:wanted] if wanted > 0 else ():
            message = (
                f"The image {name!r} has no text for those who cannot see it; write it into the"
                f" square brackets: ![what it shows]({name})."
            )
            yield Flaw("W307", message, place)


def _is_unnamed(tag: Mapping[str, str]) -> bool:
    return "src" in tag and not tag.get("alt", "").strip()


def _written(markdown: str) -> tuple[Mapping[str, Sequence[Place]], Mapping[str, int]]:
    """Where images without words stand, and how many are ornaments, by the address's last part."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    ornaments: Counter[str] = Counter()
    line, counted = 1, 0
    for image in _WRITTEN.finditer(markdown):
        line, counted = line + markdown.count("\n", counted, image.start()), image.start()
        tag = {"src": image["src"]} if image["src"] else _attributes(image[0])
        name = _name(tag.get("src", ""))
        if "alt" not in tag:
            found[name].append(Place(line, counted - markdown.rfind("\n", 0, counted)))
        elif not tag["alt"].strip():
            ornaments[name] += 1
    return found, ornaments


def _attributes(tag: str) -> Mapping[str, str]:
    return {one[1].lower(): unescape(one[2].strip("\"'")) for one in _ATTRIBUTE.finditer(tag)}


def _name(source: str) -> str:
    return unquote(source).rstrip("/").rpartition("/")[2]
