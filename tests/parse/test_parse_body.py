"""Bodies become HTML that is safe and can stand on any page."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infralog.model.body import MARK
from infralog.parse.body import DEFAULT_EXTENSIONS, Converter, first_paragraph, plain_text

CONVERT = Converter()
RAW = Converter(sanitize=False)
PATH = "incidents/2024/2024-12-12-a.md"


def html(markdown, convert=CONVERT):
    return convert(markdown, PATH).html


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[a](2024-09-01-b.md)", 'href="|incidents/2024/2024-09-01-b.md"'),
        ("[a](../../spofs/c.md#top)", 'href="|spofs/c.md#top"'),
        ("[a](../../changes/)", 'href="|changes/"'),
        ("[a](b%20c.md?x=1&y=2)", 'href="|incidents/2024/b%20c.md?x=1&amp;y=2"'),
        ("![a](images/x.png)", 'src="|incidents/2024/images/x.png"'),
        ('<img src="x.png" alt="a">', 'src="|incidents/2024/x.png"'),
        ("[a](#part)", 'href="#|part"'),
        ("[a](https://example.org/a.md)", 'href="https://example.org/a.md"'),
        ("[a](//example.org/a.md)", 'href="//example.org/a.md"'),
        ("[a](/about/)", 'href="/about/"'),
        ("[a](mailto:a@example.org)", 'href="mailto:a@example.org"'),
        ("[a](../../../src/a.py)", 'href="../../../src/a.py"'),
        ("## Part", '<h2 id="|part">'),
        ("[a]\n\n[a]: b.md", 'href="|incidents/2024/b.md"'),
    ],
)
def test_targets_of_the_log_carry_marks_and_others_none(markdown, expected):
    assert expected.replace("|", MARK) in html(markdown)
    assert expected.replace("|", MARK) in html(markdown, RAW)


def test_links_are_told_as_paths_each_once():
    body = CONVERT("[a](b%20c.md) [b](b%20c.md#x) ![c](../d.png) [e](../../../f.md) [g](#h)", PATH)
    assert body.links == ("incidents/2024/b c.md", "incidents/d.png", "../f.md")


def test_what_looks_like_markup_in_code_is_left_alone():
    found = html('`<a id="x" href="y">` and\n\n    <h1 id="x">\n')
    assert MARK not in found
    assert "&lt;h1 id=" in found


def test_a_quotation_mark_in_a_title_ends_no_tag():
    found = html('<a title="a > b" href="c.md">x</a>')
    assert f'href="{MARK}incidents/2024/c.md"' in found


@pytest.mark.parametrize("level", [1, 2, 3, 6])
def test_the_highest_heading_stands_below_the_title(level):
    assert "<h2 id=" in html("#" * level + " Part")
    assert "<h2>Part</h2>" in html(f"<h{level}>Part</h{level}>")


def test_lower_headings_keep_their_distance():
    found = html("## Part\n\n#### Deep\n\n### Deeper\n")
    assert re.findall(r"<h(\d)", found) == ["2", "4", "3"]


def test_more_ends_the_lead():
    body = CONVERT("One.\n\n<!-- more -->\n\nTwo.", PATH)
    assert body.has_more
    assert "more" not in body.html
    assert (plain_text(body.lead), body.text) == ("One.", "One. Two.")


@pytest.mark.parametrize(
    "markdown",
    [
        "One.\n\n```html\n<!-- more -->\n```\n\nTwo.",
        "One.\n\n~~~~\n~~~\n<!-- more -->\n~~~~\n\nTwo.",
        "One. <!-- more --> Two.",
        "- One.\n\n    <!-- more -->\n\n    Two.",
        "One.",
    ],
)
def test_only_a_line_of_its_own_ends_the_lead(markdown):
    body = CONVERT(markdown, PATH)
    assert not body.has_more
    assert body.lead == body.html


def test_a_lead_closes_what_it_opens_and_marks_no_missing_note():
    body = CONVERT("One[^1].\n\n<div>\n\n<!-- more -->\n\nTwo.\n\n</div>\n\n[^1]: Note.", PATH)
    assert body.lead.count("<div") == body.lead.count("</div")
    note = CONVERT("One[^1].\n\n<!-- more -->\n\nTwo.\n\n[^1]: Note.", PATH)
    assert "fnref" in note.html
    assert note.lead == "<p>One.</p>\n"


def test_notes_of_the_author_survive():
    found = html(
        '!!! warning "Careful"\n    Text\n\n??? note\n    Hidden\n\n- [x] done\n\nHTML\n\n'
        "*[HTML]: Language\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\nTerm\n:   Meaning\n\n"
        "<kbd>Ctrl</kbd> <mark>m</mark> H<sub>2</sub>O x<sup>2</sup>\n\n"
        '<figure><img src="a.png" alt="b"><figcaption>c</figcaption></figure>\n'
    )
    for expected in (
        '<div class="admonition warning">',
        '<details class="note">',
        '<li class="task-list-item"><input disabled="" checked="" type="checkbox"> done</li>',
        '<abbr title="Language">HTML</abbr>',
        '<th style="text-align:right">a</th>',
        "<dd>Meaning</dd>",
        "<kbd>Ctrl</kbd> <mark>m</mark> H<sub>2</sub>O x<sup>2</sup>",
        "<figcaption>c</figcaption>",
    ):
        assert expected in found


@pytest.mark.parametrize(
    ("fence", "expected"),
    [
        ("```\n<b>\n```", "<code>&lt;b&gt;</code>"),
        ("```nosuch\n<b>\n```", "<code>&lt;b&gt;</code>"),
        ("```json\n{}\n```", '<span class="p">{}</span>'),
        ('```json title="a.json"\n{}\n```', '<span class="filename">a.json</span>'),
    ],
)
def test_code_is_coloured_and_escaped(fence, expected):
    assert '<div class="highlight">' in html(fence)
    assert expected in html(fence)


HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="&#30;javascript:alert(1)">x</a>',
    '<a href="java&#x09;script:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,AAAA)",
    "![x](data:image/svg+xml;base64,AAAA)",
    '<iframe src="https://example.org/"></iframe>',
    '<p style="position:fixed;inset:0">x</p>',
    '<td style="background:url(https://example.org/)">x</td>',
    "<style>body{display:none}</style>",
    '<form action="https://example.org/"><input name="q"><button>Go</button></form>',
    '<base href="https://example.org/">',
    '<meta http-equiv="refresh" content="0">',
    '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    '!!! note "<img src=x onerror=alert(1)>"\n    x',
    '```json title="<img src=x onerror=alert(1)>"\n{}\n```',
    "# <img src=x onerror=alert(1)>",
    '{: onclick="alert(1)" }\n\n# x {: onclick="alert(1)" }',
    '<object data="x"></object><embed src="x"><video src="x" onerror="alert(1)"></video>',
)
DANGER = re.compile(
    r"<(?:script|style|iframe|svg|math|form|button|base|meta|object|embed|video|link)\b"
    r"|<[^>]*\son\w+\s*=|<[^>]*(?:href|src)=\"(?:javascript|data):|<[^>]*style=\"(?!text-align)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("markdown", HOSTILE)
def test_nothing_runs(markdown):
    body = CONVERT(f"{markdown}\n\n<!-- more -->\n\n{markdown}", PATH)
    assert not DANGER.search(body.html)
    assert not DANGER.search(body.lead)


def test_a_field_takes_nothing_in():
    assert html("<input type=password name=q value=x>") == '<p><input type="checkbox"></p>'


def test_no_text_looks_like_part_of_the_page():
    assert html('<p class="md-header a il-entry">x</p>') == '<p class="a">x</p>'
    assert html('<p id="__search">x</p><p id="il-top">y</p>') == "<p>x</p>\n<p>y</p>"


def test_a_mark_cannot_be_written():
    assert MARK not in html('x &#30; &#x1e; <a title="&#30;">y</a>')


def test_without_sanitising_html_is_the_operators_own():
    assert '<video src="' in html("<video src='a.mp4' controls></video>", RAW).replace("'", '"')


def test_plain_text_and_first_paragraph():
    found = html("# A\n\nThe *proxy*'s `<lock>` &amp; more.\n\n- b\n- c\n")
    assert plain_text(found) == "A The proxy's <lock> & more. b c"
    assert first_paragraph(found) == "The proxy's <lock> & more."


def test_signs_of_notes_and_headings_are_no_text():
    convert = Converter(("footnotes", "toc"), {"toc": {"permalink": True}})
    assert convert("# A\n\nb[^1].\n\n[^1]: c", PATH).text == "A b. c"


def test_an_empty_body_is_empty():
    assert CONVERT(" \n", PATH).html == ""


def test_a_converter_is_kept_by_its_arguments():
    html("a")
    assert pickle.loads(pickle.dumps(CONVERT)) == CONVERT
    configs = {"toc": {"permalink": True}}
    other = Converter(("toc",), configs)
    assert pickle.loads(pickle.dumps(other))("# a", PATH) == other("# a", PATH)


def test_a_failed_body_leaves_no_trace_on_the_next():
    convert = Converter()
    before = convert("- a\n- b\n", PATH)
    with pytest.raises(RecursionError):
        convert("\n".join("    " * depth + "- a" for depth in range(400)), PATH)
    assert convert("- a\n- b\n", PATH) == before


def test_the_default_extensions_know_their_options():
    assert Converter().extensions == tuple(DEFAULT_EXTENSIONS)


MARKDOWN = st.text("ab #*_`[]()<>!&|:-=\n\"'^~{}/.1 ", max_size=120)


@given(MARKDOWN, MARKDOWN)
def test_bodies_do_not_depend_on_each_other(first, second):
    alone = CONVERT(second, PATH)
    CONVERT(first, PATH)
    assert CONVERT(second, PATH) == alone


@given(st.lists(st.sampled_from((*HOSTILE, "text", "", "- ", "> ", "<div>", "`", "<!-- more -->"))))
def test_nothing_runs_in_any_mixture(parts):
    body = CONVERT("\n".join(parts), PATH)
    assert not DANGER.search(body.html)
    assert not DANGER.search(body.lead)
