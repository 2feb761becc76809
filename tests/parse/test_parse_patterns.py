"""Leaving out what a body has no use for changes nothing of what Python-Markdown makes of it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import (
    InlineProcessor,
    SimpleTagInlineProcessor,
    SimpleTagPattern,
)

from infralog.parse.body import DEFAULT_EXTENSIONS
from infralog.parse.patterns import SparingMarkdown

MANY = {
    name: {}
    for name in ("extra", "admonition", "sane_lists", "smarty", "toc", "nl2br", "wikilinks")
} | {"pymdownx.caret": {}, "pymdownx.snippets": {"auto_append": []}}

BENCH = {
    name: {}
    for name in ("tables", "fenced_code", "admonition", "attr_list", "def_list", "footnotes")
} | {"md_in_html": {}, "toc": {"permalink": True}}


class Odd(Extension):
    """Patterns of other people: bound to a place, making marked text, and of the old kind."""

    class Telling(InlineProcessor):
        def handleMatch(self, m, data):  # noqa: N802 - Python-Markdown's name
            return f"*{m[0]}* [a](b)", m.start(0), m.end(0)

    class Wrapping(InlineProcessor):
        def handleMatch(self, m, data):  # noqa: N802 - Python-Markdown's name
            element = Element("u")
            element.text = "`made` [a](b) word"
            return element, m.start(0), m.end(0)

    def extendMarkdown(self, md):  # noqa: N802 - Python-Markdown's name
        patterns = {
            "odd_start": SimpleTagInlineProcessor("^(w)(or)", "b"),
            "odd_told": self.Telling("HTML"),
            "odd_wrapped": self.Wrapping("x"),
            "odd_old": SimpleTagPattern("(u)(.)", "i"),
        }
        for count, (name, pattern) in enumerate(patterns.items()):
            md.inlinePatterns.register(pattern, name, 185 - 45 * count)


class Bare(Extension):
    """Takes parts away, as Python-Markdown advises for text that nobody trusts."""

    def extendMarkdown(self, md):  # noqa: N802 - Python-Markdown's name
        md.preprocessors.deregister("html_block")
        for name in ("html", "link", "em_strong"):
            md.inlinePatterns.deregister(name)
        md.parser.blockprocessors.deregister("hashheader")


THEIRS = {
    f"pymdownx.{name}": {}
    for name in (
        *("betterem", "details", "superfences", "magiclink", "mark", "tilde", "keys", "tasklist"),
        *("smartsymbols", "emoji", "inlinehilite", "escapeall", "critic", "tabbed", "blocks.tab"),
    )
} | {"toc": {}, "abbr": {}, "attr_list": {}, "md_in_html": {}}
SETS = {
    "ours": (DEFAULT_EXTENSIONS, ()),
    "many": (MANY, ()),
    "bench": (BENCH, ()),
    "theirs": (THEIRS, ()),
    "bare": ({"toc": {"marker": "a"}, "tables": {}, "sane_lists": {}}, (Bare(),)),
    "odd": (DEFAULT_EXTENSIONS, (Odd(),)),
}

PIECES = [
    *(
        "word",
        " ",
        "  \n",
        "\n",
        "\n\n",
        "\t",
        "    ",
        "\r\n",
        "`",
        "``",
        "\\",
        "*",
        "**",
        "_",
        "&",
    ),
    *(
        "&amp;",
        "&#38;",
        "<",
        ">",
        "<b>",
        "</b>",
        "<div markdown>",
        "</div>",
        "<!-- x -->",
        "# ",
        "|",
    ),
    *(
        "[",
        "]",
        "(u)",
        "[a](b)",
        "[a]: http://c",
        "![",
        "![i](j)",
        "[^1]",
        "[^1]: note",
        "<a@b.de>",
    ),
    *(
        "<http://d.e>",
        "- ",
        "* ",
        "1. ",
        "> ",
        "!!! note\n    x",
        ": ",
        "term\n: told",
        "*[HTML]: H",
    ),
    *(
        "---|---\n",
        "|a|b|\n|-|-|\n|1|2|",
        "===",
        "---",
        "```\nx\n```",
        "~~~",
        "{: #id }",
        "--",
        '"',
    ),
    *("[[w]]", "HTML", "^x^", "{", "}", "\x02", "\x03", "\u2028"),
    *("[a][b]", "[b]", "[b]: c", "![b]", "\n\nWord", "\nword", "## Word\n", "\n- a\n- b\n\n"),
    *("\n\n    - x\n", "1. a\n\n    b\n", "> a\n> b\n", "[TOC]", "\n\n[TOC]\n\n", "### [TOC]\n"),
    *("# Word\n", "#  word  word #\n", '## word { data-toc-label="*x*" }\n', "# Über\n", "# a_1\n"),
    *("\n# a\n", "# a { #a }\n", "# ...\n", "Word\n===\n", '<h2 id="word">b</h2>\n\n'),
    *(
        "\n\x02klzzwxh:0000\x03",
        "__a__",
        "**b *c* d**",
        "`a` ",
        "{ .x }",
        "??? note\n    y\n",
        "~x~",
    ),
    *("<p markdown>*a*</p>", ":smile:", "++a++", "(c)", "http://a.b", "Überall\n", "9 word\n"),
]
BODIES = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@pytest.mark.parametrize(("extensions", "others"), SETS.values(), ids=SETS)
def test_no_part_that_finds_something_is_left_out(extensions, others):
    sparing = SparingMarkdown([*extensions, *others], extensions)
    whole = Markdown(extensions=[*extensions, *others], extension_configs=dict(extensions))

    @given(BODIES)
    def is_the_same(body):
        assert sparing.convert(body) == whole.reset().convert(body)

    is_the_same()


def test_text_that_a_preprocessor_puts_in_is_seen(tmp_path):
    (tmp_path / "note.md").write_text("*told* by [name](u)", encoding="utf-8")
    snippets = {"pymdownx.snippets": {"base_path": [str(tmp_path)]}}
    html = SparingMarkdown(snippets, snippets).convert('--8<-- "note.md"')
    assert html == '<p><em>told</em> by <a href="u">name</a></p>'


def test_parts_of_others_are_asked_whatever_they_are_called():
    class Loud(Extension):
        def extendMarkdown(self, md):  # noqa: N802 - Python-Markdown's name
            md.inlinePatterns.register(SimpleTagInlineProcessor("(!)(x)!", "b"), "em_strong", 60)

    assert SparingMarkdown([Loud()], {}).convert("a !x! b") == "<p>a <b>x</b> b</p>"
