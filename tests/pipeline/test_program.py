"""Other libraries make another state of the program, whose cache nobody else takes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from infralog.pipeline.program import package_digest

digest = package_digest.__wrapped__  # without what it remembers
LIBRARIES = ("Markdown", "pymdown_extensions", "pygments", "nh3", "feedgen", "icalendar", "babel")


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_new_version_of_a_library_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str
):
    folder = tmp_path / f"{library}-1.0.dist-info"
    folder.mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "missing"), *sys.path])
    before = digest()
    folder.rename(tmp_path / f"{library}-1.1.dist-info")
    assert digest() != before


def test_other_libraries_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = digest()
    (tmp_path / "markdown_it_py-4.3.0.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert digest() == before
