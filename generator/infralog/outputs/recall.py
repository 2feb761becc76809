"""What follows from all records but their bodies, and need not be found again while they last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

FoundT = TypeVar("FoundT")


class Recall(Protocol):
    """Whatever remembers what earlier builds have found of the same records."""

    def __call__(self, name: str, find: Callable[[], FoundT]) -> FoundT:
        """What is remembered under a name, else what `find` finds.

        It is plain data, and follows from the log without its bodies, and from nothing else.
        """
        ...


def find_anew(name: str, find: Callable[[], FoundT]) -> FoundT:  # noqa: ARG001 - as above
    """For builds that remember nothing."""
    return find()
