"""What a template may ask for, and how it is answered."""

from dataclasses import dataclass

import pytest

from infralog.outputs.templates import Templates
from infralog.views.words import words_of


@dataclass(frozen=True)
class Told:
    title: str


def rendered(tmp_path, source, macros="", **views):
    (tmp_path / "infralog").mkdir(exist_ok=True)
    (tmp_path / "infralog" / "page.html").write_text(source)
    (tmp_path / "infralog" / "macros.html").write_text(macros)
    return Templates([tmp_path], words_of("en")).render("page", **views)


def test_texts_are_escaped_and_html_is_not(tmp_path):
    source = "{{ one.title }} {{ html('entry.corrected', day=one.title) }} {{ 3 }}"
    html = rendered(tmp_path, source, one=Told("<b> & co."))
    assert html.startswith("&lt;b&gt; &amp; co. ")
    assert html.count("&lt;b&gt;") == 2
    assert html.endswith(" 3")


def test_a_macro_takes_arguments_by_place_and_by_name(tmp_path):
    macros = "{% macro link(one, kind='plain') %}<i>{{ one.title }} {{ kind }}</i>{% endmacro %}"
    source = (
        "{% from 'infralog/macros.html' import link %}"
        "{{ link(one) }}{{ link(one, 'odd') }}{{ link(one, kind='even') }}"
    )
    html = rendered(tmp_path, source, macros, one=Told("&"))
    assert html == "<i>&amp; plain</i><i>&amp; odd</i><i>&amp; even</i>"


def test_a_macro_may_ask_for_its_caller(tmp_path):
    macros = "{% macro box() %}<p>{{ caller() }}</p>{% endmacro %}"
    source = (
        "{% from 'infralog/macros.html' import box %}{% call box() %}{{ one.title }}{% endcall %}"
    )
    assert rendered(tmp_path, source, macros, one=Told("in")) == "<p>in</p>"


def test_a_template_may_ask_whether_a_view_has_an_attribute(tmp_path):
    source = "{{ one.title is defined }} {{ one.other is defined }} {{ one.other | default('-') }}"
    assert rendered(tmp_path, source, one=Told("")) == "True False -"


def test_an_attribute_that_no_view_has_is_an_error(tmp_path):
    with pytest.raises(AttributeError, match="other"):
        rendered(tmp_path, "{{ one.other }}", one=Told(""))


def test_a_template_may_extend_another_and_include_one(tmp_path):
    macros = "<{% block inner %}{{ one.title }}{% endblock %}>"
    source = (
        "{% extends 'infralog/macros.html' %}"
        "{% block inner %}{{ super() }}{% include 'infralog/part.html' %}{% endblock %}"
    )
    (tmp_path / "infralog").mkdir()
    (tmp_path / "infralog" / "part.html").write_text("{% for i in (1, 2) %}-{{ i }}{% endfor %}")
    assert rendered(tmp_path, source, macros, one=Told("&")) == "<&amp;-1-2>"
