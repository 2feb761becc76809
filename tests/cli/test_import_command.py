"""`infralog import` from the command line: reports, exit codes, interruptions."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from repository import Repository, Run

from infralog.authoring import files as writing

ISSUE = """\
---
title: Outage {n}
date: 2024-03-{n:02} 10:00:00
resolved: true
resolvedWhen: 2024-03-{n:02} 11:00:00
severity: down
---
Text.
"""
POST = "---\ntitle: News\ndate: 2024-03-01\ninformational: true\n---\n"
CORPORA = Path(__file__).parents[3] / "shared" / "corpora"


@pytest.fixture
def site(repo: Repository) -> Path:
    folder = repo.folder / "site-to-import"
    (folder / "content/issues").mkdir(parents=True)
    for n in range(1, 10):
        (folder / f"content/issues/{n}.md").write_text(ISSUE.format(n=n), encoding="utf-8")
    repo.commit()
    return folder


def test_a_whole_site(repo: Repository, run: Run, site: Path) -> None:
    done = run("import", "cstate", str(site))
    assert done.code == 0
    assert done.out == "9 records: 9 added, 0 updated, 0 unchanged, 0 edited here, left alone.\n"
    assert run("check", "--no-advice").code == 0
    repo.commit()
    assert "9 unchanged" in run("import", "cstate", str(site)).out
    assert repo.git("status", "--short") == ""


def test_what_is_not_taken_ends_the_report(repo: Repository, run: Run, site: Path) -> None:
    (site / "content/issues/news.md").write_text(POST, encoding="utf-8")
    done = run("import", "cstate", str(site))
    assert done.code == 1
    assert done.out.splitlines()[-2] == "1 not taken:"
    assert f"{site}/content/issues/news.md:4: an informational post" in done.out.splitlines()[-1]
    taken = run("import", "cstate", str(site), "--informational", "feature")
    assert (taken.code, taken.out.split(",")[0]) == (0, "10 records: 1 added")


def test_a_dry_run_writes_nothing(repo: Repository, run: Run, site: Path) -> None:
    assert "9 added" in run("import", "cstate", str(site), "--dry-run").out
    assert repo.git("status", "--short") == ""


def test_json(repo: Repository, run: Run, site: Path) -> None:
    (site / "content/issues/news.md").write_text(POST, encoding="utf-8")
    told = json.loads(run("import", "cstate", str(site), "--json").out)
    assert told["counts"]["added"] == 9
    assert told["entries"][0]["path"] == "incidents/2024/2024-03-01-outage-1.md"
    assert told["not_taken"][0]["line"] == 4


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["cstate", "nowhere"], 2, "does not exist"),
        (["cstate", "."], 1, "holds no issues"),
        (["cstate", ".", "--informational", "odd"], 2, "'odd' is no group"),
        (["cstate", ".", "--planned", "("], 2, "--planned"),
        (["statuspage", "nowhere.json"], 1, "nowhere.json cannot be read"),
        (["gcp", "mkdocs.yml"], 1, "mkdocs.yml:1:1: is no JSON"),
        (["statuspage"], 2, "Missing argument"),
        (["jira", "x"], 2, "No such command"),
    ],
)
def test_wrong_sources(
    repo: Repository, run: Run, words: list[str], code: int, message: str
) -> None:
    done = run("import", *words)
    assert (done.code, done.out) == (code, "")
    assert message in done.err


def test_an_interrupted_import_goes_on_later(
    repo: Repository, run: Run, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []

    def interrupted(handle: int) -> None:
        written.append(handle)
        if len(written) == 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(writing.os, "fsync", interrupted)
    done = run("import", "cstate", str(site))
    assert done.code == 1
    assert "Traceback" not in done.err
    assert len(list((repo.folder / "entries").rglob("*outage*"))) == 4
    assert list((repo.folder / "entries").rglob(".infralog-*")) == []
    assert run("check", "--no-advice").code == 0
    monkeypatch.undo()
    monkeypatch.chdir(repo.folder)
    again = run("import", "cstate", str(site))
    assert again.out.startswith("9 records: 5 added, 0 updated, 4 unchanged")


KILLED = """
import os, signal, sys
from infralog.authoring import files
from infralog.cli import main

count = 0
replace = files.os.fsync

def fsync(handle):
    global count
    count += 1
    if count == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    replace(handle)

files.os.fsync = fsync
sys.argv = ["infralog", *sys.argv[1:]]
main()
"""


def killed(*words: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, *words], check=False, capture_output=True)
    assert done.returncode == -9, done.stderr


def test_a_killed_import_goes_on_later(repo: Repository, run: Run, site: Path) -> None:
    killed("import", "cstate", str(site))
    assert run("check", "--no-advice").code == 0
    assert run("import", "cstate", str(site)).out.startswith("9 records: 7 added, 0 updated, 2 un")


def test_a_killed_rename_is_finished_by_the_same_command(repo: Repository, run: Run) -> None:
    words = ["rename", "2024-12-10-mail-is-late", "Mail queue overflow"]
    killed(*words)
    texts = [path.read_text(encoding="utf-8") for path in (repo.folder / "entries").rglob("*.md")]
    assert all(text.endswith("\n") and text.count("\n---\n") in (0, 1) for text in texts)
    assert run(*words).code == 0
    assert "2024-12-10-mail-is-late.md" not in "".join(
        path.read_text(encoding="utf-8") for path in (repo.folder / "entries").rglob("*.md")
    )
    assert run("check", "--no-advice").code == 0


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside this repository")
def test_all_corpora_build_into_one_site(repo: Repository, run: Run) -> None:
    for site in sorted((CORPORA / "cstate").iterdir()):
        assert run("import", "cstate", str(site), "--informational", "feature").err == ""
    assert run("import", "markdown", str(CORPORA / "postmortems")).code == 1
    assert run("import", "gcp", *map(str, (CORPORA / "gcp").iterdir())).code == 0
    assert run("import", "statuspage", *map(str, (CORPORA / "statuspage").iterdir())).code == 1
    checked = run("check", "--no-advice")
    assert (checked.code, checked.out) == (0, "No problems.\n")
    built = run("build")
    assert built.code == 0, built.err
    pages = list((repo.folder / "site").glob("incidents/*/index.html"))
    assert len(pages) == len(list((repo.folder / "entries/incidents").rglob("*.md")))
