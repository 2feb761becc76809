"""From a file's bytes to its text: UTF-8, line feeds, nothing that XML cannot hold."""

from __future__ import annotations

import re
import unicodedata

from infralog.source.file import MAX_FILE
from infralog.source.flaw import Flaw, place_in

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What no text of the log may hold: controls, other line breaks, and what is no character."""


def text_of(data: bytes) -> str:
    """The text of a file, with line feeds and without a leading byte order mark.

    Raises Flaw where the bytes are too many, are no UTF-8, or hold what UNPRINTABLE matches.
    """
    if len(data) > MAX_FILE:
        raise Flaw("E109", f"The file is larger than {MAX_FILE:,} bytes; keep to the account.")
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    found = UNPRINTABLE.search(text)
    if found:
        raise Flaw("E102", unprintable(found[0]), place_in(text, found.start()))
    return text


def unprintable(character: str) -> str:
    """The message about a character that UNPRINTABLE matches."""
    name = unicodedata.name(character, "a control character").lower()
    return f"U+{ord(character):04X} ({name}) cannot stand in a text; remove it."


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        place = place_in(before, len(before))
        message = f"Byte 0x{data[error.start]:02X} is not UTF-8; {_remedy(data)}"
        raise Flaw("E101", message, place) from error


def _remedy(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the file is UTF-16, save it as UTF-8."
    return "the file may be Latin-1 or Windows-1252, save it as UTF-8."
