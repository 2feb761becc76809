"""Which files belong to a log, and how their states are told apart."""

from __future__ import annotations

import pytest

from infralog.errors import InfralogError
from infralog.source.file import MAX_FILE, SourceFile, read_source, read_sources, source_paths


def write(folder, *paths):
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(path.encode())


def test_records_are_read_at_any_depth_and_sorted(tmp_path):
    write(tmp_path, "weeks/b.md", "incidents/2024/a.md", "incidents/x.md", "spofs/1/2/c.md")
    found = read_sources(tmp_path)
    assert [one.path for one in found] == [
        "incidents/2024/a.md",
        "incidents/x.md",
        "spofs/1/2/c.md",
        "weeks/b.md",
    ]
    assert found[0] == SourceFile("incidents/2024/a.md", b"incidents/2024/a.md")
    assert [one.relative_to(tmp_path).as_posix() for one in source_paths(tmp_path)] == [
        one.path for one in found
    ]


def test_all_else_is_passed_over(tmp_path):
    write(tmp_path, "about.md", "assets/a.md", "incidents/a.png", "incidents/.a.md")
    write(tmp_path, "incidents/.git/b.md", "incidents/c.md.swp")
    assert read_sources(tmp_path) == []


def test_a_folder_without_a_log_is_an_empty_log(tmp_path):
    assert read_sources(tmp_path / "nowhere") == []


def test_a_huge_file_is_cut_just_beyond_the_limit(tmp_path):
    write(tmp_path, "incidents/a.md")
    (tmp_path / "incidents/a.md").write_bytes(b"x" * (2 * MAX_FILE))
    assert len(read_sources(tmp_path)[0].data) == MAX_FILE + 1


def test_a_file_that_cannot_be_read_is_an_error_of_the_user(tmp_path):
    with pytest.raises(InfralogError, match=r"incidents/a\.md cannot be read: No such file"):
        read_source(tmp_path, tmp_path / "incidents/a.md")


def test_control_characters_of_a_name_reach_no_terminal(tmp_path):
    write(tmp_path, "incidents/a\x1b[31m.md")
    assert read_sources(tmp_path)[0].path == "incidents/a?[31m.md"


def test_the_digest_tells_content_and_place():
    one = SourceFile("incidents/a.md", b"x")
    assert one.digest == SourceFile("incidents/a.md", b"x").digest
    assert one.digest != SourceFile("incidents/a.md", b"y").digest
    assert one.digest != SourceFile("incidents/2024/a.md", b"x").digest


def test_folder_and_stem():
    one = SourceFile("incidents/2024/2024-12-12-a.b.md", b"")
    assert (one.folder, one.stem) == ("incidents", "2024-12-12-a.b")
