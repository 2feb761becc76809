"""What is read again, and what is taken from the cache: by stamp, by bytes, never out of date."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from infralog.parse import record
from infralog.parse.body import Converter
from infralog.pipeline import reading
from infralog.pipeline.cache import Cache
from infralog.pipeline.reading import Reader
from infralog.settings import Settings

TEXT = "---\ntitle: One\nstarted: 2024-12-12\nimpact: minor\n---\nTold.\n"
LONG_AGO = 1_700_000_000


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    entries = tmp_path / "entries"
    for name in ("2024-12-12-a", "2024-12-13-b"):
        file = entries / "incidents" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT, encoding="utf-8")
    return Reader(entries, Settings(), Converter(), Cache(tmp_path / "cache"), "salt")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of files that are parsed from here on."""
    paths: list[str] = []
    parse = record.parse_sources

    def noted(sources, *rest):
        paths.extend(source.path for source in sources)
        return parse(sources, *rest)

    monkeypatch.setattr(record, "parse_sources", noted)
    return paths


@pytest.fixture
def grown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are old enough to be known by their stamps as soon as they are written."""
    monkeypatch.setattr(reading, "_YOUNG", -1_000_000_000)


def test_what_stands_as_it_did_is_neither_parsed_nor_read(reader, parsed, grown, monkeypatch):
    first, _ = reader.read()
    monkeypatch.setattr(reading, "source_at", None)
    again, bodies = reader.read()
    assert again == first
    assert len(parsed) == 2
    read = next(iter(again.values()))
    bodies.belong_to({"its record": read})
    assert bodies["its record"].text == "Told."


def test_a_young_file_is_told_by_its_bytes(reader, parsed):
    reader.read()
    file = reader.folder / "incidents/2024-12-12-a.md"
    before = file.stat()
    file.write_text(TEXT.replace("Told", "Gone"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    reader.read()
    assert parsed[2:] == ["incidents/2024-12-12-a.md"]


def test_a_time_that_was_set_back_hides_no_edit(reader, parsed, grown):
    file = reader.folder / "incidents/2024-12-12-a.md"
    os.utime(file, (LONG_AGO, LONG_AGO))
    reader.read()
    file.write_text(TEXT.replace("Told", "Gone"), encoding="utf-8")
    os.utime(file, (LONG_AGO, LONG_AGO))
    reader.read()
    assert parsed[2:] == ["incidents/2024-12-12-a.md"]


def test_a_file_that_was_only_touched_is_not_parsed(reader, parsed, grown):
    reader.read()
    file = reader.folder / "incidents/2024-12-12-a.md"
    os.utime(file, (LONG_AGO, LONG_AGO))
    reads, _ = reader.read()
    assert len(parsed) == 2
    assert reads["incidents/2024-12-12-a.md"].stamp[1] == LONG_AGO * 1_000_000_000


def test_an_edit_writes_one_part_and_a_removal_is_noticed(reader, grown, monkeypatch):
    reader.read()
    written: list[set[str]] = []
    put = Cache.put
    monkeypatch.setattr(Cache, "put", lambda self, new: (written.append(set(new)), put(self, new)))
    (reader.folder / "incidents/2024-12-12-a.md").write_text(TEXT + "More.", encoding="utf-8")
    reader.read()
    parts = [name for names in written for name in names if name.startswith("records:")]
    assert len(parts) == 1
    (reader.folder / "incidents/2024-12-13-b.md").unlink()
    assert list(reader.read()[0]) == ["incidents/2024-12-12-a.md"]
    assert list(reader.read()[0]) == ["incidents/2024-12-12-a.md"]
