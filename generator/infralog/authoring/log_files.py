"""The files of a log, for commands that change them: found by id, judged before writing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from infralog.errors import InfralogError, ProblemsFound, did_you_mean
from infralog.model.entry import Entry
from infralog.parse.body import Converter
from infralog.parse.parsed import Parsed
from infralog.parse.record import parse_source
from infralog.settings import Settings
from infralog.source.file import SourceFile, read_source, source_paths


class Found(NamedTuple):
    """An entry and its file, without problems."""

    entry: Entry
    source: SourceFile
    file: Path


def problems_of(path: str, data: bytes, *, settings: Settings, convert: Converter) -> list[str]:
    """What is wrong with a file that would stand at `path`, each as one line."""
    parsed = parse_source(SourceFile(path, data), settings, convert)
    return [f"{problem.code} {problem.message}" for problem in parsed.errors]


@dataclass(frozen=True)
class LogFiles:
    """The entries' folder as commands see it."""

    entries: Path
    settings: Settings
    convert: Converter

    @cached_property
    def paths(self) -> Mapping[str, Path]:
        """The file of every id, of all kinds of record."""
        found = sorted(source_paths(self.entries))
        return {path.stem: path for path in found}

    def ids_in(self, folder: str) -> set[str]:
        """The ids of the records in one of the log's folders."""
        return {path.stem for path in (self.entries / folder).rglob("*.md")}

    def shown(self, file: Path) -> str:
        """A file as the user and git know it: from the folder where the command runs."""
        return os.path.relpath(file)

    def find(self, name: str) -> Found:
        """The entry of an id, an alias, or a file's path.

        Raises InfralogError where there is none, ProblemsFound where its file has problems.
        """
        id_ = PurePosixPath(name).stem if name.endswith(".md") else name
        file = self.paths.get(id_) or self.aliases.get(id_)
        if file is None:
            raise InfralogError(f"{name!r} is no entry; {did_you_mean(id_, self.paths)}")
        source = read_source(self.entries, file)
        record = self.checked(source.path, source.data).record
        if not isinstance(record, Entry):
            raise InfralogError(f"{name!r} is a {source.folder[:-1]}, not an entry; edit its file.")
        return Found(record, source, file)

    def checked(self, path: str, data: bytes) -> Parsed:
        """What a file that stands, or is to stand, at `path` says. Raises ProblemsFound."""
        parsed = parse_source(SourceFile(path, data), self.settings, self.convert)
        if parsed.errors:
            shown = self.shown(self.entries / path)
            raise ProblemsFound(problem._replace(path=shown) for problem in parsed.errors)
        return parsed

    def plain_pages(self) -> Iterator[Path]:
        """Every Markdown file, records and all others, sorted, hidden ones left out."""
        for path in sorted(self.entries.rglob("*.md")):
            inside = path.relative_to(self.entries)
            if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield path

    @cached_property
    def aliases(self) -> Mapping[str, Path]:
        """The file of every old id that an entry still answers to."""
        found: dict[str, Path] = {}
        for file in self.paths.values():
            source = read_source(self.entries, file)
            if b"aliases" in source.data:
                record = parse_source(source, self.settings, self.convert).record
                names = record.aliases if isinstance(record, Entry) else ()
                found.update((str(name), file) for name in names)
        return found

    @property
    def taken(self) -> frozenset[str]:
        """Names that a new record cannot have."""
        return frozenset((*self.paths, *self.aliases))
