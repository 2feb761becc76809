"""Every folder of tests/golden/problems is a log that somebody could have written.

`entries/` holds its files, `settings.yml` the settings and `site.yml` what mkdocs.yml says of the
site if it needs any, `expected.txt` every problem and advice that it gets, as `infralog check`
prints them. UPDATE_GOLDENS=1 writes the last; read the difference before it is committed.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from textwrap import indent

import pytest
import yaml

from infralog.errors import Problem, Severity
from infralog.parse.body import Converter
from infralog.parse.record import parse_source
from infralog.plugin.options import read_settings
from infralog.plugin.plain import plain_texts
from infralog.rules.audience import for_audience
from infralog.rules.building import build_log
from infralog.rules.catalogue import check_catalogue
from infralog.rules.check import check_advice, check_log
from infralog.rules.site import check_site
from infralog.rules.strays import check_strays
from infralog.settings import Settings, Site
from infralog.source.catalogues import places_of_ids
from infralog.source.file import read_sources

CASES = Path(__file__).parents[1] / "golden" / "problems"
NOW = datetime(2025, 1, 1, 12, tzinfo=UTC)
CODE = re.compile(r":\d+:\d+: ([EW]\d+) ")
CONVERT = Converter()


def settings_of(case: Path) -> Settings:
    given = case / "settings.yml"
    options = yaml.safe_load(given.read_text(encoding="utf-8")) if given.exists() else {}
    settings, wrong = read_settings({"timezone": "America/New_York", **options})
    assert not wrong
    return settings


def mkdocs_of(case: Path) -> str:
    given = case / "settings.yml"
    text = given.read_text(encoding="utf-8") if given.exists() else ""
    return "plugins:\n  - infralog:\n" + indent(text, " " * 6)


def problems_of(case: Path) -> list[Problem]:
    settings, entries = settings_of(case), case / "entries"
    parsed = {
        source.path: parse_source(source, settings, CONVERT) for source in read_sources(entries)
    }
    places = {path: one.places for path, one in parsed.items()}
    records = [one.record for one in parsed.values() if one.record]
    problems = [problem for one in parsed.values() for problem in one.problems]
    problems += check_log(build_log(records, {}), places, settings)
    public, dropped = for_audience(records, places, settings)
    files = {file.relative_to(entries).as_posix() for file in entries.rglob("*")}
    advice = check_advice(build_log(public, {}), places, settings, NOW, files)
    advice += check_strays(plain_texts(entries))
    if not any(problem.severity is Severity.ERROR for problem in problems):
        ids = places_of_ids(mkdocs_of(case))
        advice += check_catalogue(build_log(public, {}), settings, "mkdocs.yml", ids)
    return sorted((*problems, *dropped, *advice, *advice_on_site(case, settings)))


def advice_on_site(case: Path, settings: Settings) -> list[Problem]:
    given = case / "site.yml"
    if not given.exists():
        return []
    return list(check_site(Site(**yaml.safe_load(given.read_text(encoding="utf-8"))), settings))


@pytest.mark.parametrize("name", sorted(case.name for case in CASES.iterdir()))
def test_the_problems_are_the_expected_ones(name):
    found = "".join(f"{problem}\n" for problem in problems_of(CASES / name))
    expected = CASES / name / "expected.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(case.name for case in CASES.iterdir()))
def test_the_code_is_in_the_name(name):
    text = (CASES / name / "expected.txt").read_text(encoding="utf-8")
    codes = {CODE.search(line)[1] for line in text.splitlines()}
    assert codes == (set() if name.startswith("fine_") else {name.partition("_")[0]})
