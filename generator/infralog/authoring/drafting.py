"""A new record's file: from its kind, title and values to text that passes every check."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from infralog.authoring.editing import local_text
from infralog.authoring.files import create_file
from infralog.authoring.front_edit import FrontEdit
from infralog.authoring.front_matter import entry_text, in_order
from infralog.authoring.log_files import LogFiles
from infralog.authoring.naming import dated_stem, free_stem, slug_of
from infralog.errors import InfralogError
from infralog.model.moment import Moment
from infralog.model.week import Week
from infralog.parse.fields import TABLES, TYPES
from infralog.parse.reading import Field, Reading
from infralog.parse.times import TimeError, parse_moment
from infralog.settings import Settings
from infralog.source.nodes import read_yaml

FOLDERS = {kind: folder for folder, kind in TYPES.items()}
"""The folder of each kind of record."""

BEGINNINGS = {
    "incident": "started",
    "change": "date",
    "maintenance": "starts",
    "spof": "found",
    "effort": "started",
}
"""The key of each kind that says when it began."""

TEMPLATES = ".templates"


class NewFile(NamedTuple):
    """A file that is not yet there; `path` is under the entries' folder."""

    path: str
    data: bytes


def required(kind: str) -> list[Field]:
    """The keys that a kind of record cannot be without, in the order of questions."""
    fields = [one for one in TABLES[kind].values() if one.required]
    return [TABLES[kind][key] for key in in_order({one.key: one for one in fields})]


def defaults(kind: str, now: datetime, settings: Settings) -> dict[str, str]:
    """What may be left unsaid: it happens now, and planned work is planned."""
    local = now.astimezone(settings.zone)
    if kind == "maintenance":
        return {"state": "planned"}
    if kind in ("spof", "change"):
        return {BEGINNINGS[kind]: local.date().isoformat()}
    return {"started": local_text(local)} if kind == "incident" else {}


def late(
    kind: str, values: Mapping[str, object], now: datetime, settings: Settings
) -> dict[str, str]:
    """`published`, for what is written up in a later week than it began (DESIGN section 4)."""
    if kind not in ("incident", "change") or "published" in values:
        return {}
    began = _day_of(str(values.get(BEGINNINGS[kind], "")), now, settings)
    today = now.astimezone(settings.zone).date()
    last = settings.last_weekday
    return {"published": today.isoformat()} if Week.of(began, last) < Week.of(today, last) else {}


def why_not(field: Field, text: str, settings: Settings) -> str | None:
    """What is wrong with one value as an answer for a key; None where it is right."""
    reading = Reading("", settings)
    node, _ = read_yaml(json.dumps(text))
    if node is not None:
        field.read(node, reading)
    return reading.problems[0].message if reading.problems else None


def draft(
    files: LogFiles,
    kind: str,
    values: Mapping[str, object],
    *,
    now: datetime,
    body: str = "",
    day: str | None = None,
) -> NewFile:
    """The file of a new record, made from the team's template of its kind where there is one.

    `now` is aware, `day` any day of the week that a week's file is for. Raises ProblemsFound for
    values that no such file may hold.
    """
    path = f"{FOLDERS[kind]}/{_name(files, kind, values, now, day)}.md"
    template = files.entries / TEMPLATES / f"{kind}.md"
    if template.is_file():
        data = _filled(template.read_bytes(), values, body)
    else:
        data = entry_text(in_order(values), body).encode()
    files.checked(path, data)
    return NewFile(path, data)


def write(files: LogFiles, new: NewFile) -> str:
    """Put a new file in its place; returns its path as the user knows it."""
    file = files.entries / new.path
    create_file(file, new.data)
    return files.shown(file)


def week_of(day: str | None, now: datetime, settings: Settings) -> date:
    """The last day of the week that `day` stands in, or `now` without one."""
    try:
        at = parse_moment(day, settings.zone) if day else Moment.of(now)
    except TimeError as error:
        raise InfralogError(str(error)) from error
    return Week.of(at.date_in(settings.zone), settings.last_weekday).last_day


def _name(
    files: LogFiles, kind: str, values: Mapping[str, object], now: datetime, day: str | None
) -> str:
    settings = files.settings
    if kind == "week":
        return week_of(day, now, settings).isoformat()
    title = str(values.get("title", ""))
    if kind in ("spof", "effort"):
        return free_stem(slug_of(title) or kind, files.taken)
    began = _day_of(str(values.get(BEGINNINGS[kind], "")), now, settings)
    return f"{began.year:04}/{free_stem(dated_stem(began, title, kind), files.taken)}"


def _day_of(text: str, now: datetime, settings: Settings) -> date:
    try:
        return parse_moment(text, settings.zone).date_in(settings.zone)
    except TimeError:
        # The check of the file tells what is wrong with the time; any day will do until then.
        return now.date()


def _filled(template: bytes, values: Mapping[str, object], body: str) -> bytes:
    """The team's template with these values, its comments and its own keys kept."""
    edit = FrontEdit.of(template)
    above: list[str] = []
    for key, value in in_order(values).items():
        edit = _with(edit, key, value, above)
        above.append(key)
    return (edit.with_body(body) if body else edit).data


def _with(edit: FrontEdit, key: str, value: object, above: Sequence[str]) -> FrontEdit:
    if not edit.holds(key):
        return edit.with_key(key, value, above)
    if isinstance(value, bool):
        return edit.with_value(key, str(value).lower())
    if isinstance(value, list):
        for item in value:
            edit = edit.with_item(key, item)
        return edit
    if isinstance(value, str):
        return edit.with_value(key, value)
    raise InfralogError(f"The template has {key!r} already; write the rest there by hand.")
