"""`infralog init`: what it makes is ready to publish."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from repository import Run

ROOT = Path(__file__).parents[2]
CI_FILES = {"github": ".github/workflows/log.yml", "gitlab": ".gitlab-ci.yml"}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_new_log_passes_its_check_and_builds(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run("init", "log", "--timezone", "Europe/Paris", "--name", "Our log")
    assert done.code == 0
    assert all(Path(line).is_file() for line in done.out.splitlines())
    monkeypatch.chdir(tmp_path / "log")
    checked = run("check")
    assert (checked.code, checked.out) == (0, "No problems.\n")
    built = run("build")
    assert built.code == 0, built.err
    home = (tmp_path / "log/site/index.html").read_text(encoding="utf-8")
    assert "Our log" in home
    kinds = ("incidents", "changes", "maintenance", "spofs", "efforts")
    assert all(any((tmp_path / "log/site" / kind).iterdir()) for kind in kinds)


def test_its_template_makes_incidents(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", "log")
    monkeypatch.chdir(tmp_path / "log")
    assert run("new", "incident", "Disk", "--impact", "minor", "--services", "api").code == 0
    assert run("check", "--no-advice").code == 0


def test_every_example_says_so(tmp_path: Path, run: Run) -> None:
    run("init", "log")
    examples = [
        path.read_text(encoding="utf-8")
        for path in (tmp_path / "log/entries").rglob("*.md")
        if ".templates" not in path.parts
    ]
    assert len(examples) == 6
    assert all('"Example: ' in text and "This is an example of" in text for text in examples)


@pytest.mark.parametrize("host", CI_FILES)
def test_the_ci_file_is_that_of_the_examples(tmp_path: Path, run: Run, host: str) -> None:
    run("init", "log", "--host", host)
    made = (tmp_path / "log" / CI_FILES[host]).read_text(encoding="utf-8")
    assert made == (ROOT / f"examples/ci/{host}.yml").read_text(encoding="utf-8")
    assert isinstance(yaml.safe_load(made), dict)


def test_nothing_is_overwritten(tmp_path: Path, run: Run) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log/mkdocs.yml").write_text("site_name: Mine\n", encoding="utf-8")
    done = run("init", "log")
    assert done.code == 1
    assert "log/mkdocs.yml exists already" in done.err
    assert [path.name for path in (tmp_path / "log").iterdir()] == ["mkdocs.yml"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--timezone", "Europe/Pari"], "did you mean 'Europe/Paris'"),
        (["--url", "log.example.org"], "is no web address"),
        (["--host", "svn"], "is not one of"),
    ],
)
def test_wrong_use(tmp_path: Path, run: Run, words: list[str], message: str) -> None:
    done = run("init", "log", *words)
    assert done.code == 2
    assert message in done.err
    assert not (tmp_path / "log").exists()
