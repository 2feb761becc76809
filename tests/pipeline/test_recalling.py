from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from infralog.outputs.recall import find_anew
from infralog.pipeline.cache import Cache
from infralog.pipeline.recalling import Recalled
from make import incident, log_of

DIGEST = "0123456789abcdef"
OURS = replace(incident("a"), digest=DIGEST * 2)


@pytest.fixture
def recalled(tmp_path: Path):
    cache = Cache(tmp_path)
    yield lambda *records: Recalled(cache, log_of(*records))
    cache.close()


def test_what_was_found_is_not_found_again(recalled):
    assert recalled(OURS)("times", lambda: 1) == 1
    assert recalled(OURS)("times", lambda: 2) == 1
    assert recalled(OURS)("titles", lambda: 3) == 3


def test_nothing_found_is_remembered_too(recalled):
    assert recalled(OURS)("last", lambda: None) is None
    assert recalled(OURS)("last", lambda: 1) is None


def test_another_body_changes_nothing(recalled):
    recalled(OURS)("times", lambda: 1)
    edited = replace(OURS, digest="f" * 16 + DIGEST)
    assert recalled(edited)("times", lambda: 2) == 1


@pytest.mark.parametrize(
    "after",
    [(), (replace(OURS, digest=DIGEST + "f" * 16),), (OURS, incident("b"))],
    ids=["removed", "changed", "added"],
)
def test_any_other_edit_is_looked_at(recalled, after):
    recalled(OURS)("times", lambda: 1)
    assert recalled(*after)("times", lambda: 2) == 2


def test_a_build_without_a_memory_finds_everything():
    assert [find_anew("times", lambda: 1), find_anew("times", lambda: 2)] == [1, 2]
