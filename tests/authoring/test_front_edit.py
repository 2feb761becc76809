"""Edits change the lines that they mean, and no other byte."""

from __future__ import annotations

import difflib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from infralog.authoring.front_edit import FrontEdit
from infralog.authoring.front_matter import entry_text
from infralog.errors import InfralogError

SOURCE = """\
---
# what happened
title:   "Proxy: deadlock"   # as customers saw it
summary: >
  A long text that its author
  broke into lines

started: 2024-12-12 22:31
impact: 'major'
tags: [ a,
  b ]   # two
follow_ups:
- what: One   # the first
  state: open
  # said at the review
- {what: Two, due: 2024-12-24}
- what: >-
    Three,
    folded
corrections:
    - at: 2024-12-13
      text: |
        Literal
recurrence_of: 2024-09-01-deadlock
links: {title: "A page", url: https://example.org/a?b=c}
---
Body with a rule

---

and a `title: x` of its own.
"""


def changed(edit: FrontEdit, source: str = SOURCE) -> list[str]:
    """Lines taken out and put in, as `diff` marks them."""
    lines = difflib.ndiff(source.splitlines(), edit.data.decode().splitlines())
    return [line for line in lines if line[0] in "+-"]


def values(data: bytes) -> dict[str, object]:
    return yaml.load(data.decode().split("---\n")[1], yaml.CBaseLoader)


@pytest.fixture
def edit() -> FrontEdit:
    return FrontEdit.of(SOURCE.encode())


def test_a_new_key_goes_below_the_one_it_belongs_to(edit: FrontEdit) -> None:
    done = edit.with_value("resolved", "2024-12-12 23:00", ("started", "detected"))
    assert changed(done) == ["+ resolved: 2024-12-12 23:00"]
    assert done.front.index("resolved") == done.front.index("22:31\n") + len("22:31\n")


def test_a_new_key_without_a_place_goes_to_the_end(edit: FrontEdit) -> None:
    done = edit.with_value("number", "x: y #")
    assert changed(done) == ["+ number: 'x: y #'"]
    assert done.front.endswith("number: 'x: y #'\n")


@pytest.mark.parametrize(
    ("key", "new", "lines"),
    [
        (
            "title",
            'The "other" title',
            [
                '- title:   "Proxy: deadlock"   # as customers saw it',
                '+ title:   "The \\"other\\" title"   # as customers saw it',
            ],
        ),
        ("impact", "it's", ["- impact: 'major'", "+ impact: 'it''s'"]),
        ("started", "2024-12-11", ["- started: 2024-12-12 22:31", "+ started: 2024-12-11"]),
    ],
)
def test_a_value_keeps_its_quotes_and_its_comment(
    edit: FrontEdit, key: str, new: str, lines: list[str]
) -> None:
    done = edit.with_value(key, new)
    assert changed(done) == lines
    assert values(done.data)[key] == new


def test_a_folded_text_gives_way_whole(edit: FrontEdit) -> None:
    done = edit.with_value("summary", "Short")
    assert values(done.data)["summary"] == "Short"
    assert "broke into lines" not in done.front
    assert "started: 2024-12-12 22:31" in done.front


def test_an_item_of_mappings_keeps_the_indent_of_its_list(edit: FrontEdit) -> None:
    done = edit.with_item("corrections", {"at": "2024-12-14", "text": "Was: [wrong]"})
    assert changed(done) == ["+     - at: 2024-12-14", "+       text: 'Was: [wrong]'"]


@pytest.mark.parametrize(
    ("key", "item", "expected"),
    [
        ("tags", "c", ["a", "b", "c"]),
        ("aliases", "old-id", ["old-id"]),
        ("recurrence_of", "2024-10-01-y", ["2024-09-01-deadlock", "2024-10-01-y"]),
        (
            "links",
            {"title": "x, y", "url": "https://a.example/"},
            [
                {"title": "A page", "url": "https://example.org/a?b=c"},
                {"title": "x, y", "url": "https://a.example/"},
            ],
        ),
    ],
)
def test_lists_of_every_form_grow(
    edit: FrontEdit, key: str, item: object, expected: list[object]
) -> None:
    assert values(edit.with_item(key, item).data)[key] == expected


def test_a_lone_mapping_becomes_a_list_of_two() -> None:
    source = b"---\ntitle: a\ncorrections:\n  at: x # then\n  text: y\n---\n"
    done = FrontEdit.of(source).with_item("corrections", {"at": "1", "text": "t"})
    assert values(done.data)["corrections"] == [
        {"at": "x", "text": "y"},
        {"at": "1", "text": "t"},
    ]
    assert "# then" in done.front


@pytest.mark.parametrize("index", [0, 1, 2])
def test_an_item_gets_keys_in_its_own_style(edit: FrontEdit, index: int) -> None:
    done = edit.with_value_in("follow_ups", index, "state", "done")
    done = done.with_value_in("follow_ups", index, "by", "2024-12-14-fix")
    before, after = values(SOURCE.encode())["follow_ups"], values(done.data)["follow_ups"]
    settled = {**before[index], "state": "done", "by": "2024-12-14-fix"}
    assert after == [settled if n == index else one for n, one in enumerate(before)]
    assert len(changed(done)) <= 3


def test_references_are_renamed_below_their_keys_only(edit: FrontEdit) -> None:
    done = edit.with_renamed(("recurrence_of",), "2024-09-01-deadlock", "2024-09-01-other")
    assert changed(done) == [
        "- recurrence_of: 2024-09-01-deadlock",
        "+ recurrence_of: 2024-09-01-other",
    ]


def test_line_endings_and_a_byte_order_mark_stay() -> None:
    source = ("\ufeff" + SOURCE.replace("\n", "\r\n")).encode()
    done = FrontEdit.of(source).with_value("number", "7").with_item("corrections", {"at": "1"})
    assert done.data.count(b"\n") == done.data.count(b"\r\n") == source.count(b"\n") + 2
    assert done.data.startswith(b"\xef\xbb\xbf---\r\n")


def test_a_mapping_in_braces_is_edited_between_them() -> None:
    done = FrontEdit.of(b"---\n{title: a, tags: []}\n---\n")
    done = done.with_value("resolved", "b").with_item("tags", "c").with_item("aliases", "d")
    assert done.front == "{title: a, tags: [c], resolved: b, aliases: [d]}\n"


def test_a_key_without_a_value_is_filled() -> None:
    done = FrontEdit.of(b"---\ntitle:\nimpact:   # how bad\nx-own: 1\n---\n")
    done = done.with_value("title", "a").with_value("impact", "minor")
    assert done.front == "title: a\nimpact: minor   # how bad\nx-own: 1\n"


def test_a_file_without_fences_is_refused() -> None:
    with pytest.raises(InfralogError, match="no front matter"):
        FrontEdit.of(b"title: a\n")


_PRINTABLE = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs", "Zl", "Zp"),
    exclude_characters="\ufeff\ufffe\uffff",
)
TEXTS = st.text(_PRINTABLE, min_size=1).map(lambda text: " ".join(text.split())).filter(bool)


@given(title=TEXTS, new=TEXTS, old=TEXTS)
def test_any_text_can_be_put_in_and_read_back(title: str, new: str, old: str) -> None:
    front = {"title": title, "corrections": [{"at": "2024-12-12", "text": old}], "cause": old}
    source = entry_text(front, "Body").encode()
    done = FrontEdit.of(source).with_value("title", new)
    done = done.with_item("corrections", {"at": "2024-12-13", "text": new})
    done = done.with_value_in("corrections", 0, "text", new).with_item("cause", new)
    assert values_of(done) == {
        "title": new,
        "corrections": [{"at": "2024-12-12", "text": new}, {"at": "2024-12-13", "text": new}],
        "cause": [old, new],
    }
    assert done.data.endswith(b"---\nBody\n")


def values_of(edit: FrontEdit) -> object:
    return yaml.load(edit.front, yaml.CBaseLoader)
