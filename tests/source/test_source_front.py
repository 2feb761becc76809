"""Front matter keeps every value as it was written, with its place in the file."""

from __future__ import annotations

import frontmatter
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from infralog.source import nodes
from infralog.source.flaw import Flaw, Place
from infralog.source.front import MAX_FRONT, FrontHandler, read_front
from infralog.source.nodes import MAX_DEPTH, MAX_ITEMS, Keyed, Listed, Scalar, read_yaml
from infralog.source.text import text_of


def values(node):
    if isinstance(node, Keyed):
        return {key: values(value) for key, value in node.fields.items()}
    if isinstance(node, Listed):
        return [values(item) for item in node.items]
    return node.text


def front(yaml_text):
    return read_front(f"---\n{yaml_text}\n---\n")


def flaw_of(text):
    with pytest.raises(Flaw) as found:
        read_front(text)
    return found.value


@pytest.mark.parametrize(
    "text",
    ["12:30", "no", "on", "~", "null", "010", "0x1F", "1e3", "2024-12-12", ".inf", "12_000", "y"],
)
def test_nothing_is_guessed(text):
    assert values(front(f"key: {text}").fields) == {"key": text}
    assert values(front(f"key: [{text}]").fields) == {"key": [text]}


def test_places_are_those_of_the_file():
    read = front("title: A\ntags:\n  - one\n  - {two: 'x'}")
    title, tags = read.fields.fields["title"], read.fields.fields["tags"]
    assert title.place == Place(2, 8)
    assert read.fields.keys["tags"].place == Place(3, 1)
    assert [item.place for item in tags.items] == [Place(4, 5), Place(5, 5)]
    assert tags.items[1].fields["two"].place == Place(5, 11)


def test_columns_count_characters_not_bytes():
    assert front("{a: 'ö🔥', b: x}").fields.fields["b"].place == Place(2, 14)


def test_the_body_may_hold_rules_and_begin_with_a_code_block():
    read = read_front("---\ntitle: A\n---\n\n    code\n\n---\n\ntext\n")
    assert read.body == "\n    code\n\n---\n\ntext\n"
    assert read.body_line == 4


def test_a_file_may_end_with_its_front_matter():
    assert read_front("---\ntitle: A\n---").body == ""
    assert values(read_front("---\n---\n").fields) == {}


def test_blanks_behind_a_fence_are_forgiven():
    assert values(read_front("--- \ntitle: A\n---\t\nB\n").fields) == {"title": "A"}


def test_a_value_may_hold_hyphens():
    assert values(front("title: a --- b\nx-y: '---'").fields) == {"title": "a --- b", "x-y": "---"}


def test_crlf_and_byte_order_mark_change_nothing():
    text = "---\ntitle: A\n---\nBody\n"
    assert text_of(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == text
    assert text_of(text.replace("\n", "\r").encode()) == text


def test_every_doubled_key_is_told_and_the_first_counts():
    read = front("a: 1\na: 2\nb: {c: 1, c: 2}")
    assert values(read.fields) == {"a": "1", "b": {"c": "1"}}
    assert [(flaw.code, flaw.place) for flaw in read.flaws] == [
        ("E107", Place(3, 1)),
        ("E107", Place(4, 11)),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: &x 1", Place(2, 4)), ("a: [*x]", Place(2, 5)), ("a: !!int 1", Place(2, 4))],
)
def test_anchors_aliases_and_tags_are_refused(text, place):
    flaw = flaw_of(f"---\n{text}\n---\n")
    assert (flaw.code, flaw.place) == ("E108", place)


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "a: {" * 50_000, "? " * 90_000])
def test_depth_has_an_end(text):
    assert flaw_of(f"---\n{text}\n---\n").code in ("E106", "E109")


def test_limits_of_length():
    assert len(values(front("a: [" + "x, " * MAX_ITEMS + "]").fields)["a"]) == MAX_ITEMS
    assert flaw_of("---\na: [" + "x, " * (MAX_ITEMS + 1) + "]\n---\n").code == "E109"
    assert flaw_of("---\n" + "x-a: b\n" * (MAX_FRONT // 7 + 1) + "---\n").code == "E109"
    with pytest.raises(Flaw, match="larger than 2,000,000 bytes"):
        text_of(b"x" * 2_000_001)
    assert values(front("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)).fields)


def test_two_documents_are_one_too_many():
    flaw = flaw_of("---\na: 1\n...\nb: 2\n---\n")
    assert (flaw.code, flaw.place.line) == ("E106", 4)


def test_python_frontmatter_reads_with_our_handler():
    post = frontmatter.loads("---\ntitle: no\n---\nBody\n", handler=FrontHandler())
    assert post.content == "Body"
    node, flaws = post["read"]
    assert (values(node), flaws) == ({"title": "no"}, [])


SCALARS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]))
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SCALARS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(SCALARS, TREES, min_size=1, max_size=4))
def test_what_yaml_writes_is_read_back(tree):
    node, flaws = read_yaml(yaml.safe_dump(tree, allow_unicode=True))
    assert (values(node), flaws) == (tree, [])


@given(st.dictionaries(SCALARS, TREES, min_size=1, max_size=4))
def test_the_parser_in_python_gives_the_same(tree):
    text = yaml.safe_dump(tree)
    fast, _ = read_yaml(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "_Loader", yaml.BaseLoader)
        slow, _ = read_yaml(text)
    assert values(fast) == values(slow)


def test_a_scalar_in_quotes_is_not_plain():
    assert [front(f"a: {text}").fields.fields["a"].plain for text in ("x", "'x'", '"x"')] == [
        True,
        False,
        False,
    ]
    assert isinstance(front("a:").fields.fields["a"], Scalar)
