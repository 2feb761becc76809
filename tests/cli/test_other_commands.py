"""schema, stats, completion and help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from repository import Repository, Run

from infralog.cli import COMMANDS, group

MINE = ("new", "resolve", "correct", "rename", "follow-up", "import", "init", "schema", "stats")


def test_schema_of_all_and_of_one(repo: Repository, run: Run) -> None:
    whole = json.loads(run("schema").out)
    one = json.loads(run("schema", "incident").out)
    del one["$schema"]
    assert whole["definitions"]["incident"] == one
    assert run("schema", "disaster").code == 2


def test_stats(repo: Repository, run: Run) -> None:
    told = json.loads(run("stats", "--json").out)
    assert told["kinds"]["incidents"] == 2
    assert told["still_open"] == {
        "incidents": 1,
        "write-ups to come": 0,
        "follow-ups": 3,
        "efforts": 0,
        "drafts": 0,
    }
    shown = run("stats").out
    assert "Incidents by impact" in shown
    assert "\x1b" not in shown


def test_stats_of_a_broken_log(repo: Repository, run: Run) -> None:
    (repo.folder / "entries/incidents/2024/x.md").write_text("nothing", encoding="utf-8")
    done = run("stats")
    assert (done.code, done.out) == (1, "")
    assert "entries/incidents/2024/x.md:1:1: E103" in done.err


def test_lengths_of_time(repo: Repository, run: Run) -> None:
    run("resolve", "2024-12-10-mail-is-late", "--at", "2024-12-10 11:30")
    told = json.loads(run("stats", "--json").out)
    assert told["spreads"] == {"to resolve": {"count": 1, "median": 9000.0, "ninetieth": 9000.0}}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.skipif("completion" not in COMMANDS, reason="the command is not listed yet")
def test_completion(repo: Repository, run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert done.code == 0
    assert "_INFRALOG_COMPLETE" in done.out


@pytest.mark.parametrize(
    ("words", "typed", "expected"),
    [
        ([], "res", ["resolve"]),
        (["resolve"], "2024-12-1", ["2024-12-12-queue-alert", "2024-12-10-mail-is-late"]),
        (["follow-up", "2024-12-10-mail-is-late"], "d", ["done", "dropped"]),
        (["new", "incident", "--impact"], "m", ["minor", "major"]),
        (["new", "change", "--prevents"], "2024-12-1", ["2024-12-10-mail-is-late"]),
        (["new", "change", "--prevents"], "a,2024-12-1", ["a,2024-12-10-mail-is-late"]),
        (["new", "incident", "--title"], "x", []),
    ],
)
def test_words_complete(
    repo: Repository, words: list[str], typed: str, expected: list[str]
) -> None:
    completion = BashComplete(group, {}, "infralog", "_INFRALOG_COMPLETE")
    assert [item.value for item in completion.get_completions(words, typed)] == expected


def test_ids_complete_to_nothing_outside_of_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    completion = BashComplete(group, {}, "infralog", "_INFRALOG_COMPLETE")
    assert completion.get_completions(["resolve"], "2024") == []


@pytest.mark.parametrize("name", MINE)
def test_help_shows_an_example(run: Run, name: str) -> None:
    groups = {"new": ["new", "incident"], "import": ["import", "cstate"]}
    done = run(*groups.get(name, [name]), "--help")
    assert done.code == 0
    assert f"  infralog {name}" in done.out


def test_outside_of_a_log_it_says_what_to_do(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("stats")
    assert done.code == 1
    assert "mkdocs.yml is not here" in done.err
