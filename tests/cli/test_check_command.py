"""`infralog check`: its formats, its exit codes, and the files of a branch."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from click.testing import CliRunner

from infralog.cli import group
from small_log import CONFIG, incident, write_log

BAD = "entries/incidents/2024-12-13-bad.md"


def checked(config: Path, *options: str):
    return CliRunner().invoke(group, ["check", "-f", str(config), *options])


def log_with_a_mistake(folder: Path) -> Path:
    return write_log(
        folder,
        {
            "incidents/2024-12-12-good.md": incident(),
            "incidents/2024-12-13-bad.md": incident(impact="huge"),
        },
    )


def test_a_log_without_problems_is_fine(tmp_path):
    result = checked(write_log(tmp_path, {"incidents/2024-12-12-good.md": incident()}))
    assert (result.exit_code, result.output) == (0, "No problems.\n")


def test_a_site_without_an_address_is_told_that_it_has_no_feeds(tmp_path):
    config = CONFIG.replace("site_url: https://log.example/\n", "")
    result = checked(write_log(tmp_path, {"incidents/2024-12-12-good.md": incident()}, config))
    assert result.exit_code == 0
    assert result.output.startswith("mkdocs.yml:1:1: W320 site_url is not set")


def test_ids_that_would_move_with_the_site_are_told_of(tmp_path):
    config = CONFIG.replace("      authority: log.example,2024\n", "")
    result = checked(write_log(tmp_path, {"incidents/2024-12-12-good.md": incident()}, config))
    assert result.output.startswith("mkdocs.yml:1:1: W321 The ids of feeds are made of")
    assert "authority: 'log.example,2024'" in result.output


def test_problems_are_told_by_place_and_end_with_one(tmp_path):
    result = checked(log_with_a_mistake(tmp_path))
    assert result.exit_code == 1
    assert result.output.startswith(f"{BAD}:5:9: E125 'huge' is not known")
    assert result.output.endswith("1 problem, 0 pieces of advice.\n")


def test_json_sarif_and_github_name_the_same_place(tmp_path):
    config = log_with_a_mistake(tmp_path)
    (told,) = json.loads(checked(config, "--format", "json").output)
    assert (told["path"], told["line"], told["column"], told["code"]) == (BAD, 5, 9, "E125")
    (run,) = json.loads(checked(config, "--format", "sarif").output)["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == BAD
    assert place["region"] == {"startLine": 5, "startColumn": 9}
    line = checked(config, "--format", "github").output
    assert line.startswith(f"::error file={BAD},line=5,col=9,title=E125::'huge'")


def test_what_a_build_would_drop_is_told(tmp_path):
    files = {
        "incidents/2024-12-12-good.md": incident(caused_by="2024-12-11-draft"),
        "incidents/2024-12-11-draft.md": incident(started="2024-12-11", draft="true"),
    }
    result = checked(write_log(tmp_path, files))
    assert "2024-12-12-good.md:6:12: W302" in result.output


def test_a_plain_page_at_an_address_of_the_logs_is_told(tmp_path):
    files = {
        "incidents/2024-12-12-good.md": incident(),
        "archive.md": "# Old\n",
        "statistics.md": "---\naudience: internal\n---\n# Ours\n",
        "about.md": "# About\n",
    }
    result = checked(write_log(tmp_path, files))
    assert result.exit_code == 1
    assert result.output.startswith("entries/archive.md:1:1: E290 This page would stand")
    assert result.output.count("E290") == 1


def test_only_what_a_branch_touches_is_judged(tmp_path):
    config = log_with_a_mistake(tmp_path)
    git(tmp_path, "init", "-q", ".")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "all")
    assert checked(config, "--changed-since", "HEAD").exit_code == 0
    write_log(tmp_path, {"incidents/2024-12-14-new.md": incident(impact="vast")})
    result = checked(config, "--changed-since", "HEAD")
    assert result.exit_code == 1
    assert "2024-12-14-new.md" in result.output
    assert "2024-12-13-bad.md" not in result.output


def test_an_unknown_revision_is_told(tmp_path):
    config = log_with_a_mistake(tmp_path)
    git(tmp_path, "init", "-q", ".")
    told = str(checked(config, "--changed-since", "nowhere").exception)
    assert "Not a valid object name nowhere" in told
    assert "fetch the whole history" in told


def test_a_machine_without_git(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    told = str(checked(log_with_a_mistake(tmp_path), "--changed-since", "main").exception)
    assert told == "--changed-since asks git, which is not installed here."


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@log.example"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True)


CATALOGUE = CONFIG + "      services:\n        proxy: Proxy\n        fax: Fax\n"


def test_unused_ids_are_told_in_mkdocs_yml(tmp_path):
    log = write_log(
        tmp_path, {"incidents/2024-12-12-good.md": incident(services="proxy")}, CATALOGUE
    )
    line, *_ = checked(log).output.splitlines()
    assert line.startswith("mkdocs.yml:13:9: W306 Nothing in the log names 'fax' of the services")


def test_unused_ids_are_not_told_before_all_entries_can_be_read(tmp_path):
    bad = incident(services="proxy", impact="huge")
    log = write_log(tmp_path, {"incidents/2024-12-12-bad.md": bad}, CATALOGUE)
    assert "W306" not in checked(log).output


def test_another_site_can_be_scanned(tmp_path):
    log = write_log(tmp_path, {"incidents/2024-12-12-good.md": incident()})
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "page.html").write_text("On db-1.ams.internal", encoding="utf-8")
    assert "out/page.html:1:4: W404" in checked(log, "-d", str(tmp_path / "out")).output
