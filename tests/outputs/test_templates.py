"""What a template may ask for, and how it is answered."""

from dataclasses import dataclass

import pytest

from infralog.errors import ProblemsFound
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


def with_own_template(tmp_path, source, **views):
    for folder, text in ((tmp_path / "overrides", source), (tmp_path / "log", "{{ one.title }}")):
        (folder / "infralog").mkdir(parents=True)
        (folder / "infralog" / "page.html").write_text(text)
    folders = [tmp_path / "overrides", tmp_path / "log"]
    return Templates(folders, words_of("en")).render("page", **views)


def test_a_template_of_a_sites_own_may_hold_whatever_jinja_takes(tmp_path):
    source = (
        "{% set own = {'colour': 'red', 'items': 3} %}"
        "{{ own.colour }} {{ own['items'] }} {{ '{} of {}'.format(1, 2) }} {{ one.title }}"
    )
    assert with_own_template(tmp_path, source, one=Told("<b>")) == "red 3 1 of 2 &lt;b&gt;"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("\n{{ one.other }}", "other"),
        ("\n{{ nobody }}", "'nobody' is undefined"),
        ("\n{% if one %}", "Unexpected end of template"),
        ("\n{% include 'infralog/nowhere.html' %}", "nowhere.html"),
    ],
)
def test_a_mistake_in_a_sites_own_template_is_told_with_its_place(tmp_path, source, told):
    with pytest.raises(ProblemsFound) as found:
        with_own_template(tmp_path, source, one=Told(""))
    (problem,) = found.value.problems
    assert str(problem).startswith("overrides/infralog/page.html:2:1: E291 ")
    assert told in problem.message
