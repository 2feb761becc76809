"""Records -> entry files: new ones added, unedited ones kept up to date, edited ones left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from infralog.authoring.importing.draft import IMPORTED, NO_DIGEST, Draft, digest_of, front_of
from infralog.authoring.importing.record import ImportedRecord, Remark
from infralog.authoring.naming import dated_stem, free_stem
from infralog.model.entry import Change, Incident, Maintenance
from infralog.settings import Settings

FOLDERS = {"incident": Incident.folder, "change": Change.folder, "maintenance": Maintenance.folder}


Accept = Callable[[str, bytes], list[str]]
"""(path under the entries' folder, file) -> what the log's rules find wrong with it."""


class Outcome(StrEnum):
    """What became of a record."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    EDITED = "edited here, left alone"
    REFUSED = "not taken"


class Shelved(NamedTuple):
    """One record and its entry. `path` is under the entries' folder, empty where refused."""

    record: ImportedRecord
    outcome: Outcome
    path: str = ""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Shelf:
    """The entries' folder during an import: which ids are taken, which origins are here."""

    entries: Path
    settings: Settings
    accept: Accept
    taken: set[str] = field(default_factory=set)
    origins: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Path, settings: Settings, accept: Accept) -> Shelf:
        """The shelf as it stands on disk."""
        shelf = cls(entries, settings, accept)
        for path in sorted(entries.rglob("*.md")):
            inside = path.relative_to(entries)
            if not any(part.startswith(".") for part in inside.parts):
                shelf._note(inside.as_posix(), path.read_bytes())
        return shelf

    def _note(self, path: str, data: bytes) -> None:
        self.taken.add(PurePosixPath(path).stem)
        if b"aliases" not in data and IMPORTED.encode() not in data:
            return
        front = front_of(data)
        aliases = front.get("aliases")
        if isinstance(aliases, str | list):
            self.taken.update([aliases] if isinstance(aliases, str) else aliases)
        imported = front.get(IMPORTED)
        if isinstance(imported, dict) and isinstance(imported.get("from"), str):
            self.origins.setdefault(imported["from"], path)

    def place(self, record: ImportedRecord) -> str:
        """The path of a record's entry: where it stands already, else a free one."""
        if record.origin in self.origins:
            return self.origins[record.origin]
        day = record.began.date_in(self.settings.zone)
        stem = free_stem(dated_stem(day, record.title, record.kind), self.taken)
        self.taken.add(stem)
        path = f"{FOLDERS[record.kind]}/{day.year:04}/{stem}.md"
        self.origins[record.origin] = path
        return path

    def shelve(self, records: Iterable[ImportedRecord], *, write: bool) -> Iterator[Shelved]:
        """Each record's entry, one by one; nothing reaches the disk unless `write`.

        Records must all be known first, so that bodies can link to each other's entries.
        """
        placed = [(record, self.place(record)) for record in records]
        for record, path in placed:
            yield self._shelve(record, path, write=write)

    def _shelve(self, record: ImportedRecord, path: str, *, write: bool) -> Shelved:
        draft = Draft.of(record, path, self.settings, self.origins)
        remarks = (*record.remarks, *draft.remarks)
        problems = self.accept(path, draft.data)
        if problems:
            reason = problems[0]
            if not path.startswith(f"{FOLDERS[record.kind]}/"):
                reason = f"{path} tells it as another kind of entry; remove that, and import again."
            return Shelved(record, Outcome.REFUSED, "", (Remark(record.path, record.line, reason),))
        outcome = self._outcome(draft)
        if write and outcome in (Outcome.ADDED, Outcome.UPDATED):
            draft.write(self.entries)
        return Shelved(record, outcome, path, remarks)

    def _outcome(self, draft: Draft) -> Outcome:
        file = self.entries / draft.path
        if not file.exists():
            return Outcome.ADDED
        text = file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        if text == draft.text:
            return Outcome.UNCHANGED
        imported = front_of(text.encode()).get(IMPORTED)
        remembered = str(imported.get("digest")) if isinstance(imported, dict) else ""
        images = [self.entries / name for name in draft.images]
        here = digest_of(text.replace(remembered, NO_DIGEST), images)
        if remembered == draft.digest:
            return Outcome.UNCHANGED
        return Outcome.UPDATED if here == remembered else Outcome.EDITED
