"""A cache that may be deleted, cut, foreign or busy at any time."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from infralog.pipeline.cache import Cache
from infralog.pipeline.workers import Aside, spread


def test_what_is_put_is_got(tmp_path: Path) -> None:
    Cache(tmp_path).put({"a": (1, "x"), "b": None})
    assert Cache(tmp_path).get("a") == (1, "x")
    assert Cache(tmp_path).get("c") is None


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\x00" * 9])
def test_a_file_that_is_no_cache_is_an_empty_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kept.sqlite").write_bytes(content)
    cache = Cache(tmp_path)
    assert cache.get("a") is None
    cache.put({"a": 1})
    assert Cache(tmp_path).get("a") == 1


def test_a_value_of_another_program_is_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put({"a": 1})
    with sqlite3.connect(tmp_path / "kept.sqlite") as connection:
        connection.execute("UPDATE kept SET value = ?", (b"cgone_module\nThing\n.",))
    assert Cache(tmp_path).get("a") is None


def test_only_what_begins_with_the_prefix_is_dropped(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put({"body:1": 1, "body:2": 2, "records:1": 3})
    cache.drop_all_but("body:", ["body:2"])
    assert [cache.get(key) for key in ("body:1", "body:2", "records:1")] == [None, 2, 3]


def test_a_cache_that_is_deleted_meanwhile_fills_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put({"a": 1})
    cache.close()
    for path in (tmp_path / "cache").iterdir():
        path.unlink()
    assert cache.get("a") is None
    cache.put({"a": 2})
    assert Cache(tmp_path / "cache").get("a") == 2


def test_work_is_spread_and_all_of_it_done() -> None:
    numbers = list(range(1000))
    assert sorted(n for part in spread(list, numbers) for n in part) == numbers
    assert [n for part in spread(list, numbers[:3]) for n in part] == [0, 1, 2]


def test_work_aside_gives_its_result_or_its_error() -> None:
    with Aside(lambda: 6 * 7) as answer:
        assert answer.result() == 42
    with Aside(lambda: {}["missing"]) as broken, pytest.raises(KeyError):
        broken.result()


def test_work_aside_ends_when_nobody_asks() -> None:
    with pytest.raises(ValueError, match="first"), Aside(lambda: "x" * 10_000_000):
        raise ValueError("first")
