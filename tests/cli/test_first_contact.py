"""What a newcomer meets who stands in the wrong folder or has a mistake in mkdocs.yml."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from repository import Run

LOG = "site_name: Log\ndocs_dir: entries\ntheme: {name: material}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LOG + "plugins: [infralog]\n", "docs_dir: .* Make that folder"),
        (LOG + "plugins:\n  - infralog:\n    timezone: UTC\n", "plugins: .* Write `- infralog:`"),
        (LOG + "plugins:\n  - infralog:\n      timezon: UTC\n", "timezon: .* 'timezone'"),
        (LOG + "plugins: [search]\n", "add `- infralog` below `plugins:`"),
        ("docs_dir: .\nplugins: [infralog]\n", "site_name: .* Write `site_name: My log`"),
        (LOG + "plugins: [infralog]\n\tx: y\n", r"^mkdocs.yml:5:1: E106 .* a tab stands here"),
        (LOG + "nav: [\n", r"^mkdocs.yml:\d:\d: E106"),
        ("site_name: a\0b\n", r"^mkdocs.yml:1:13: E102"),
    ],
)
@pytest.mark.parametrize("words", [("check",), ("new", "spof", "Disk"), ("build",)])
def test_a_mistake_in_the_configuration(
    folder: Path, run: Run, words: tuple[str, ...], text: str, told: str
) -> None:
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    if "docs_dir:" not in told:
        (folder / "entries").mkdir()
    done = run(*words)
    assert done.code == 1
    assert re.search(told, done.err, re.MULTILINE)
    assert "Nothing was published" not in done.err


def test_several_mistakes_are_told_at_once(folder: Path, run: Run) -> None:
    options = "plugins:\n  - infralog:\n      timezone: EST5\n      stale_after: x\n"
    (folder / "mkdocs.yml").write_text(LOG + options, encoding="utf-8")
    (folder / "entries").mkdir()
    err = run("check").err
    assert "timezone: 'EST5'" in err
    assert "stale_after: 'x'" in err


def test_from_a_folder_of_the_log(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "mkdocs.yml").write_text(LOG, encoding="utf-8")
    (folder / "entries").mkdir()
    monkeypatch.chdir(folder / "entries")
    assert "../mkdocs.yml is: go there, or add `-f ../mkdocs.yml`" in run("stats").err


def test_a_misspelt_command(run: Run) -> None:
    done = run("chek")
    assert done.code == 2
    assert "There is no command 'chek'; did you mean 'check'" in done.err


def test_a_week_that_is_no_date(run: Run) -> None:
    done = run("digest", "yesterday")
    assert done.code == 2
    assert "'yesterday' is no date; write any day of the week, such as 2024-12-14." in done.err


def test_a_folder_that_cannot_be_written(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Else compiled templates lie beside compiled modules, and `new` writes nothing there.
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (folder / "mkdocs.yml").write_text(LOG + "plugins: [infralog]\n", encoding="utf-8")
    (folder / "entries").mkdir()
    (folder / ".cache").write_text("no folder", encoding="utf-8")
    for words in (["check"], ["new", "spof", "Disk"], ["build"]):
        done = run(*words)
        assert done.code == 1
        assert "Error: .cache" in done.err


@pytest.fixture
def log(folder: Path) -> Path:
    (folder / "mkdocs.yml").write_text(LOG + "plugins: [infralog]\n", encoding="utf-8")
    (folder / "entries/incidents").mkdir(parents=True)
    return folder


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("nonsense", "dev_addr: Must be a string of format 'IP:PORT'"),
        ("127.0.0.1:99999", "127.0.0.1:99999 cannot be listened on: there is no such port"),
    ],
)
def test_an_address_that_is_none(log: Path, run: Run, address: str, told: str) -> None:
    done = run("serve", "--address", address)
    assert done.code == 1
    assert told in done.err


def test_an_address_that_is_taken_is_told_before_anything_is_built(log: Path, run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = run("serve", "--address", address)
    assert done.code == 1
    assert f"{address} cannot be listened on" in done.err
    assert not (log / ".cache").exists()


def test_problems_stand_alone_whatever_the_name_of_their_file(log: Path) -> None:
    (log / "entries/incidents/Mail is down.md").write_text("---\n---\n", encoding="utf-8")
    command = [sys.executable, "-m", "infralog", "build"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("entries/incidents/Mail is down.md:1:1: E140")
