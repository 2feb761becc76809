"""resolve, correct, follow-up and rename, as an author uses them in git."""

from __future__ import annotations

import json
import subprocess

import pytest
from repository import Repository, Run

LATE = "2024-12-10-mail-is-late"


def test_resolve_adds_one_line(repo: Repository, run: Run) -> None:
    done = run("resolve", LATE, "--at", "2024-12-10 11:30")
    assert done.code == 0
    assert done.out == f"entries/incidents/2024/{LATE}.md\n"
    assert repo.changed_lines() == ["+resolved: 2024-12-10 11:30"]


def test_the_printed_command_commits_it(repo: Repository, run: Run) -> None:
    done = run("resolve", LATE)
    command = done.err.partition("Commit it: ")[2]
    subprocess.run(command, shell=True, check=True, capture_output=True)
    assert repo.git("status", "--short") == ""
    assert repo.git("log", "-1", "--format=%s") == f"Resolve {LATE}\n"


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (None, "2024-12-15 01:00"),
        ("00:30", "2024-12-15 00:30"),
        ("2024-12-11", "2024-12-11"),
        ("2024-12-11T10:00Z", "2024-12-11T10:00Z"),
    ],
)
def test_times_of_resolve(repo: Repository, run: Run, at: str | None, written: str) -> None:
    run("resolve", LATE, *(["--at", at] if at else []))
    assert repo.changed_lines() == [f"+resolved: {written}"]


@pytest.mark.parametrize(
    ("at", "message"),
    [
        ("yesterday", "'yesterday' is no time"),
        ("2024-12-10 25:00", "is in no calendar"),
        ("2024-12-01", "before 'started"),
    ],
)
def test_a_wrong_end_is_refused(repo: Repository, run: Run, at: str, message: str) -> None:
    done = run("resolve", LATE, "--at", at)
    assert (done.code, done.out) == (1, "")
    assert message in done.err
    assert repo.changed_lines() == []


def test_what_is_over_is_not_resolved_again(repo: Repository, run: Run) -> None:
    run("resolve", LATE)
    repo.commit()
    done = run("resolve", LATE)
    assert done.code == 1
    assert "is resolved since 2024-12-15 01:00;" in done.err
    assert run("resolve", "2024-12-12-queue-alert").err.endswith("only incidents are resolved.\n")


def test_an_unknown_end_becomes_known(repo: Repository, run: Run) -> None:
    assert run("resolve", "2024-12-02-first-delay", "--at", "2024-12-03").code == 0
    assert repo.changed_lines() == ["-resolved: unknown", "+resolved: 2024-12-03"]


def test_a_file_with_problems_is_left_alone(repo: Repository, run: Run) -> None:
    file = repo.entry(LATE)
    broken = file.read_bytes().replace(b"impact: minor", b"impact: bad")
    file.write_bytes(broken)
    for words in (["resolve", LATE], ["correct", LATE, "x"], ["rename", LATE, "x"]):
        done = run(*words)
        assert done.code == 1
        assert done.err.startswith(f"entries/incidents/2024/{LATE}.md:5:9: E125 'bad'")
    assert file.read_bytes() == broken


def test_correct_keeps_comments_endings_and_body(repo: Repository, run: Run) -> None:
    file = repo.entry(LATE)
    before = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(before)
    assert run("correct", LATE, 'It was "late", not lost', "--at", "2024-12-14").code == 0
    added = (
        b'corrections:\r\n  - at: 2024-12-14\r\n    text: It was "late", not lost\r\n---\r\nMail'
    )
    assert file.read_bytes() == before.replace(b"---\r\nMail", added)
    assert run("check").code == 0


def test_a_correction_says_something(repo: Repository, run: Run) -> None:
    assert run("correct", LATE, "  ").code == 1
    assert repo.changed_lines() == []


def test_follow_up_of_a_chosen_item(repo: Repository, run: Run) -> None:
    words = ["follow-up", LATE, "done", "--item", "1", "--by", "2024-12-12-queue-alert"]
    assert run(*words).code == 0
    assert repo.changed_lines() == ["+    state: done", "+    by: 2024-12-12-queue-alert"]
    repo.commit()
    assert run("follow-up", LATE, "dropped").code == 0
    assert repo.changed_lines() == ["-    state: open", "+    state: dropped"]


def test_follow_up_asks_which_where_it_is_not_clear(repo: Repository, run: Run) -> None:
    done = run("follow-up", LATE, "done")
    assert done.code == 2
    assert "1  open     Alert on a long queue" in done.err
    assert run("follow-up", LATE, "done", "--item", "3").code == 1
    assert run("follow-up", LATE, "mended").code == 2
    assert run("follow-up", LATE, "done", "--item", "1", "--by", "nothing").code == 1
    assert repo.changed_lines() == []


def test_follow_up_of_the_only_one(repo: Repository, run: Run) -> None:
    assert run("follow-up", "2024-12-02-first-delay", "done").code == 0
    line = "follow_ups: {what: Measure the queue"
    assert repo.changed_lines() == [f"-{line}}}", f"+{line}, state: done}}"]


def test_rename_moves_everything_that_names_it(repo: Repository, run: Run) -> None:
    done = run("rename", LATE, "Mail queue overflow")
    assert done.code == 0
    new = "2024-12-10-mail-queue-overflow"
    assert done.out.splitlines() == [
        f"entries/incidents/2024/{new}.md",
        f"entries/incidents/2024/{LATE}.md",
        "entries/about.md",
        "entries/changes/2024/2024-12-12-queue-alert.md",
        "entries/incidents/2024/2024-12-02-first-delay.md",
    ]
    text = repo.text(new)
    assert 'title: "Mail queue overflow"   # as customers saw it\n' in text
    assert f"aliases: [{LATE}]\n" in text
    assert f"prevents: {new}\n" in repo.text("2024-12-12-queue-alert")
    assert f"incidents/2024/{new}.md#top" in repo.text("2024-12-12-queue-alert")
    checked = run("check", "--no-advice")
    assert (checked.code, checked.out) == (0, "No problems.\n")


def test_a_renamed_entry_answers_to_its_old_name(repo: Repository, run: Run) -> None:
    run("rename", LATE, "Mail queue overflow")
    assert run("resolve", LATE, "--at", "2024-12-11").code == 0
    assert "resolved: 2024-12-11" in repo.text("2024-12-10-mail-queue-overflow")
    back = run("rename", "2024-12-10-mail-queue-overflow", "Mail is late")
    assert back.code == 1
    assert "was this entry's id before" in back.err


def test_a_title_with_the_same_id_changes_the_title_only(repo: Repository, run: Run) -> None:
    assert run("rename", LATE, "Mail is late!").code == 0
    assert repo.changed_lines() == [
        '-title: "Mail is late"   # as customers saw it',
        '+title: "Mail is late!"   # as customers saw it',
    ]


def test_links_of_an_entry_to_itself_follow(repo: Repository, run: Run) -> None:
    file = repo.entry(LATE)
    file.write_text(f"{file.read_text()}\nSee [below]({LATE}.md#why).\n")
    run("rename", LATE, "Mail queue overflow")
    renamed = repo.text("2024-12-10-mail-queue-overflow")
    assert "[below](2024-12-10-mail-queue-overflow.md#why)" in renamed
    assert f"aliases: [{LATE}]" in renamed


def test_a_title_that_no_address_can_hold_keeps_the_id(repo: Repository, run: Run) -> None:
    assert run("rename", LATE, "停電").code == 0
    assert [line[:10] for line in repo.changed_lines()] == ['-title: "M', '+title: "停']


def test_rename_steps_aside_for_another_entry(repo: Repository, run: Run) -> None:
    run("new", "incident", "Queue", "--started", "2024-12-10", "--impact", "none")
    done = run("rename", LATE, "Queue")
    assert done.out.startswith("entries/incidents/2024/2024-12-10-queue-2.md\n")


def test_rename_changes_nothing_where_a_reference_has_problems(repo: Repository, run: Run) -> None:
    file = repo.entry("2024-12-12-queue-alert")
    file.write_text(repo.text(file.stem).replace("group: prevention", "group: odd"))
    before = repo.git("status", "--short"), repo.changed_lines()
    done = run("rename", LATE, "Mail queue overflow")
    assert done.code == 1
    assert "queue-alert.md:4:8: E125 'odd'" in done.err
    assert (repo.git("status", "--short"), repo.changed_lines()) == before


@pytest.mark.parametrize("name", ["2024-12-10-mail-is-lat", "entries/nothing.md"])
def test_an_unknown_entry(repo: Repository, run: Run, name: str) -> None:
    done = run("resolve", name)
    assert done.code == 1
    assert done.err.startswith(f"Error: '{name}' is no entry; ")
    assert name.endswith(".md") or f"did you mean '{LATE}'" in done.err


def test_a_path_names_an_entry_too(repo: Repository, run: Run) -> None:
    assert run("resolve", f"entries/incidents/2024/{LATE}.md").code == 0


def test_json(repo: Repository, run: Run) -> None:
    done = run("resolve", LATE, "--json")
    assert json.loads(done.out) == {
        "paths": [f"entries/incidents/2024/{LATE}.md"],
        "commit": f"Resolve {LATE}",
    }
    assert done.err == ""


def test_branches_of_two_authors_merge(repo: Repository, run: Run) -> None:
    repo.git("switch", "-qc", "one")
    run("new", "incident", "Disk full", "--started", "2024-12-14 10:00", "--impact", "minor")
    run("correct", "2024-12-02-first-delay", "It began a day before.")
    repo.commit()
    repo.git("switch", "-q", "main")
    repo.git("switch", "-qc", "two")
    run("new", "incident", "Disk slow", "--started", "2024-12-14 10:00", "--impact", "minor")
    run("resolve", LATE)
    repo.commit()
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "one")
    repo.git("merge", "-q", "--no-edit", "two")
    assert len(list((repo.folder / "entries").rglob("2024-12-14-disk-*.md"))) == 2
    assert run("check", "--no-advice").code == 0


def test_a_merge_with_a_rename_on_one_side(repo: Repository, run: Run) -> None:
    repo.git("switch", "-qc", "renames")
    run("rename", LATE, "Mail queue overflow")
    repo.commit()
    repo.git("switch", "-q", "main")
    run("resolve", LATE, "--at", "2024-12-11")
    repo.commit()
    repo.git("merge", "-q", "--no-edit", "renames")
    text = repo.text("2024-12-10-mail-queue-overflow")
    assert "resolved: 2024-12-11\n" in text
    assert f"aliases: [{LATE}]\n" in text
    assert run("check", "--no-advice").code == 0


def test_a_conflict_is_a_problem_not_a_crash(repo: Repository, run: Run) -> None:
    repo.git("switch", "-qc", "other")
    run("resolve", LATE, "--at", "2024-12-11")
    repo.commit()
    repo.git("switch", "-q", "main")
    run("resolve", LATE, "--at", "2024-12-12")
    repo.commit()
    merged = subprocess.run(["git", "merge", "other"], check=False, capture_output=True)
    assert merged.returncode == 1
    done = run("correct", LATE, "x")
    assert done.code == 1
    assert f"{LATE}.md:" in done.err
    assert "Traceback" not in done.err


def test_advice_does_not_keep_from_editing(repo: Repository, run: Run) -> None:
    file = repo.entry("2024-12-10-mail-is-late")
    file.write_text(file.read_text(encoding="utf-8") + "\n![](queue.svg)\n", encoding="utf-8")
    assert run("resolve", "2024-12-10-mail-is-late", "--at", "2024-12-10 10:00").code == 0


def test_an_incident_without_promises(repo: Repository, run: Run) -> None:
    run("new", "incident", "Mail", "--impact", "minor", "--started", "2024-12-14")
    done = run("follow-up", "2024-12-14-mail", "done")
    assert done.code == 1
    assert "2024-12-14-mail has no follow-ups; write them below `follow_ups:`" in done.err


def test_a_rename_before_the_first_commit_can_be_committed(repo: Repository, run: Run) -> None:
    run("new", "incident", "Mail", "--impact", "minor", "--started", "2024-12-14")
    done = run("rename", "2024-12-14-mail", "Mail lost")
    subprocess.run(done.err.partition(": ")[2], shell=True, check=True, cwd=repo.folder)
    assert repo.git("status", "--porcelain") == ""


def test_a_folder_called_like_a_page(repo: Repository, run: Run) -> None:
    (repo.folder / "entries/notes.md").mkdir()
    assert run("rename", LATE, "Mail stuck").code == 0
