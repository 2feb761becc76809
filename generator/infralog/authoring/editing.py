"""The edits that commands make: resolve, correct, settle a promise; each to one file."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from infralog.authoring.files import replace_file
from infralog.authoring.front_edit import FrontEdit
from infralog.authoring.log_files import Found, LogFiles
from infralog.errors import InfralogError
from infralog.model.entry import FollowUp, Incident
from infralog.model.moment import Moment
from infralog.model.terms import FollowUpState
from infralog.parse.times import TimeError, parse_event, parse_moment
from infralog.settings import Settings


class Edited(NamedTuple):
    """What an edit did: the files that git must be told of, as the user knows them.

    `says` is worded as a commit's subject.
    """

    paths: tuple[str, ...]
    says: str


def written_time(text: str | None, now: datetime, settings: Settings) -> str:
    """A time as it goes into front matter; `22:31` is today's, None is `now` (aware).

    Raises InfralogError, which says how to write it.
    """
    zone = settings.zone
    if text is not None and not _is_short(text):
        try:
            parse_moment(text, zone)
        except TimeError as error:
            raise InfralogError(str(error)) from error
        return text
    try:
        at = parse_event(text, Moment.of(now), zone) if text else Moment.of(now)
    except TimeError as error:
        raise InfralogError(str(error)) from error
    return local_text(at.instant.astimezone(zone))


def _is_short(text: str) -> bool:
    return text.startswith("+") or "-" not in text


def local_text(local: datetime) -> str:
    """`2024-12-12 22:31`, with the offset where the clocks show that time twice."""
    text = local.strftime("%Y-%m-%d %H:%M")
    if local.utcoffset() == local.replace(fold=1 - local.fold).utcoffset():
        return text
    return local.isoformat(" ", "minutes")


def resolve(files: LogFiles, id_: str, at: str) -> Edited:
    """Tell when an incident ended. Raises InfralogError where it is over already."""
    found = files.find(id_)
    incident = _incident(found, "are resolved")
    if incident.resolved:
        over = incident.resolved.isoformat(files.settings.zone)[:16].replace("T", " ")
        raise InfralogError(
            f"{incident.id} is resolved since {over}; to change that, edit"
            f" {files.shown(found.file)}."
        )
    edit = FrontEdit.of(found.source.data)
    edit = edit.with_value("resolved", at, ("started", "detected", "mitigated"))
    return _written(files, found, edit, f"Resolve {incident.id}")


def correct(files: LogFiles, id_: str, text: str, at: str) -> Edited:
    """Add to what was put right in an entry."""
    found = files.find(id_)
    if not text.strip():
        raise InfralogError("The correction is empty; say what was wrong and is right now.")
    edit = FrontEdit.of(found.source.data)
    edit = edit.with_item("corrections", {"at": at, "text": " ".join(text.split())})
    return _written(files, found, edit, f"Correct {found.entry.id}")


def follow_ups_of(files: LogFiles, id_: str) -> tuple[FollowUp, ...]:
    """The promises made after an incident, in the order of its file."""
    return _incident(files.find(id_), "have follow-ups").follow_ups


def settle(files: LogFiles, id_: str, item: int, state: FollowUpState, by: str | None) -> Edited:
    """Tell what became of a promise; `item` counts from 0, `by` is the entry that kept it."""
    found = files.find(id_)
    incident = _incident(found, "have follow-ups")
    if not 0 <= item < len(incident.follow_ups):
        count = len(incident.follow_ups)
        raise InfralogError(f"{incident.id} has {count} follow-ups; there is no {item + 1}.")
    edit = FrontEdit.of(found.source.data)
    edit = edit.with_value_in("follow_ups", item, "state", state.value)
    if by:
        edit = edit.with_value_in("follow_ups", item, "by", files.find(by).entry.id)
    return _written(files, found, edit, f"Follow-up of {incident.id} is {state.value}")


def _incident(found: Found, doing: str) -> Incident:
    if isinstance(found.entry, Incident):
        return found.entry
    kind = type(found.entry).__name__.lower()
    raise InfralogError(f"{found.entry.id} is a {kind}; only incidents {doing}.")


def _written(files: LogFiles, found: Found, edit: FrontEdit, says: str) -> Edited:
    """Write the edit, unless the file would have problems then."""
    files.checked(found.source.path, edit.data)
    replace_file(found.file, edit.data)
    return Edited((files.shown(found.file),), says)
