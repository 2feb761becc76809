"""What examples/ci tells a runner to do, done here as far as a runner is not needed."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import yaml
from repository import Repository, Run

ROOT = Path(__file__).parents[2]
SECRET = "aws_access_key_id = AKIA" + "Q3EGRXY5ZJM7TLPD\n"
BROKEN = "---\ntitle: Disk full\nstarted: 2024-12-14\nimpact: bad\n---\n"


def commands(name: str) -> list[str]:
    """Every line that a file has infralog run, with the base branch filled in."""
    text = (ROOT / "examples/ci" / name).read_text(encoding="utf-8")
    for variable in ("${{ github.base_ref }}", "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"):
        text = text.replace(variable, "main")
    given = yaml.safe_load(text)
    if "jobs" in given:
        lines = [step.get("run", "") for step in given["jobs"]["build"]["steps"]]
    else:
        jobs = [job for job in given.values() if isinstance(job, dict)]
        lines = [line for job in jobs for line in job.get("script", [])]
    return [line for line in lines if line.startswith("infralog")]


@pytest.fixture
def clone(repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A branch of a clone, whose `origin/main` holds an old flaw."""
    (repo.folder / "entries/incidents/2024/2024-12-01-old-flaw.md").write_text(BROKEN)
    repo.commit()
    folder = tmp_path / "clone"
    repo.git("clone", "-q", ".", str(folder))
    monkeypatch.chdir(folder)
    cloned = Repository(folder)
    cloned.git("switch", "-qc", "branch")
    return cloned


@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml"])
def test_a_branch_is_judged_by_what_it_touches(clone: Repository, run: Run, name: str) -> None:
    check = shlex.split(commands(name)[0])[1:]
    assert check[0] == "check"
    run("new", "incident", "Disk slow", "--impact", "minor", "--started", "2024-12-14")
    clone.commit()
    assert run(*check).code == 0
    (clone.folder / "entries/incidents/2024/2024-12-13-new-flaw.md").write_text(BROKEN)
    clone.commit()
    done = run(*check)
    assert done.code == 1
    assert "2024-12-13-new-flaw.md" in done.out
    assert "2024-12-01-old-flaw.md" not in done.out


def published(name: str) -> list[list[str]]:
    """What happens before a site is handed over, without the check of a branch."""
    lines = [shlex.split(line, comments=True)[1:] for line in commands(name)]
    return [words for words in lines if "--changed-since" not in words]


@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml"])
def test_what_is_merged_is_built_and_scanned(repo: Repository, run: Run, name: str) -> None:
    steps = published(name)
    for build, check in zip(steps[::2], steps[1::2], strict=True):
        assert (build[0], check[0]) == ("build", "check")
        assert run(*build).code == 0
        folder = repo.folder / (build[2] if "--site-dir" in build else "site")
        assert (folder / "index.html").is_file()
        assert run(*check).code == 0
        (folder / "left.txt").write_text(SECRET)
        assert run(*check).code == 1


def test_the_hook_of_pre_commit(repo: Repository, run: Run) -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == (
        "infralog-check",
        "python",
        False,
    )
    assert run(*shlex.split(hook["entry"])[1:]).code == 0
