"""Every text that the site says is in the table, and the table says nothing in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale

from infralog.views.words import SOURCE_LANGUAGE, Form, read_table, words_of

ROOT = Path(__file__).parents[2]
LITERAL = re.compile(r"""["']([a-z_]+\.[a-z_.]+)["']""")
COMPOSED = re.compile(r"""f"([a-z_]+\.(?:[a-z_.]+\.)?)\{|["']([a-z_]+\.(?:[a-z_.]+\.)?)["'] \+""")
ENDING = re.compile(r"""f"\{[^}"]+\}(\.[a-z_]+)"|\+ ["'](\.[a-z_]+)["']""")
LANGUAGES = sorted(
    file.name.removesuffix(".toml") for file in files("infralog").joinpath("languages").iterdir()
)


def sources() -> Iterator[str]:
    for folder, ending in ((ROOT / "generator", "*.py"), (ROOT / "theme", "*.html")):
        for file in folder.rglob(ending):
            yield file.read_text(encoding="utf-8")


def table(language: str) -> dict[str, Form]:
    return dict(read_table(language) or {})


def fields(form: Form) -> set[str]:
    texts = [form] if isinstance(form, str) else list(form.values())
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name} - {"n"}


def test_every_text_that_templates_name_is_in_the_table():
    calls = re.compile(
        r"""(?<!lang\.)\b(?:t|n|nth|html|age)\(\s*["']([a-z_]+\.[a-z_.]+)["']\s*[,)]"""
    )
    templates = [file.read_text(encoding="utf-8") for file in (ROOT / "theme").rglob("*.html")]
    named = {key for template in templates for key in calls.findall(template)}
    assert len(named) > 50
    assert named <= table(SOURCE_LANGUAGE).keys()


def test_no_text_of_the_table_is_unused():
    literals: set[str] = set()
    beginnings: set[str] = set()
    endings: set[str] = set()
    for source in sources():
        literals.update(LITERAL.findall(source))
        beginnings.update(one or other for one, other in COMPOSED.findall(source))
        endings.update(one or other for one, other in ENDING.findall(source))
    unused = {
        key
        for key in table(SOURCE_LANGUAGE)
        if key not in literals
        and not key.startswith(tuple(beginnings))
        and not key.endswith(tuple(endings))
    }
    assert not unused, ", ".join(sorted(unused))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing_or_unknown(language):
    english, own = table(SOURCE_LANGUAGE), table(language)
    missing, unknown = english.keys() - own.keys(), own.keys() - english.keys()
    assert not missing, f"{language}.toml misses {', '.join(sorted(missing))}"
    assert not unknown, f"{language}.toml has, and en.toml has not, {', '.join(sorted(unknown))}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_hold_the_same_values_as_in_english(language):
    english = table(SOURCE_LANGUAGE)
    for key, form in table(language).items():
        assert fields(form) == fields(english[key]), f"{language}: {key}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_counted_texts_have_the_forms_of_the_language_and_no_more(language):
    for key, form in table(language).items():
        categories = categories_of(language, key)
        if not isinstance(form, str):
            assert counted(key), f"{language}: {key} is not counted"
            exact = {name for name in form if name.isdecimal()}
            assert form.keys() - exact <= {*categories, "other"}, f"{language}: {key}"
            assert categories <= form.keys(), f"{language}: {key}"
        elif not isinstance(table(SOURCE_LANGUAGE)[key], str):
            assert categories == {"other"}, f"{language}: {key} has no plural"


def categories_of(language: str, key: str) -> set[str]:
    """The plural categories of all numbers that a log counts, but for those it names exactly.

    Millions, for which French, Spanish and Portuguese have a form of their own, are none of them.
    """
    locale = Locale.parse(language)
    rule = locale.ordinal_form if key == "card.time" else locale.plural_form
    form = table(language)[key]
    return {rule(number) for number in [*range(1000), 10_000, 100_000] if str(number) not in form}


def counted(key: str) -> bool:
    """Whether the text is asked for with a number."""
    english = table(SOURCE_LANGUAGE)[key]
    return not isinstance(english, str) or key.startswith("span.")


def test_a_language_without_a_table_is_english_throughout():
    words = words_of("tlh")
    assert words.language == "en"
    assert words.week(date(2024, 12, 8), date(2024, 12, 14)) == "December 8–14, 2024"


def test_a_region_takes_its_language_and_its_own_dates():
    words = words_of("en-GB")
    assert words.week(date(2024, 12, 8), date(2024, 12, 14)) == "8–14 December 2024"
    assert words.t("card.star") == words_of("en").t("card.star")
    assert words_of("pt-BR").t("card.star") == words_of("pt").t("card.star")
    assert words_of("pt-PT").short_date(date(2024, 12, 8)) == "8/12"


@pytest.mark.parametrize(
    ("language", "week", "moment"),
    [
        ("de", "8.–14. Dezember 2024", "12. Dez. 2024, 22:30"),
        ("fr", "8–14 décembre 2024", "12 déc. 2024, 22:30"),
        ("es", "8–14 de diciembre de 2024", "12 dic 2024, 22:30"),
        ("pt", "8–14 de dezembro de 2024", "12 de dez. de 2024 22:30"),
        ("ja", "2024年12月8日～14日", "2024年12月12日 22:30"),
    ],
)
def test_weeks_and_hours_are_in_the_order_of_the_language(language, week, moment):
    words = words_of(language)
    assert words.week(date(2024, 12, 8), date(2024, 12, 14)) == week
    assert words.moment(words.medium_date(date(2024, 12, 12)), "22:30") == moment


@pytest.mark.parametrize(
    ("first", "last", "phrase"),
    [
        (date(2024, 12, 8), date(2024, 12, 14), "December 8–14, 2024"),
        (date(2024, 11, 29), date(2024, 12, 5), "November 29 – December 5, 2024"),
        (date(2024, 12, 29), date(2025, 1, 4), "December 29, 2024 – January 4, 2025"),
    ],
)
def test_a_week_is_one_phrase(first, last, phrase):
    assert words_of("en").week(first, last) == phrase


@pytest.mark.parametrize(
    ("length", "phrase"),
    [
        (timedelta(0), "0 min"),
        (timedelta(seconds=20), "20 s"),
        (timedelta(minutes=34), "34 min"),
        (timedelta(hours=2, minutes=10), "2 h 10 min"),
        (timedelta(hours=16), "16 h"),
        (timedelta(days=3, hours=4, minutes=59), "3 d 4 h"),
        (timedelta(days=3, minutes=59), "3 d"),
    ],
)
def test_a_length_of_time_takes_two_units_at_most(length, phrase):
    assert words_of("en").span(length) == phrase


def test_counts_and_positions():
    words = words_of("en")
    assert words.n("count.days", 1) == "1 day"
    assert words.n("count.days", 1200) == "1,200 days"
    assert [words.nth("card.time", n) for n in (2, 21, 22, 23, 111)] == [
        "second time",
        "21st time",
        "22nd time",
        "23rd time",
        "111th time",
    ]


def test_values_in_html_are_escaped_unless_they_are_html():
    words = words_of("en")
    assert "&lt;b&gt;" in words.html("bulletin.part_of", effort="<b>")
