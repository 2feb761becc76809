"""Real commands in a real git repository."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from repository import FILES, Repository, Result, Run

from infralog.cli import main
from small_log import write_log


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("resolve", "ID")`: the command in this process, with what it printed."""

    def call(*words: str) -> Result:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["infralog", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Result(int(ended.value.code or 0), printed.out, printed.err)

    return call


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    write_log(tmp_path, FILES)
    (tmp_path / ".gitignore").write_text("/.cache/\n/site/\n", encoding="utf-8")
    for name, value in {"NAME": "A", "EMAIL": "a@log.example"}.items():
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.chdir(tmp_path)
    repository = Repository(tmp_path)
    repository.git("init", "-q", "-b", "main")
    repository.commit("Begin")
    return repository
