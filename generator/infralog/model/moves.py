"""How often planned work was moved, as far as the history of its file tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Moves:
    """How many commits changed its times or its state, and when the last of them was made.

    `last` is aware and in UTC.
    """

    count: int
    last: datetime
