"""`infralog new` in scripts, where nobody answers."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from repository import Repository, Run

from infralog.parse.fields import TABLES

COMPLETE = {
    "incident": ["Disk full", "--impact", "minor"],
    "change": ["Bigger disks", "--group", "capacity"],
    "maintenance": ["New disks", "--starts", "2025-01-10 05:00"],
    "week": ["Disks, disks"],
    "spof": ["One disk"],
    "effort": ["Disks everywhere"],
}
PATHS = {
    "incident": "entries/incidents/2024/2024-12-15-disk-full.md",
    "change": "entries/changes/2024/2024-12-15-bigger-disks.md",
    "maintenance": "entries/maintenance/2025/2025-01-10-new-disks.md",
    "week": "entries/weeks/2024-12-21.md",
    "spof": "entries/spofs/one-disk.md",
    "effort": "entries/efforts/disks-everywhere.md",
}


@pytest.mark.parametrize("kind", TABLES)
def test_every_kind_passes_the_check_at_once(repo: Repository, run: Run, kind: str) -> None:
    done = run("new", kind, *COMPLETE[kind])
    assert (done.code, done.out) == (0, f"{PATHS[kind]}\n")
    assert (repo.folder / PATHS[kind]).is_file()
    assert run("check", "--no-advice").code == 0


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (["incident"], ["TITLE", "--impact"]),
        (["incident", "Disk full"], ["--impact"]),
        (["change", "Bigger disks"], ["--group"]),
        (["maintenance", "New disks"], ["--starts"]),
        (["spof"], ["TITLE"]),
    ],
)
def test_what_is_missing_is_said(
    repo: Repository, run: Run, words: list[str], missing: list[str]
) -> None:
    done = run("new", *words)
    assert (done.code, done.out) == (2, "")
    told = [
        line.strip().partition(":")[0] for line in done.err.partition("Missing:\n")[2].splitlines()
    ]
    assert told == missing
    assert repo.git("status", "--short") == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--impact", "bad"], "'bad' is not known"),
        (["--impact", "minor", "--started", "2024-02-30"], "'2024-02-30' is in no calendar"),
        (["--impact", "minor", "--timeline", "later it broke"], "'later'"),
        (["--impact", "minor", "--links", "no address"], "has no '='"),
        (["--impact", "minor", "--nothing", "x"], "No such option"),
        (["--impact", "minor", "--spof", "explodes=x"], "'explodes' is no key"),
    ],
)
def test_wrong_values_are_wrong_use(
    repo: Repository, run: Run, words: list[str], message: str
) -> None:
    done = run("new", "incident", "Disk full", *words)
    assert done.code == 2
    assert message in done.err
    assert repo.git("status", "--short") == ""


def test_all_keys_by_options(repo: Repository, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"What happened.\n")))
    options = {
        "summary": "In short: a disk",
        "services": "mail,disk",
        "regions": "eu",
        "tags": "disk",
        "authors": "ann",
        "audience": "internal",
        "published": "2024-12-15",
        "links": "Vendor=https://vendor.example/a?b=c",
        "number": "INC-7",
        "started": "2024-12-14 10:00",
        "detected": "2024-12-14 10:05",
        "mitigated": "2024-12-14 10:20",
        "resolved": "2024-12-14 11:00",
        "impact": "none",
        "cause": "No room",
        "recurrence-of": "2024-12-02-first-delay",
        "caused-by": "2024-12-12-queue-alert",
        "status-page": "none",
        "follow-ups": "More: room",
        "body": "-",
    }
    words = [word for key, value in options.items() for word in (f"--{key}", value)]
    events = ["--timeline", "2024-12-14 10:00 Full", "--timeline", "+5m Seen"]
    done = run("new", "incident", "Disk", "full", *words, *events, "--near-miss", "--pending")
    assert done.code == 0
    assert repo.text("2024-12-14-disk-full") == (
        "---\n"
        "title: Disk full\n"
        "audience: internal\n"
        "summary: 'In short: a disk'\n"
        "number: INC-7\n"
        "started: 2024-12-14 10:00\n"
        "detected: 2024-12-14 10:05\n"
        "mitigated: 2024-12-14 10:20\n"
        "resolved: 2024-12-14 11:00\n"
        "published: 2024-12-15\n"
        "impact: none\n"
        "near_miss: true\n"
        "pending: true\n"
        "services: [mail, disk]\n"
        "regions: [eu]\n"
        "tags: [disk]\n"
        "authors: [ann]\n"
        "cause:\n"
        "  - No room\n"
        "recurrence_of: [2024-12-02-first-delay]\n"
        "caused_by: [2024-12-12-queue-alert]\n"
        "status_page: none\n"
        "links:\n"
        "  - title: Vendor\n"
        "    url: https://vendor.example/a?b=c\n"
        "timeline:\n"
        "  - at: 2024-12-14 10:00\n"
        "    what: Full\n"
        "  - at: +5m\n"
        "    what: Seen\n"
        "follow_ups:\n"
        "  - what: 'More: room'\n"
        "---\n"
        "What happened.\n"
    )


def test_moves_of_a_single_point_of_failure(repo: Repository, run: Run) -> None:
    run("new", "spof", "One disk", "--found", "2024-12-01")
    moves = ["--spof", "reduces=one-disk"]
    run("new", "change", "Mirror", "--group", "prevention", *moves)
    assert "spof:\n  reduces: [one-disk]\n" in repo.text("2024-12-15-mirror")
    assert run("check", "--no-advice").code == 0


def test_the_same_title_on_the_same_day(repo: Repository, run: Run) -> None:
    names = [run("new", "incident", *COMPLETE["incident"]).out.strip() for _ in range(3)]
    stems = [Path(name).stem for name in names]
    assert stems == [f"2024-12-15-disk-full{end}" for end in ("", "-2", "-3")]


def test_an_alias_is_no_free_name(repo: Repository, run: Run) -> None:
    run("new", "incident", "Disk full", "--impact", "minor")
    run("rename", "2024-12-15-disk-full", "No room")
    done = run("new", "incident", "Disk full", "--impact", "minor")
    assert done.out.endswith("2024-12-15-disk-full-2.md\n")
    assert run("check", "--no-advice").code == 0


def test_a_late_write_up_says_when_it_came(repo: Repository, run: Run) -> None:
    run("new", "incident", "Disk full", "--impact", "minor", "--started", "2024-12-01 10:00")
    assert "published: 2024-12-15\n" in repo.text("2024-12-01-disk-full")
    run("new", "incident", "Disk slow", "--impact", "minor", "--started", "2024-12-15 00:10")
    assert "published" not in repo.text("2024-12-15-disk-slow")


def test_a_week_is_named_by_its_last_day(repo: Repository, run: Run) -> None:
    done = run("new", "week", "Disks", "--day", "2024-12-09")
    assert done.out == "entries/weeks/2024-12-14.md\n"
    again = run("new", "week", "Disks", "--day", "2024-12-10")
    assert again.code == 1
    assert "exists already" in again.err


def test_the_teams_template_is_the_pattern(repo: Repository, run: Run) -> None:
    template = repo.folder / "entries/.templates/incident.md"
    template.parent.mkdir()
    template.write_text(
        "---\n# Say what customers saw.\ntitle:\nstarted:\nimpact: # none to critical\n"
        "tags: [unsorted]\nx-team: storage\n---\nDear reader,\n",
        encoding="utf-8",
    )
    words = ["--impact", "minor", "--tags", "disk", "--resolved", "2024-12-15 01:10"]
    run("new", "incident", "Disk full", *words, "--started", "2024-12-15 01:00")
    assert repo.text("2024-12-15-disk-full") == (
        "---\n# Say what customers saw.\ntitle: Disk full\nstarted: 2024-12-15 01:00\n"
        "resolved: 2024-12-15 01:10\nimpact: minor # none to critical\n"
        "tags: [unsorted, disk]\nx-team: storage\n---\nDear reader,\n"
    )
    assert run("check", "--no-advice").code == 0


def test_a_broken_template_is_told(repo: Repository, run: Run) -> None:
    template = repo.folder / "entries/.templates/incident.md"
    template.parent.mkdir()
    template.write_text("---\ntitle:\ndetected:\n---\n", encoding="utf-8")
    done = run("new", "incident", *COMPLETE["incident"])
    assert done.code == 2
    assert "The value is empty" in done.err
    template.write_text("no fences", encoding="utf-8")
    assert "no front matter" in run("new", "incident", *COMPLETE["incident"]).err


def test_the_editor_opens_on_wish(
    repo: Repository, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = repo.folder / "editor"
    editor.write_text('#!/bin/sh\necho "Written." >> "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    assert run("new", "incident", *COMPLETE["incident"], "--edit").code == 0
    assert repo.text("2024-12-15-disk-full").endswith("---\nWritten.\n")
    editor.write_text('#!/bin/sh\nsed -i "s/minor/bad/" "$1"\n', encoding="utf-8")
    done = run("new", "incident", *COMPLETE["incident"], "--edit")
    assert done.code == 1
    assert "E125 'bad'" in done.err


def test_json(repo: Repository, run: Run) -> None:
    done = run("new", "incident", *COMPLETE["incident"], "--json")
    assert json.loads(done.out)["path"] == PATHS["incident"]


def test_paths_are_those_of_the_folder_where_it_runs(
    repo: Repository, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repo.folder / "entries")
    done = run("new", "incident", *COMPLETE["incident"], "-f", "../mkdocs.yml")
    assert done.out == "incidents/2024/2024-12-15-disk-full.md\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--recurrence-of", "2024-12-02-first-dely"], "'2024-12-02-first-delay'"),
        (["--caused-by", "nothing"], "--caused-by: There is no entry 'nothing'"),
        (["--spof", "exposes=router"], "--spof: There is no spof 'router'"),
        (["--timeline", "garbage"], "--timeline: 'garbage' has no text"),
    ],
)
def test_references_lead_somewhere(repo: Repository, run: Run, words: list[str], told: str) -> None:
    done = run("new", "incident", "Again", "--impact", "minor", *words)
    assert done.code == 2
    assert told in done.err
    assert repo.git("status", "--porcelain") == ""


def test_an_old_name_is_told_by_the_new_one(repo: Repository, run: Run) -> None:
    run("rename", "2024-12-10-mail-is-late", "Mail stuck")
    words = ["Again", "--impact", "minor", "--recurrence-of", "2024-12-10-mail-is-late"]
    assert "it is called '2024-12-10-mail-stuck' now." in run("new", "incident", *words).err


def test_words_that_are_no_text(repo: Repository, run: Run) -> None:
    done = run("new", "incident", "Mail \udc80", "--impact", "minor")
    assert done.code == 2
    assert "is not UTF-8" in done.err


def test_a_piped_text_that_is_none(
    repo: Repository, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Mail \x80")))
    done = run("new", "incident", "Mail", "--impact", "minor", "--body", "-")
    assert done.code == 2
    assert "--body: Byte 0x80 is not UTF-8" in done.err
