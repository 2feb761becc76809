"""One source, two logs: what a build may hold, with no trace of the rest (DESIGN section 10)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from infralog.errors import Problem
from infralog.model.entry import Change, Entry, EntryId, Incident
from infralog.model.notes import Effort, Spof, WeekNote
from infralog.model.terms import Audience
from infralog.parse.digest import with_new_digest
from infralog.parse.parsed import link_key
from infralog.rules.places import Places, problem_at
from infralog.settings import Settings
from infralog.source.file import FOLDERS

Record: TypeAlias = Entry | WeekNote | Spof | Effort


def for_audience(
    records: Iterable[Record], places: Places, settings: Settings, *, drafts: bool = False
) -> tuple[list[Record], list[Problem]]:
    """The records of this build's audience, and advice on each reference that was dropped.

    Internal entries stay where the audience is internal, drafts where `drafts` says so. Links
    in bodies are told as well; whoever places a body leaves out targets that are not in the log.
    """
    given = list(records)
    hidden = {
        one.id: one
        for one in given
        if isinstance(one, Entry) and _is_hidden(one, settings, drafts=drafts)
    }
    if not hidden:
        return given, []
    kept = [one for one in given if not (isinstance(one, Entry) and one.id in hidden)]
    paths = frozenset(entry.path for entry in hidden.values())
    problems = [
        problem_at(places, one, key, "W302", message)
        for one in kept
        for key, message in _dropped(one, hidden, paths)
    ]
    return [_without(one, hidden) for one in kept], sorted(problems)


def _is_hidden(entry: Entry, settings: Settings, *, drafts: bool) -> bool:
    internal = entry.audience is Audience.INTERNAL and settings.audience == Audience.PUBLIC
    return internal or (entry.draft and not drafts)


def _dropped(
    record: Record, hidden: Mapping[EntryId, Entry], paths: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Key and message of each reference from `record` to what is hidden."""
    for key, id_ in _named(record):
        if id_ in hidden:
            what = "a draft" if hidden[id_].draft else "internal"
            message = f"{id_!r} is {what}; this reference to it is left out of the public log."
            yield key, message
    for target in record.body_links:
        if target in paths:
            message = f"The text links to {target!r}, which is not in the public log; reword it."
            yield link_key(target), message


def _named(record: Record) -> Iterator[tuple[str, EntryId]]:
    if isinstance(record, Incident):
        for count, id_ in enumerate(record.recurrence_of):
            yield f"recurrence_of.{count}", id_
        for count, id_ in enumerate(record.caused_by):
            yield f"caused_by.{count}", id_
        for count, task in enumerate(record.follow_ups):
            if task.by:
                yield f"follow_ups.{count}.by", task.by
    elif isinstance(record, Change):
        for count, id_ in enumerate(record.prevents):
            yield f"prevents.{count}", id_


def _without(record: Record, hidden: Mapping[EntryId, Entry]) -> Record:
    """The record without its references to what is hidden; itself where it has none."""
    if not any(id_ in hidden for _, id_ in _named(record)):
        return record
    if isinstance(record, Change):
        return with_new_digest(replace(record, prevents=_left(record.prevents, hidden)))
    if isinstance(record, Incident):
        less = replace(
            record,
            recurrence_of=_left(record.recurrence_of, hidden),
            caused_by=_left(record.caused_by, hidden),
            follow_ups=tuple(
                task._replace(by=None) if task.by in hidden else task for task in record.follow_ups
            ),
        )
        return with_new_digest(less)
    return record


def _left(ids: tuple[EntryId, ...], hidden: Mapping[EntryId, Entry]) -> tuple[EntryId, ...]:
    return tuple(id_ for id_ in ids if id_ not in hidden)


def is_file_shown(path: str, linked: Container[str], hidden: Container[str]) -> bool:
    """Whether a file that is no page may be published; `path` is under the entries' folder.

    Beside the records only what a text links to; elsewhere all but what `hidden` texts alone
    link to. So a picture is not published because its internal entry was removed.
    """
    return path in linked or (path not in hidden and path.partition("/")[0] not in FOLDERS)
