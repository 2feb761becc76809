"""Whole files or none: what a kill, a full disk or a second author leaves behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from infralog.authoring.files import create_file, replace_file
from infralog.errors import InfralogError

KILLED = """
import os, signal, sys
from pathlib import Path
from infralog.authoring import files

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(os, sys.argv[2], die)
files.replace_file(Path(sys.argv[1]), b"new" * 100_000)
"""


@pytest.mark.parametrize("call", ["fsync", "chmod", "replace"])
def test_a_kill_leaves_the_old_file(tmp_path: Path, call: str) -> None:
    file = tmp_path / "entry.md"
    file.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED, str(file), call], check=False)
    assert done.returncode == -9
    assert file.read_bytes() == b"old"
    left = [path.name for path in tmp_path.iterdir() if path != file]
    assert all(name.startswith(".infralog-") for name in left)


def test_a_failed_write_leaves_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "entry.md"
    file.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(file, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["entry.md"]
    assert file.read_bytes() == b"old"


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "entry.md"
    create_file(file, b"first")
    with pytest.raises(InfralogError, match="exists already"):
        create_file(file, b"second")
    assert file.read_bytes() == b"first"
    assert len(list(file.parent.iterdir())) == 1


def test_modes_are_those_of_the_file_and_of_the_umask(tmp_path: Path) -> None:
    file = tmp_path / "entry.md"
    before = os.umask(0o027)
    try:
        create_file(file, b"a")
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == 0o640
    file.chmod(0o600)
    replace_file(file, b"b")
    assert file.stat().st_mode & 0o777 == 0o600
