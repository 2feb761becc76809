"""`infralog build`: where each audience's log goes, and that the two never meet."""

from __future__ import annotations

from pathlib import Path

import pytest
from repository import Repository, Run

from small_log import CONFIG, incident

INTERNAL = CONFIG + "      audience: internal\n"


@pytest.fixture
def log(repo: Repository) -> Path:
    secret = repo.folder / "entries/incidents/2024/2024-12-11-secret.md"
    secret.write_text(incident(audience="internal"), encoding="utf-8")
    return repo.folder


def holds_secret(folder: Path) -> bool:
    return (folder / "incidents/2024-12-11-secret/index.html").is_file()


def test_the_internal_log_goes_beside_the_public_one(log: Path, run: Run) -> None:
    assert run("build").code == 0
    assert run("build", "--audience", "internal").code == 0
    assert not holds_secret(log / "site")
    assert holds_secret(log / "site-internal")


def test_a_folder_of_the_operators_own(log: Path, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere" / "whole"
    assert run("build", "--audience", "internal", "--site-dir", str(folder)).code == 0
    assert holds_secret(folder)


@pytest.mark.parametrize("folder", ["site", "site/whole", "."])
def test_the_two_never_mix(log: Path, run: Run, folder: str) -> None:
    assert run("build", "--quiet").code == 0
    done = run("build", "--audience", "internal", "--site-dir", folder)
    assert done.code == 1
    assert not holds_secret(log / folder)
    assert (log / "site" / "index.html").is_file()


def test_a_log_that_is_internal_by_its_settings(log: Path, run: Run) -> None:
    (log / "mkdocs.yml").write_text(INTERNAL, encoding="utf-8")
    assert run("build").code == 0
    assert holds_secret(log / "site")
    assert run("build", "--audience", "public").code == 0
    assert not holds_secret(log / "site-public")


def test_folders_are_meant_from_where_one_stands(
    log: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (log / "below").mkdir()
    monkeypatch.chdir(log / "below")
    assert run("build", "-f", "../mkdocs.yml", "-d", "out").code == 0
    assert (log / "below/out/index.html").is_file()
