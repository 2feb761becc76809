"""JSON Schema of front matter, with the log's own catalogue as choices, for editors."""

from __future__ import annotations

from collections.abc import Mapping

from infralog.authoring.choices import FOLLOW_UP_STATES, SHAPES, Shape, choices_of
from infralog.model.terms import SpofMove
from infralog.parse.fields import PAGE_KEYS, TABLES
from infralog.parse.reading import Field
from infralog.parse.values import MAX_TITLE
from infralog.settings import Settings

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest draft that the validators of editors share."""

Schema = dict[str, object]

_TEXT: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
"""Unquoted, 504 and no are texts to the log, but not to editors."""
_ID: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_WORD: Schema = {"type": "string", "pattern": "^[a-z0-9]+([._-][a-z0-9]+)*$"}
_URL: Schema = {"type": "string", "format": "uri", "pattern": "^https?://"}
_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
_CLOCK = r"([Tt ]\d\d:\d\d(:\d\d([.,]\d+)?)?( ?([Zz]|[+-]\d\d(:?\d\d)?))?)?"
_TIME: Schema = {"type": "string", "pattern": rf"^\d{{4}}-\d\d-\d\d{_CLOCK}$"}
_STEP: Schema = {"type": "string", "pattern": r"^(\d\d:\d\d(:\d\d)?|\+(\d+[dhms])+)$"}


def _list(item: Schema) -> Schema:
    """A list, or one item without its list."""
    return {"anyOf": [{"type": "array", "items": item}, item]}


def _object(required: tuple[str, ...], **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


_SHAPES: Mapping[Shape, Schema] = {
    Shape.TEXT: _TEXT,
    Shape.TIME: _TIME,
    Shape.TIME_OR_UNKNOWN: {"anyOf": [_TIME, {"const": "unknown"}]},
    Shape.FLAG: {"type": "boolean"},
    Shape.COUNT: {"type": "integer", "minimum": 1, "maximum": 99},
    Shape.ID: _ID,
    Shape.IDS: _list(_ID),
    Shape.WORDS: _list(_WORD),
    Shape.TEXTS: _list(_TEXT),
    Shape.ADDRESS: {"anyOf": [_URL, {"const": "none"}]},
    Shape.CORRECTIONS: _list(_object(("at", "text"), at=_TIME, text=_TEXT)),
    Shape.LINKS: _list(_object(("title", "url"), title=_TEXT, url=_URL)),
    Shape.EVENTS: _list(
        _object(("at", "what"), at={"anyOf": [_TIME, _STEP]}, what=_TEXT, kind=_WORD)
    ),
    Shape.PROMISES: _list(
        _object(("what",), what=_TEXT, state={"enum": FOLLOW_UP_STATES}, by=_ID, due=_DAY)
    ),
    Shape.MOVES: _object((), **{move.value: _list(_ID) for move in SpofMove}),
}
"""What each shape is in JSON; what has choices is made from the settings."""


def schema_of(kind: str, settings: Settings) -> Schema:
    """The schema of one kind of record: an incident, a change, a week's note, ..."""
    table = TABLES[kind]
    return {
        "$schema": DIALECT,
        "title": f"infralog {kind}",
        "type": "object",
        "properties": {
            **{key: _property(field, settings) for key, field in table.items()},
            **{key: {"description": "of the site's theme"} for key in sorted(PAGE_KEYS)},
        },
        "patternProperties": {"^x-.": {"description": "of your own"}},
        "required": [key for key, field in table.items() if field.required],
        "additionalProperties": False,
    }


def schemas(settings: Settings) -> Schema:
    """One document with the schema of every kind below `definitions`; any of them will do."""
    kinds = {kind: schema_of(kind, settings) for kind in TABLES}
    for one in kinds.values():
        del one["$schema"]
    return {
        "$schema": DIALECT,
        "title": "infralog front matter",
        "anyOf": [{"$ref": f"#/definitions/{kind}"} for kind in kinds],
        "definitions": {
            kind: {k: v for k, v in one.items() if k != "$schema"} for kind, one in kinds.items()
        },
    }


def _property(field: Field, settings: Settings) -> Schema:
    schema = dict(_form(field, settings))
    if field.key == "title":
        schema["maxLength"] = MAX_TITLE
    if field.rule:
        schema["description"] = field.rule
    return schema


def _form(field: Field, settings: Settings) -> Schema:
    shape = SHAPES[field.key]
    choices = choices_of(field.key, settings)
    if choices is None:
        return _SHAPES[shape]
    one: Schema = {"enum": list(choices)}
    return _list(one) if shape is Shape.WORDS else one
