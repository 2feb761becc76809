"""Names of entry files: from a date and a title to an id that nobody else has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from datetime import date
from itertools import count

SLUG_LENGTH = 60

_SPECIAL = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "þ": "th"})


def slug_of(title: str) -> str:
    """Small letters, digits and hyphens, whole words up to `SLUG_LENGTH`; may be empty."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_SPECIAL))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().replace("'", ""))
    slug = "-".join(words)
    if len(slug) <= SLUG_LENGTH:
        return slug
    return slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]


def dated_stem(day: date, title: str, kind: str) -> str:
    """The id an entry would have if it were alone: `2024-12-12-proxy-deadlock`.

    A title without any letter that an address can hold gives its kind: `2024-12-12-incident`.
    """
    return f"{day.isoformat()}-{slug_of(title) or kind}"


def free_stem(stem: str, taken: Container[str]) -> str:
    """`stem`, or the first of `stem-2`, `stem-3`, ... that is not taken."""
    if stem not in taken:
        return stem
    return next(name for n in count(2) if (name := f"{stem}-{n}") not in taken)
