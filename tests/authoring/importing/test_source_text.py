"""Front matter of other generators, whole and damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infralog.authoring.importing.source_text import SourceText, read_source_text

KNOWN = ("title", "date", "resolved", "resolvedwhen", "severity", "affected")


def read(text: str | bytes) -> SourceText:
    return read_source_text(text.encode() if isinstance(text, str) else text, KNOWN)


YAML = """\
---
title: "A: b"
resolvedWhen: 2024-01-02 10:00
affected:
  - API
  - Web
---

Body
"""
TOML = """\
+++
title = "A: b"
resolvedWhen = 2024-01-02T10:00:00
affected = ["API", "Web"]
+++
Body
"""
JSON = '{"title": "A: b", "resolvedWhen": "2024-01-02", "affected": ["API", "Web"]}\n\nBody\n'


@pytest.mark.parametrize("text", [YAML, TOML, JSON, YAML.replace("\n", "\r\n"), "\ufeff" + YAML])
def test_all_three_formats(text: str) -> None:
    source = read(text)
    assert source.text("title") == "A: b"
    assert source.text("resolvedwhen").startswith("2024-01-02")
    assert source.texts("affected") == ["API", "Web"]
    assert source.body == "Body"
    assert source.remarks == ()


def test_places_are_those_of_the_file() -> None:
    source = read("\n" + YAML)
    assert (source.line("title"), source.line("affected"), source.line("nothing")) == (3, 5, 1)


@pytest.mark.parametrize(
    ("text", "title", "body", "remark"),
    [
        ("title: A\ndate: 2024-01-01\n---\nBody\n", "A", "Body", (1, "opening `---` was missing")),
        ("---\ntitle: A\ndate: 1\n\nBody\n", "A", "Body", (1, "closing `---` was missing")),
        ("---\ntitle: A\n\nBody\n\n---\n\nMore\n", "A", "Body\n\n---\n\nMore", (1, "closing")),
        ("+++\ntitle = \"A\"\n\nBody\n", "A", "Body", (1, "closing `+++` was missing")),
        ("---\ntitle: A: b\ndate: [\n---\nBody\n", "A: b", "Body", (1, "read line by line")),
        ("---\ntitle: A\n\tdate: x\n---\nBody\n", "A", "Body", (1, "read line by line")),
        ("---\ntilte: A\n---\nBody\n", "A", "Body", (2, "'tilte' was read as 'title'")),
        (b"---\ntitle: Gr\xf6\xdfe\n---\nBody\n", "Größe", "Body", (2, "Windows-1252")),
        ("---\ntitle: A\x00b\n---\nBody\n", "Ab", "Body", (2, "control character")),
    ],
)  # fmt: skip
def test_damage_is_mended_and_told(
    text: str | bytes, title: str, body: str, remark: tuple[int, str]
) -> None:
    source = read(text)
    assert source.text("title") == title
    assert source.body == body
    assert [line for line, _ in source.remarks] == [remark[0]]
    assert remark[1] in source.remarks[0][1]


def test_a_rule_in_the_body_is_no_fence() -> None:
    source = read("---\ntitle: A\n---\nBody\n\n---\n\nMore\n")
    assert source.body == "Body\n\n---\n\nMore"


def test_utf_16_is_read() -> None:
    assert read(YAML.encode("utf-16")).text("title") == "A: b"


def test_a_file_without_front_matter_is_all_body() -> None:
    source = read("# A heading\n\nText: with a colon\n")
    assert (dict(source.front), source.body) == ({}, "# A heading\n\nText: with a colon")


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode()))
def test_any_bytes_are_read(data: bytes) -> None:
    source = read(b"---\n" + data)
    assert "\x00" not in source.body
    assert source.body_line >= 1
