"""cState's files in all their forms."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from shelves import OPTIONS, write_files

from infralog.authoring.importing.cstate import CstateOptions, read_cstate
from infralog.authoring.importing.record import ImportedRecord, Remark
from infralog.errors import InfralogError

BASE = {
    "title": "Down",
    "date": "2024-03-01 10:00:00",
    "resolved": "true",
    "resolvedWhen": "2024-03-01 11:00:00",
    "severity": "down",
}


def issue(body: str = "Text", **keys: str | None) -> str:
    given = {key: value for key, value in {**BASE, **keys}.items() if value is not None}
    lines = [f"{key}: {value}" for key, value in given.items()]
    return "\n".join(["---", *lines, "---", "", body, ""])


def read(
    tmp_path: Path, files: dict[str, str], options: CstateOptions = OPTIONS
) -> list[ImportedRecord | Remark]:
    return list(read_cstate(write_files(tmp_path / "site", files), options))


def read_one(tmp_path: Path, text: str, options: CstateOptions = OPTIONS) -> ImportedRecord:
    [record] = read(tmp_path, {"content/issues/2024-03-01-x.md": text}, options)
    assert isinstance(record, ImportedRecord), record
    return record


def said(record: ImportedRecord) -> list[tuple[int, str]]:
    return [(remark.line, remark.reason) for remark in record.remarks]


def front(record: ImportedRecord) -> dict[str, str]:
    return {key: getattr(value, "instant", value) for key, value in record.front.items()}


@pytest.mark.parametrize(
    ("severity", "kind", "impact"),
    [
        ("down", "incident", "major"),
        ("disrupted", "incident", "minor"),
        ("distrupted", "incident", "minor"),
        ("Down", "incident", "major"),
        ("notice", "maintenance", None),
        ("notise", "maintenance", None),
        ("notice | disrupted | down", "incident", "unknown"),
        ("blue", "incident", "unknown"),
        (None, "incident", "unknown"),
    ],
)
def test_severities(tmp_path: Path, severity: str | None, kind: str, impact: str | None) -> None:
    record = read_one(tmp_path, issue(severity=severity))
    assert (record.kind, record.front.get("impact")) == (kind, impact)


def test_a_misread_value_is_told_with_its_line(tmp_path: Path) -> None:
    record = read_one(tmp_path, issue(severity="distrupted"))
    assert said(record) == [(6, "severity 'distrupted' was read as 'disrupted'")]


@pytest.mark.parametrize(
    ("keys", "resolved"),
    [
        ({}, "11:00"),
        ({"resolved": "True"}, "11:00"),
        ({"resolved": "truee"}, "11:00"),
        ({"resolved": "false"}, None),
        ({"resolved": None}, None),
        ({"resolvedWhen": None}, "unknown"),
        ({"resolvedWhen": "2024-02-01 11:00:00"}, "unknown"),
        ({"resolvedWhen": "2024-02-31 11:00:00"}, "unknown"),
        ({"resolvedWhen": '"2024-03-01T12:00:00+01:00"'}, "11:00"),
        ({"resovledWhen": "2024-03-01 11:00:00", "resolvedWhen": None}, "11:00"),
    ],
)
def test_ends(tmp_path: Path, keys: dict[str, str | None], resolved: str | None) -> None:
    value = front(read_one(tmp_path, issue(**keys))).get("resolved")
    assert (f"{value:%H:%M}" if value not in (None, "unknown") else value) == resolved


def test_times_are_in_the_sites_zone(tmp_path: Path) -> None:
    text = issue()
    [utc] = read(tmp_path / "a", {"content/issues/a.md": text})
    files = {"content/issues/a.md": text, "config.toml": 'timeZone = "Europe/Paris"\n'}
    [paris] = read(tmp_path / "b", files)
    assert front(utc)["started"].hour - front(paris)["started"].hour == 1


@pytest.mark.parametrize(
    ("keys", "line", "reason"),
    [
        ({"date": "2024-02-30 10:00"}, 3, "'2024-02-30 10:00' does not exist"),
        ({"date": "2024-08-13T015:00:00+02:00"}, 3, "is no date or time that can be read"),
        ({"date": "soon"}, 3, "'soon' is no date or time"),
        ({"informational": "true"}, 7, "informational post"),
    ],
)
def test_what_cannot_be_taken_is_named(
    tmp_path: Path, keys: dict[str, str], line: int, reason: str
) -> None:
    [remark] = read(tmp_path, {"content/issues/a.md": issue(**keys)})
    assert isinstance(remark, Remark)
    assert (Path(remark.path).name, remark.line) == ("a.md", line)
    assert reason in remark.reason


def test_a_missing_date_or_title_comes_from_the_files_name(tmp_path: Path) -> None:
    files = {"content/issues/2024-03-01-slow-mail.md": issue(title=None, date=None)}
    [record] = read(tmp_path, files)
    assert (record.title, str(record.began.day)) == ("slow mail", "2024-03-01")
    assert len(record.remarks) == 2


def test_informational_posts_become_changes_on_wish(tmp_path: Path) -> None:
    options = replace(OPTIONS, informational="feature")
    record = read_one(tmp_path, issue(informational="true"), options)
    assert (record.kind, record.front["group"]) == ("change", "feature")


def test_planned_work_is_told_by_its_title_on_wish(tmp_path: Path) -> None:
    options = replace(OPTIONS, planned=re.compile("(?i)\\bplanned"))
    record = read_one(tmp_path, issue(title="Planned power cut"), options)
    assert (record.kind, record.front["state"]) == ("maintenance", "done")
    unplanned = read_one(tmp_path, issue(title="Unplanned power cut"), options)
    assert unplanned.kind == "incident"


@pytest.mark.parametrize(
    ("date", "resolved", "state"),
    [
        ("2024-03-01", "true", "done"),
        ("2024-03-01", "no", "active"),
        ("2027-01-01", "no", "planned"),
    ],
)
def test_states_of_planned_work(tmp_path: Path, date: str, resolved: str, state: str) -> None:
    keys = {"date": date, "resolved": resolved, "resolvedWhen": None, "severity": "notice"}
    assert read_one(tmp_path, issue(**keys)).front["state"] == state


def test_systems_become_services(tmp_path: Path) -> None:
    record = read_one(tmp_path, issue(affected="[API, 'Login nodes , Compute nodes', all]"))
    assert record.front["services"] == ["API", "Login nodes", "Compute nodes"]
    assert len(record.remarks) == 2


def test_bodies_lose_what_hugo_alone_understands(tmp_path: Path) -> None:
    body = (
        'Fixed {{< track "2024-03-01 10:30:00" >}}\n\n<!-- call Ann -->\n<!--more-->\n'
        "{{% note %}}Kept{{% /note %}} `<!-- code -->`\n\n```\n<!-- code -->\n```"
    )
    record = read_one(tmp_path, issue(body))
    assert record.body == (
        "Fixed *2024-03-01 05:30-05:00*\n\n\n<!-- more -->\n"
        "Kept `<!-- code -->`\n\n```\n<!-- code -->\n```"
    )
    assert said(record) == [
        (9, "shortcode 'note' was left out of the body"),
        (11, "an HTML comment was left out"),
    ]


def test_one_language_is_taken(tmp_path: Path) -> None:
    files = {
        "content/de/issues/a.md": issue(title="Kaputt"),
        "content/en/issues/a.md": issue(title="Broken"),
        "content/en/issues/archive/2019/b.md": issue(title="Old"),
        "content/de/issues/c.md": issue(title="Nur hier"),
        "hugo.yaml": "defaultContentLanguage: en\n",
    }
    found = read(tmp_path, files)
    records = [one for one in found if isinstance(one, ImportedRecord)]
    assert [one.title for one in records] == ["Nur hier", "Broken", "Old"]
    [remark] = [one for one in found if isinstance(one, Remark)]
    assert "content/en/issues/a.md in another language" in remark.reason


def test_other_files_are_named_or_passed_over(tmp_path: Path) -> None:
    files = {
        "content/issues/_index.md": "---\ntitle: Issues\n---\n",
        "content/issues/notes.txt": "x",
        "content/issues/.gitkeep": "",
        "content/issues/empty.md": "",
        "content/issues/bundle/index.md": issue(title="In a bundle"),
        "content/issues/bundle/graph.png": "PNG",
    }
    found = read(tmp_path, files)
    assert [one.title for one in found if isinstance(one, ImportedRecord)] == ["In a bundle"]
    told = {Path(one.path).name: one.reason for one in found if isinstance(one, Remark)}
    assert told == {
        "_index.md": "is the page of a section, not an issue",
        "notes.txt": "is no Markdown file",
        "empty.md": "the file is empty",
    }


def test_a_folder_without_issues_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InfralogError, match="holds no issues"):
        list(read_cstate(tmp_path, OPTIONS))
