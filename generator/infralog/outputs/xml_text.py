"""Text that may stand in XML."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without the characters that no XML 1.0 document may hold (its section 2.2)."""
    return _FORBIDDEN.sub("", text)
