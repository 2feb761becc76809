"""The host's page around an article, rendered once and used for every page of one place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from infralog.outputs.fingerprint import fingerprint

_SLOT = re.compile(r"il-slot-([a-z0-9]+)-il")


def slot(name: str) -> str:
    """What the host writes where the page's own `name` is to stand; plain in every context."""
    return f"il-slot-{name}-il"


@dataclass(frozen=True)
class Shell:
    """A rendered page with a `slot` wherever pages differ.

    The slots: `part0`, `part1`, ..., the parts of the page's url; `title` and `description`,
    escaped texts; `head`, more of the head as HTML; `article`, the content as HTML.
    """

    html: str

    @cached_property
    def key(self) -> str:
        """Tells two frames apart, for the keys of the pages inside."""
        return fingerprint(self.html)

    @cached_property
    def _pieces(self) -> list[bytes]:
        return [piece.encode() for piece in _SLOT.split(self.html)]

    @cached_property
    def _names(self) -> list[tuple[int, str]]:
        return list(enumerate(_SLOT.split(self.html)))[1::2]

    def around(self, filling: Mapping[str, str]) -> bytes:
        """The page with each slot filled; only what fills them is encoded for each page."""
        pieces = self._pieces.copy()
        for position, name in self._names:
            pieces[position] = filling[name].encode()
        return b"".join(pieces)
