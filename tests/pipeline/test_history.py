from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infralog.model.moves import Moves
from infralog.pipeline.cache import Cache
from infralog.pipeline.history import moves_in
from make import context_of, maintenance

WORK = "maintenance/2024/2024-12-20-router-work.md"
LOG = context_of(maintenance()).log


class Repository:
    """Entries below `entries/`, and a clock of commits: one an hour."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries = folder / "entries"
        self._hour = 0
        self.git("init", "-q", "-b", "main", ".")

    def git(self, *words: str) -> None:
        at = f"2024-12-01T{self._hour:02}:00:00Z"
        who = {
            f"GIT_{role}_{what}": "a@example.org"
            for role in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        dates = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
        subprocess.run(
            ["git", *words], cwd=self.folder, env={**os.environ, **who, **dates}, check=True
        )

    def write(self, path: str = WORK, body: str = "Routers.", **keys: str) -> None:
        given = {"title": "Router work", "starts": "2024-12-20 02:00", "state": "planned", **keys}
        file = self.entries / path
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{key}: {value}\n" for key, value in given.items())
        file.write_text(f"---\n{lines}---\n{body}\n", encoding="utf-8")

    def commit(self, path: str = WORK, body: str = "Routers.", **keys: str) -> None:
        self.write(path, body, **keys)
        self.record()

    def record(self) -> None:
        self._hour += 1
        self.git("add", "-A")
        self.git("commit", "-qm", "state")

    def moves(self, folder: Path | None = None):
        entries = (folder or self.folder) / "entries"
        return moves_in(entries, LOG, Cache(self.folder / ".cache"))


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


def at(hour: int) -> datetime:
    return datetime(2024, 12, 1, hour, tzinfo=UTC)


def test_every_commit_that_moves_work_counts_and_no_other(repository):
    repository.commit()
    repository.commit(body="More of it.")
    repository.commit(starts="2024-12-21 02:00")
    repository.commit(starts="2024-12-21 02:00", state="cancelled")
    repository.commit(title="Work on routers", starts="2024-12-21 02:00", state="cancelled")
    assert repository.moves() == {WORK: Moves(2, at(4))}


def test_work_that_was_never_moved_has_none(repository):
    repository.commit()
    assert repository.moves() == {}


def test_a_renamed_file_keeps_its_moves(repository):
    repository.commit()
    repository.commit(starts="2024-12-21 02:00")
    new = "maintenance/2024/2024-12-21-router-work.md"
    repository.git("mv", f"entries/{WORK}", f"entries/{new}")
    repository.record()
    assert repository.moves() == {new: Moves(1, at(2))}


@pytest.mark.parametrize("hidden", [{"audience": "internal"}, {"draft": "true"}])
def test_what_happened_before_an_entry_was_public_stays_unknown(repository, hidden):
    repository.commit(**hidden)
    repository.commit(starts="2024-12-21 02:00", **hidden)
    repository.commit(starts="2024-12-22 02:00")
    assert repository.moves() == {}
    repository.commit(starts="2024-12-23 02:00")
    assert repository.moves() == {WORK: Moves(1, at(4))}


def test_a_branch_counts_as_readers_saw_it(repository):
    repository.commit()
    repository.git("checkout", "-qb", "branch")
    repository.commit(starts="2024-12-21 02:00")
    repository.commit(starts="2024-12-22 02:00")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "branch")
    assert repository.moves() == {WORK: Moves(1, at(3))}


def test_what_is_not_committed_does_not_count(repository):
    repository.commit()
    repository.write(starts="2024-12-21 02:00")
    assert repository.moves() == {}


def test_a_later_commit_is_seen_though_the_first_answer_was_kept(repository):
    repository.commit()
    assert repository.moves() == {}
    repository.commit(starts="2024-12-21 02:00")
    assert repository.moves() == {WORK: Moves(1, at(2))}


def test_a_shallow_clone_knows_nothing(repository, tmp_path):
    repository.commit()
    repository.commit(starts="2024-12-21 02:00")
    repository.commit(starts="2024-12-22 02:00")
    source = f"file://{repository.folder}"
    repository.git("clone", "-q", "--depth", "2", source, str(tmp_path / "shallow"))
    assert repository.moves(tmp_path / "shallow") == {}


def test_without_git_there_are_none(tmp_path, monkeypatch):
    assert moves_in(tmp_path, LOG, Cache(tmp_path / ".cache")) == {}
    monkeypatch.setenv("PATH", "")
    assert moves_in(tmp_path, LOG, Cache(tmp_path / ".cache")) == {}


def test_a_repository_without_a_commit_has_none(repository):
    repository.write()
    assert repository.moves() == {}


def test_texts_of_entries_are_not_taken_for_git_s_own(repository):
    hostile = (
        "\x01\n\x011733000000\ndiff --git a b\n@@ -1 +1 @@\nrename from x\n+++ y\u2028-state: x"
    )
    repository.commit(body=hostile)
    repository.commit(body=f"{hostile}!", starts="2024-12-21 02:00")
    assert repository.moves() == {WORK: Moves(1, at(2))}
