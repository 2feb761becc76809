"""An entry's text after conversion, ready to be placed on any page, feed or document."""

from __future__ import annotations

from typing import NamedTuple

MARK = "\x1e"
"""Stands before every id, fragment and local target in `Body.html` until the body is placed.

`id="\\x1etop"` and `href="#\\x1etop"` take the page's prefix; `href="\\x1eincidents/a.md#x"` and
`src="\\x1eimages/a.png"` are paths under the entries' folder. Sources cannot hold this character.
"""


class Body(NamedTuple):
    """One converted body.

    `html` is the whole, `lead` what stands before `<!-- more -->` (the same as `html` without
    one), both sanitised and with marks. `text` is the plain text, for search and summaries.
    `links` are the local targets, as paths under the entries' folder, in order, each once.
    """

    html: str = ""
    lead: str = ""
    text: str = ""
    links: tuple[str, ...] = ()

    @property
    def has_more(self) -> bool:
        """Whether the bulletin shows only a part."""
        return self.lead != self.html
