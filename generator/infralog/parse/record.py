"""From one source file to its record, its body, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from infralog.errors import did_you_mean
from infralog.model.body import Body
from infralog.model.entry import Change, EffortId, Entry, EntryId, Incident, Maintenance, SpofId
from infralog.model.notes import Effort, Spof, WeekNote
from infralog.parse.body import Converter, first_paragraph
from infralog.parse.digest import with_digest
from infralog.parse.fields import ENTRY_TYPES, ORDERS, TABLES, TYPES, is_page_key, unknown_key
from infralog.parse.images import unnamed_images
from infralog.parse.mappings import read_fields
from infralog.parse.opening import Opened, bodies_of, open_source
from infralog.parse.order import check_order
from infralog.parse.pagekeys import plain_value
from infralog.parse.parsed import Parsed, Record
from infralog.parse.places import places_of
from infralog.parse.reading import Reading
from infralog.parse.times import TimeError, parse_day
from infralog.parse.values import is_slug, nearest_slug
from infralog.settings import Settings
from infralog.source.file import SourceFile
from infralog.source.flaw import Place
from infralog.source.nodes import Keyed, Scalar


def parse_source(source: SourceFile, settings: Settings, convert: Converter) -> Parsed:
    """Read one file. Never raises for what stands in it: every flaw is a problem."""
    (parsed,) = parse_sources([source], settings, convert)
    return parsed


def parse_sources(
    sources: Iterable[SourceFile], settings: Settings, convert: Converter
) -> list[Parsed]:
    """Read files, as `parse_source` reads one.

    Each step is taken for all of them before the next one (docs/performance.md).
    """
    opened = [open_source(source, settings) for source in sources]
    bodies = bodies_of(opened, convert)
    return [_parsed(one, *both) for one, both in zip(opened, bodies, strict=True)]


def _parsed(opened: Opened, body: Body, whole: Body) -> Parsed:
    source, reading, front = opened
    if front is None:
        return Parsed(None, problems=tuple(reading.problems))
    for unnamed in unnamed_images(front.body, whole.html):
        reading.wrong(front.in_file(unnamed.place), unnamed.code, unnamed.message)
    record = _record(source, front.fields, body, reading)
    places = places_of(front, body)
    hidden_links = tuple(link for link in whole.links if link not in body.links)
    return Parsed(record, body, tuple(sorted(reading.problems)), places, hidden_links)


def _record(source: SourceFile, fields: Keyed, body: Body, reading: Reading) -> Record | None:
    type_ = _type_of(source, fields, reading)
    if type_ is None:
        return None
    known = TABLES[type_]
    for key in fields.fields.keys() - known.keys():
        if not is_page_key(key):
            reading.wrong(fields.keys[key], "E120", unknown_key(key, type_))
    complete = read_fields(known, fields, reading, reading.values)
    for keys in ORDERS[type_]:
        check_order(keys, known, fields, reading)
    named = _is_named(source, type_, reading)
    if not (complete and named):
        return None
    return with_digest(_MAKERS[type_](source, fields, body, reading), body)


def _type_of(source: SourceFile, fields: Keyed, reading: Reading) -> str | None:
    """The folder's type, but for entries whose key `type` says another one."""
    folder_type = TYPES[source.folder]
    given = fields.fields.get("type")
    if folder_type not in ENTRY_TYPES or given is None:
        return folder_type
    if isinstance(given, Scalar) and given.text in ENTRY_TYPES:
        return given.text
    text = given.text if isinstance(given, Scalar) else ""
    reading.wrong(given, "E125", f"{text!r} is no type; {did_you_mean(text, ENTRY_TYPES)}")
    return None


def _is_named(source: SourceFile, type_: str, reading: Reading) -> bool:
    """Whether the file's name can name the record: a date for weeks, an id for all others."""
    if type_ == "week":
        return _last_day(source, reading) is not None
    if is_slug(source.stem):
        return True
    message = (
        f"{source.stem!r} cannot be an id; name the file with small letters, digits and hyphens:"
        f" {nearest_slug(source.stem)}.md."
    )
    reading.wrong(Place(), "E140", message)
    return False


def _last_day(source: SourceFile, reading: Reading) -> date | None:
    try:
        return parse_day(source.stem)
    except TimeError as error:
        message = f"A week's file is named by its last day, such as 2024-12-14.md: {error}"
        reading.wrong(Place(), "E143", message)
        return None


def _entry(source: SourceFile, fields: Keyed, body: Body, reading: Reading) -> Entry:
    values = reading.values
    kind = _ENTRIES[str(values.pop("type", TYPES[source.folder]))]
    if "summary" not in values:
        values["summary"] = first_paragraph(body.html)
    return kind(
        id=EntryId(source.stem),
        path=source.path,
        digest="",
        body_links=body.links,
        page_keys=_page_keys(fields),
        **values,  # type: ignore[arg-type] # each reader gives its field's type
    )


def _week(source: SourceFile, _: Keyed, body: Body, reading: Reading) -> WeekNote:
    return WeekNote(
        path=source.path,
        digest="",
        body_links=body.links,
        last_day=parse_day(source.stem),
        **reading.values,  # type: ignore[arg-type] # each reader gives its field's type
    )


def _spof(source: SourceFile, _: Keyed, body: Body, reading: Reading) -> Spof:
    return Spof(
        id=SpofId(source.stem),
        path=source.path,
        digest="",
        body_links=body.links,
        summary=first_paragraph(body.html),
        **reading.values,  # type: ignore[arg-type] # each reader gives its field's type
    )


def _effort(source: SourceFile, _: Keyed, body: Body, reading: Reading) -> Effort:
    return Effort(
        id=EffortId(source.stem),
        path=source.path,
        digest="",
        body_links=body.links,
        summary=first_paragraph(body.html),
        **reading.values,  # type: ignore[arg-type] # each reader gives its field's type
    )


_ENTRIES: Mapping[str, type[Entry]] = {
    "incident": Incident,
    "change": Change,
    "maintenance": Maintenance,
}
_MAKERS: Mapping[str, Callable[[SourceFile, Keyed, Body, Reading], Record]] = {
    "incident": _entry,
    "change": _entry,
    "maintenance": _entry,
    "week": _week,
    "spof": _spof,
    "effort": _effort,
}


def _page_keys(fields: Keyed) -> Mapping[str, object]:
    return {key: plain_value(node) for key, node in fields.fields.items() if is_page_key(key)}
