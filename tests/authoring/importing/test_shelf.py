"""Importing again: nothing twice, nothing lost, never over an author's work."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from shelves import OPTIONS, SETTINGS, shelve, state_of, write_files

from infralog.authoring.importing.cstate import read_cstate
from infralog.authoring.importing.markdown import read_markdown
from infralog.authoring.importing.report import ImportReport
from infralog.settings import CatalogueItem, Settings

ISSUE = """\
---
title: Mail is late
date: 2024-03-01 10:00:00
resolved: true
resolvedWhen: 2024-03-01 11:30:00
severity: disrupted
affected: [Mail Queue]
---
Mail waited in the queue.
"""
ENTRY = "incidents/2024/2024-03-01-mail-is-late.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_files(tmp_path / "site", {"content/issues/mail.md": ISSUE})


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    folder = tmp_path / "entries"
    folder.mkdir()
    return folder


def take(entries: Path, site: Path, settings: Settings = SETTINGS) -> ImportReport:
    return shelve(entries, read_cstate(site, OPTIONS), settings)


def outcomes(report: ImportReport) -> list[str]:
    return [one.outcome.name for one in report.shelved]


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_an_entry_reads_as_an_author_would_write_it(entries: Path, site: Path) -> None:
    take(entries, site)
    text = (entries / ENTRY).read_text(encoding="utf-8")
    digest = text.partition("digest: ")[2].split()[0]
    assert text == (
        "---\n"
        "title: Mail is late\n"
        "started: 2024-03-01 05:00-05:00\n"
        "resolved: 2024-03-01 06:30-05:00\n"
        "impact: minor\n"
        "services: [mail-queue]\n"
        "x-imported:\n"
        "  from: cstate site content/issues/mail.md\n"
        f"  digest: {digest}\n"
        "---\n"
        "Mail waited in the queue.\n"
    )


def test_a_second_run_touches_no_file(entries: Path, site: Path) -> None:
    take(entries, site)
    os.utime(entries / ENTRY, (1, 1))
    assert outcomes(take(entries, site)) == ["UNCHANGED"]
    assert (entries / ENTRY).stat().st_mtime == 1


def test_a_changed_source_updates_its_entry(entries: Path, site: Path) -> None:
    take(entries, site)
    edit(site / "content/issues/mail.md", "11:30", "12:30")
    edit(site / "content/issues/mail.md", "Mail is late", "Mail is very late")
    assert outcomes(take(entries, site)) == ["UPDATED"]
    assert list(state_of(entries)) == [ENTRY]
    assert "resolved: 2024-03-01 07:30-05:00" in (entries / ENTRY).read_text(encoding="utf-8")


@pytest.mark.parametrize(("old", "new"), [("minor", "major"), ("the queue.", "the queue!")])
def test_an_edited_entry_is_left_alone(entries: Path, site: Path, old: str, new: str) -> None:
    take(entries, site)
    edit(entries / ENTRY, old, new)
    before = state_of(entries)
    assert outcomes(take(entries, site)) == ["UNCHANGED"]
    edit(site / "content/issues/mail.md", "11:30", "12:30")
    report = take(entries, site)
    assert outcomes(report) == ["EDITED"]
    assert f"  {ENTRY}" in report.lines()
    assert state_of(entries) == before


def test_an_entry_that_was_renamed_is_known(entries: Path, site: Path) -> None:
    take(entries, site)
    (entries / ENTRY).rename(entries / "incidents/2024/2024-03-01-slow-mail.md")
    assert outcomes(take(entries, site)) == ["UNCHANGED"]
    edit(site / "content/issues/mail.md", "11:30", "12:30")
    assert outcomes(take(entries, site)) == ["UPDATED"]
    assert list(state_of(entries)) == ["incidents/2024/2024-03-01-slow-mail.md"]


def test_windows_line_endings_are_no_edit(entries: Path, site: Path) -> None:
    take(entries, site)
    file = entries / ENTRY
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    edit(site / "content/issues/mail.md", "11:30", "12:30")
    assert outcomes(take(entries, site)) == ["UPDATED"]


def test_an_authors_file_of_the_same_name_stays(entries: Path, site: Path) -> None:
    write_files(entries, {ENTRY: "an author's own"})
    assert outcomes(take(entries, site)) == ["ADDED"]
    assert (entries / ENTRY).read_text(encoding="utf-8") == "an author's own"
    assert (entries / ENTRY).with_name("2024-03-01-mail-is-late-2.md").is_file()


def test_an_alias_is_taken_too(entries: Path, site: Path) -> None:
    other = (
        "---\ntitle: a\nstarted: 2024-03-01\nimpact: none\naliases: 2024-03-01-mail-is-late\n---\n"
    )
    write_files(entries, {"incidents/2024/2024-03-01-a.md": other})
    take(entries, site)
    assert (entries / ENTRY).with_name("2024-03-01-mail-is-late-2.md").is_file()


def test_names_find_their_place_in_a_catalogue(entries: Path, site: Path) -> None:
    closed = Settings(services={"web": CatalogueItem("web", "Website")})
    report = take(entries, site, closed)
    assert "'Mail Queue' is not in `services` of mkdocs.yml" in report.remarks[0].reason
    assert "services" not in (entries / ENTRY).read_text(encoding="utf-8")
    opened = Settings(services={"smtp": CatalogueItem("smtp", "Mail queue")})
    assert outcomes(take(entries, site, opened)) == ["UPDATED"]
    assert "services: [smtp]" in (entries / ENTRY).read_text(encoding="utf-8")


PICTURED = """\
# 2024-05-01, Pictures

![a graph](img/graph.png "What it showed") and [the first one](2024-04-01-first.md#why),
<img src='img/graph.png'> and ![not there](img/none.png).
"""


def test_pictures_and_links_move_along(entries: Path, tmp_path: Path) -> None:
    folder = write_files(
        tmp_path / "pm",
        {
            "2024-04-01-first.md": "# 2024-04-01, First\n\nText\n",
            "2024-05-01-pictures.md": PICTURED,
            "img/graph.png": b"PNG",
        },
    )
    report = shelve(entries, read_markdown(folder, SETTINGS.zone, None))
    text = (entries / "incidents/2024/2024-05-01-pictures.md").read_text(encoding="utf-8")
    assert '![a graph](images/2024-05-01-pictures/img/graph.png "What it showed")' in text
    assert "src='images/2024-05-01-pictures/img/graph.png'" in text
    assert "[the first one](2024-04-01-first.md#why)" in text
    assert "![not there](img/none.png)" in text
    moved = entries / "incidents/2024/images/2024-05-01-pictures/img/graph.png"
    assert moved.read_bytes() == b"PNG"
    assert [one.reason for one in report.remarks] == ["image 'img/none.png' is not there"]

    (folder / "img/graph.png").write_bytes(b"PNG 2")
    again = shelve(entries, read_markdown(folder, SETTINGS.zone, None))
    assert [one.outcome.name for one in again.shelved] == ["UNCHANGED", "UPDATED"]
    assert moved.read_bytes() == b"PNG 2"


def test_a_record_that_has_become_another_kind_is_told_with_its_entry(
    entries: Path, site: Path
) -> None:
    take(entries, site)
    planned = replace(OPTIONS, planned=re.compile("Mail"))
    report = shelve(entries, read_cstate(site, planned), SETTINGS)
    (remark,) = report.refused
    assert remark.reason.startswith(f"{ENTRY} tells it as another kind of entry;")
