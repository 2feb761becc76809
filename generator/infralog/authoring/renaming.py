"""Giving an entry another title and id: the old id stays as an alias, references follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from infralog.authoring.editing import Edited
from infralog.authoring.files import create_file, replace_file
from infralog.authoring.front_edit import FrontEdit
from infralog.authoring.log_files import Found, LogFiles
from infralog.authoring.naming import free_stem, slug_of
from infralog.errors import InfralogError
from infralog.source.file import SourceFile

REFERENCES = ("recurrence_of", "caused_by", "prevents", "follow_ups")
"""Keys that name entries of the log, themselves or in the mappings below them."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?=-|\Z)")


class _Change(NamedTuple):
    """One file as it is to be."""

    file: Path
    data: bytes


def rename(files: LogFiles, id_: str, title: str) -> Edited:
    """Change an entry's title, its id after it, and every reference to it.

    The file comes first, then the references: where a kill comes between, the same command
    finds the entry by its alias and finishes. Raises ProblemsFound where a file that would have
    to change has problems, before anything is written.
    """
    found = files.find(id_)
    title = " ".join(title.split())
    stem = _new_stem(files, found, title)
    target = found.file.with_name(f"{stem}.md")
    names = dict.fromkeys((*found.entry.aliases, found.entry.id))
    olds = [name for name in names if name != stem]
    entry = _with_links(_renamed_entry(files, found, title, target), olds, stem)
    others = _references(files, found.file, olds, stem)
    if target == found.file:
        replace_file(target, entry)
    else:
        create_file(target, entry)
        found.file.unlink()
    for change in others:
        replace_file(change.file, change.data)
    changed = dict.fromkeys((target, found.file, *(change.file for change in others)))
    return Edited(tuple(files.shown(file) for file in changed), f"Rename {id_} to {stem}")


def _new_stem(files: LogFiles, found: Found, title: str) -> str:
    """The date of the old id, or of the start, and the slug of the title.

    The old id, where the title holds no letter or digit that an address can have.
    """
    slug = slug_of(title)
    if not slug:
        return found.entry.id
    dated = _DATE.match(found.entry.id)
    day = dated[0] if dated else found.entry.began.date_in(files.settings.zone).isoformat()
    stem = f"{day}-{slug}"
    if stem in found.entry.aliases:
        raise InfralogError(f"{stem!r} was this entry's id before; choose another title.")
    return stem if stem == found.entry.id else free_stem(stem, files.taken)


def _renamed_entry(files: LogFiles, found: Found, title: str, target: Path) -> bytes:
    edit = FrontEdit.of(found.source.data).with_value("title", title)
    if target != found.file and found.entry.id not in found.entry.aliases:
        edit = edit.with_item("aliases", found.entry.id)
    data = edit.data
    files.checked(target.relative_to(files.entries).as_posix(), data)
    return data


def _references(files: LogFiles, renamed: Path, olds: Sequence[str], new: str) -> list[_Change]:
    """Every other file that names one of the old ids, with the new one."""
    changes = []
    marks = [old.encode() for old in olds]
    for file in files.plain_pages():
        data = file.read_bytes()
        if file != renamed and any(mark in data for mark in marks):
            changed = _with_new_id(files, file, data, olds, new)
            changes += [_Change(file, changed)] if changed != data else []
    return changes


def _with_new_id(files: LogFiles, file: Path, data: bytes, olds: Sequence[str], new: str) -> bytes:
    source = SourceFile(file.relative_to(files.entries).as_posix(), data)
    is_record = files.paths.get(file.stem) == file
    if is_record:
        files.checked(source.path, data)
        edit = FrontEdit.of(data)
        for old in olds:
            edit = edit.with_renamed(REFERENCES, old, new)
        data = edit.data
    return _with_links(data, olds, new)


def _with_links(data: bytes, olds: Sequence[str], new: str) -> bytes:
    """The file with links to the new name in place of the old ones."""
    for old in olds:
        link = re.compile(rb"(?<![\w.-])" + re.escape(old.encode()) + rb"\.md(?![\w-])")
        data = link.sub(f"{new}.md".encode(), data)
    return data
