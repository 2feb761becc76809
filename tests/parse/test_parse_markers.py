"""Comments that steer a body: where it is cut for the bulletin, what is left out for the public."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infralog.parse.limits import MAX_OPEN, refuse_open_brackets
from infralog.parse.markers import split_at_more, without_internal
from infralog.source.flaw import Flaw, Place


@pytest.mark.parametrize("mark", ["<!-- more -->", "<!--more-->", "<!--\tmore --> "])
def test_a_body_is_cut_at_the_first_mark(mark):
    assert split_at_more(f"a\n{mark}\nb\n<!-- more -->\nc") == ("a\n", "\nb\n<!-- more -->\nc")


@pytest.mark.parametrize(
    "text",
    [
        "```\n<!-- more -->\n```",
        "```\n<!-- more -->",
        "~~~ html\n```\n<!-- more -->\n~~~",
        "````\n```\n<!-- more -->\n````",
        "a <!-- more -->",
        " <!-- more -->",
        "<!-- more more -->",
    ],
)
def test_a_body_is_not_cut(text):
    assert split_at_more(text) is None


def test_a_closed_fence_hides_nothing_below_it():
    assert split_at_more("```\na\n```\n<!-- more -->") == ("```\na\n```\n", "")


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("a\n<!-- internal -->\nb\n<!-- /internal -->\nc", "a\n\nc"),
        ("a <!--internal-->b<!--/INTERNAL--> c", "a  c"),
        ("```\n<!-- internal -->\nb\n<!-- / internal -->\n", "```\n\n"),
        ("<!-- internal -->a<!-- /internal --> <!-- internal -->b<!-- /internal -->", " "),
        ("<!-- internals -->", "<!-- internals -->"),
    ],
)
def test_internal_parts_are_cut_out_wherever_they_stand(text, public):
    assert without_internal(text) == public


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n<!-- internal -->", 2),
        ("<!-- /internal -->", 1),
        ("<!-- internal -->\n<!-- internal -->\n<!-- /internal -->", 2),
        ("<!-- internal -->\n<!-- /internal -->\n<!-- /internal -->", 3),
        ("\n<!-- internal: only for us -->\n<!-- /internal -->", 2),
        ("<!-- internal -->\n<!-- /internal end -->", 2),
    ],
)
def test_marks_that_do_not_pair_are_flaws(text, line):
    with pytest.raises(Flaw) as found:
        without_internal(text)
    assert (found.value.code, found.value.place) == ("E150", Place(line, 1))


@given(st.lists(st.tuples(st.text("ab`~\n -<!>"), st.text("xy`~\n -<!>"))), st.text("ab`\n"))
def test_nothing_between_marks_is_left(pairs, end):
    marked = "".join(f"{told}<!-- internal -->{secret}<!-- /internal -->" for told, secret in pairs)
    assert without_internal(marked + end) == "".join(told for told, _ in pairs) + end


def test_many_brackets_may_be_written_but_not_opened():
    refuse_open_brackets("[a](b) " * 5_000)
    with pytest.raises(Flaw) as found:
        refuse_open_brackets("a\n" + "[" * (MAX_OPEN + 1))
    assert found.value.place == Place(2, MAX_OPEN + 1)
