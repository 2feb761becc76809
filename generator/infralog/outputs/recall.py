"""What follows from a part of all records, and need not be found again while that lasts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

FoundT = TypeVar("FoundT")


class Recall(Protocol):
    """Whatever remembers what earlier builds have found."""

    def __call__(self, name: str, key: str, find: Callable[[], FoundT]) -> FoundT:
        """What is remembered under a name for this key, else what `find` finds.

        It is plain data, and follows from what the key tells, and from nothing else.
        """
        ...


def find_anew(name: str, key: str, find: Callable[[], FoundT]) -> FoundT:  # noqa: ARG001 - it remembers nothing
    """For builds that remember nothing."""
    return find()
