"""Rising numbers as text: what each adds to the one before, in letters of five bits, low first.

A letter of the alphabet's second half says that another one follows. search-index.js reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from operator import sub

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class _Codes(dict[int, str]):
    """Each number's letters, worked out once."""

    def __missing__(self, number: int) -> str:
        more = number >> 5
        self[number] = code = (
            _ALPHABET[32 + (number & 31)] + self[more] if more else _ALPHABET[number]
        )
        return code


_codes = _Codes()


def coded(numbers: Sequence[int]) -> str:
    """The text of numbers that rise from 0."""
    return "".join(map(_codes.__getitem__, map(sub, numbers, chain((0,), numbers))))
