"""Ids: what addresses can hold, whole words, never one that is taken."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infralog.authoring.naming import SLUG_LENGTH, dated_stem, free_stem, slug_of
from infralog.parse.values import is_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Proxy deadlock, again", "proxy-deadlock-again"),
        ("It's Größe ÆØ", "its-grosse-aeo"),
        ("  504 — nginx/ingress  ", "504-nginx-ingress"),
        ("日本", ""),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 100, "x" * SLUG_LENGTH),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text(max_size=200))
def test_every_title_gives_an_id(title: str) -> None:
    assert is_slug(dated_stem(date(2024, 12, 12), title, "incident"))


def test_a_taken_id_gets_a_suffix() -> None:
    assert free_stem("a", set()) == "a"
    assert free_stem("a", {"a", "a-2"}) == "a-3"
