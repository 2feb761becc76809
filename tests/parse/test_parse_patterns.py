"""Leaving out what a body has no use for changes nothing of what Python-Markdown makes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from infralog.parse.body import DEFAULT_EXTENSIONS
from infralog.parse.patterns import SparingMarkdown

MANY = {
    name: {}
    for name in ("extra", "admonition", "sane_lists", "smarty", "toc", "nl2br", "wikilinks")
} | {"pymdownx.caret": {}, "pymdownx.snippets": {"auto_append": []}}

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
]
BODIES = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@pytest.mark.parametrize("extensions", [DEFAULT_EXTENSIONS, MANY], ids=["ours", "many"])
def test_no_part_that_finds_something_is_left_out(extensions):
    sparing = SparingMarkdown(extensions, extensions)
    whole = Markdown(extensions=list(extensions), extension_configs=dict(extensions))

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
