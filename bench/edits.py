"""The edits that an author makes between two builds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

Edit = Callable[[str], str]
"""From the text of an entry's file to its text after the edit."""

_TITLE: Final = re.compile(r"^(title(?: =|:)) .*$", re.MULTILINE)


def new_body(word: str) -> Edit:
    """Adds a sentence with the word at the end."""
    return lambda text: f"{text}\nSince then a {word} was found.\n"


def new_title(word: str) -> Edit:
    """Gives the entry another title, which ends with the word; for YAML and TOML alike."""
    return lambda text: _TITLE.sub(rf'\1 "A title with a {word}"', text, count=1)


@contextmanager
def edited(path: Path, edit: Edit) -> Iterator[None]:
    """The file after the edit; as it was again afterwards."""
    before = path.read_text(encoding="utf-8")
    path.write_text(edit(before), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(before, encoding="utf-8")
