from __future__ import annotations

from pathlib import Path

import pytest

from infralog.outputs.recall import find_anew
from infralog.pipeline.cache import Cache
from infralog.pipeline.recalling import Recalled


@pytest.fixture
def recalled(tmp_path: Path):
    cache = Cache(tmp_path)
    yield Recalled(cache)
    cache.close()


def test_what_was_found_is_not_found_again(recalled):
    assert recalled("times", "a", lambda: 1) == 1
    assert recalled("times", "a", lambda: 2) == 1
    assert recalled("titles", "a", lambda: 3) == 3


def test_nothing_found_is_remembered_too(recalled):
    assert recalled("last", "a", lambda: None) is None
    assert recalled("last", "a", lambda: 1) is None


def test_what_was_found_in_another_state_is_found_anew(recalled):
    recalled("times", "a", lambda: 1)
    assert recalled("times", "b", lambda: 2) == 2
    assert recalled("times", "a", lambda: 3) == 3


def test_a_build_without_a_memory_finds_everything():
    assert [find_anew("times", "a", lambda: 1), find_anew("times", "a", lambda: 2)] == [1, 2]
