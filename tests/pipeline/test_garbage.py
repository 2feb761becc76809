"""Nobody looks for garbage while a build goes on, and what it has read may last for good."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from infralog.pipeline import garbage


class Large:
    """What a build has read."""


@pytest.fixture
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(garbage, "_kept", [])
    yield
    gc.enable()


def lasts() -> bool:
    """Whether what a build has read outlives it."""
    with garbage.left_alone() as keep_whole:
        large = Large()
        keep_whole(large)
        found = weakref.ref(large)
        assert not gc.isenabled()
    del large
    return found() is not None


def test_a_process_that_goes_on_takes_it_apart(as_before: None) -> None:
    gc.enable()
    assert not lasts()
    assert gc.isenabled()


def test_a_process_that_ends_does_not(as_before: None) -> None:
    gc.disable()
    assert lasts()
    assert not gc.isenabled()
