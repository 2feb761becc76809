"""Words, as the index holds them and the search page asks for them.

A word is a run of letters and digits in small letters without accents; runs of Chinese, Japanese
and Korean signs, which no blanks part, are cut into pairs. search-words.js cuts the same way.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    import Stemmer

_RUN = re.compile(r"[^\W_]+")
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_MARKS = re.compile("[\u0300-\u036f]+")
_SIGNS = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\U00020000-\U0003ffff"
)
_PRIME = 65521

Form = tuple[str, str]
"""A word's stem, and the word itself."""


def runs_in(text: str) -> list[str]:
    """Runs of letters and digits, small, with their accents, by which a stemmer knows words."""
    if text.isascii():
        return text.translate(_ASCII).split()  # the same in half the time
    return _RUN.findall(_MARKS.sub("", normalize("NFKC", text).lower()))


class Forms(dict[str, tuple[Form, ...]]):
    """The words that a run is found by, each run worked out once."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stemmer = _stemmer_of(language)

    def __missing__(self, run: str) -> tuple[Form, ...]:
        pieces = [run] if run.isascii() else _piece().findall(run)
        self[run] = forms = tuple(
            form
            for piece in pieces
            for form in (_pairs(piece) if _is_sign(piece) else [self._form(piece)])
        )
        return forms

    def _form(self, run: str) -> Form:
        """A stem that begins otherwise than its word would lie in another shard: none then."""
        word = _folded(run)
        stem = _folded(self._stemmer.stemWord(run)) if self._stemmer else word
        return (stem if start_of(stem) == start_of(word) else word), word


@cache
def forms_of(language: str) -> Forms:
    """The words of a language, kept while the process runs: parts share most of them."""
    return Forms(language)


def start_of(word: str) -> str:
    """The first three letters, or the first sign: words that begin alike share a shard."""
    return word[:1] if _is_sign(word) else word[:3]


def shard_of(start: str, shards: int) -> int:
    """Which of so many shards holds all words that begin so."""
    number = 0
    for sign in start:
        number = (number * 31 + ord(sign)) % _PRIME
    return number % shards


def _is_sign(word: str) -> bool:
    return not word.isascii() and _sign().match(word) is not None


@cache
def _sign() -> re.Pattern[str]:
    """Compiled for builds that make an index: it takes 5 ms."""
    return re.compile(f"[{_SIGNS}]")


@cache
def _piece() -> re.Pattern[str]:
    return re.compile(f"[{_SIGNS}]+|[^{_SIGNS}]+")


def _folded(run: str) -> str:
    return run if run.isascii() else normalize("NFC", _MARKS.sub("", normalize("NFKD", run)))


def _pairs(signs: str) -> list[Form]:
    """Each sign with the one after it; the last alone, so that every sign begins a word."""
    return [(pair, pair) for pair in (signs[at : at + 2] for at in range(len(signs)))]


def _stemmer_of(language: str) -> Stemmer.Stemmer | None:
    import Stemmer  # noqa: PLC0415 - most builds make no index

    try:
        return Stemmer.Stemmer(language.replace("_", "-").split("-")[0].lower(), 0)
    except KeyError:
        return None
