"""Garbage, which nobody looks for while a build goes on: it keeps nearly all that it makes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_kept: list[object] = []
"""What lasts as long as the process."""


@contextmanager
def left_alone() -> Iterator[Callable[[object], None]]:
    """No search for garbage meanwhile; afterwards as before.

    Gives a function for what has become large: a process that never looks for garbage, as it
    ends with its command, keeps it until then. To take a log apart takes a third of the time
    that it took to read it.
    """
    was_looked_for = gc.isenabled()
    gc.disable()
    try:
        yield _passed_over if was_looked_for else _kept.append
    finally:
        if was_looked_for:
            gc.enable()


def _passed_over(_: object) -> None:
    """It is taken apart when nobody needs it any more."""
