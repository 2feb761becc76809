"""What HTML a body may hold: enough for accounts of incidents, nothing that runs or reaches out."""

from __future__ import annotations

from collections.abc import Callable

import nh3

_BLOCKS = (
    "blockquote caption col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr"
    " li ol p pre summary table tbody td tfoot th thead tr ul"
)
_SPANS = (
    "a abbr b br cite code del dfn em i img input ins kbd label mark q s samp small span strong"
    " sub sup time u var wbr"
)

_ATTRIBUTES = {
    "*": {"id", "class", "title", "lang", "dir"},
    "a": {"href"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"checked", "disabled"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "time": {"datetime"},
}


def sanitizer() -> Callable[[str], str]:
    """A function that takes HTML and gives it back with what is allowed, and well nested."""
    cleaner = nh3.Cleaner(
        tags={*_BLOCKS.split(), *_SPANS.split()},
        clean_content_tags={"script", "style", "iframe", "object", "template", "svg", "math"},
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        # Task lists are the one use of <input>. One value alone: of two the order would vary.
        set_tag_attribute_values={"input": {"type": "checkbox"}},
        # Columns of tables are aligned by style; no other property is let through.
        filter_style_properties={"text-align"},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
    return cleaner.clean
