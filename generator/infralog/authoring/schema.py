"""JSON Schema of front matter, with the log's own catalogue as choices, for editors."""

from __future__ import annotations

from collections.abc import Mapping

from infralog.authoring.choices import choices_of
from infralog.parse.fields import ENTRY_TYPES, PAGE_KEYS, TABLES
from infralog.parse.reading import Field
from infralog.parse.values import MAX_TITLE
from infralog.settings import Settings

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, object]

_TEXT: Schema = {"type": "string", "minLength": 1}
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


_FORMS: Mapping[str, Schema] = {
    "text": _TEXT,
    "plain text": _TEXT,
    "incident, change or maintenance": {"enum": list(ENTRY_TYPES)},
    "true or false": {"type": "boolean"},
    "time": _TIME,
    "time or unknown": {"anyOf": [_TIME, {"const": "unknown"}]},
    "list of old ids": _list(_ID),
    "list of entry ids": _list(_ID),
    "list of incident ids": _list(_ID),
    "effort id": _ID,
    "text or list of texts": _list(_TEXT),
    "http(s) address or none": {"anyOf": [_URL, {"const": "none"}]},
    "number of weeks": {"type": "integer", "minimum": 1, "maximum": 99},
    "list of {at, text}": _list(_object(("at", "text"), at=_TIME, text=_TEXT)),
    "list of {title, url}": _list(_object(("title", "url"), title=_TEXT, url=_URL)),
    "list of {at, what, kind}": _list(
        _object(("at", "what"), at={"anyOf": [_TIME, _STEP]}, what=_TEXT, kind=_WORD)
    ),
    "list of {what, state, by, due}": _list(
        _object(
            ("what",),
            what=_TEXT,
            state={"enum": ["open", "done", "dropped"]},
            by=_ID,
            due=_DAY,
        )
    ),
    "{exposes, reduces, removes, reintroduces, accepts: list of SPOF ids}": _object(
        (),
        exposes=_list(_ID),
        reduces=_list(_ID),
        removes=_list(_ID),
        reintroduces=_list(_ID),
        accepts=_list(_ID),
    ),
}
"""What each form of value is in JSON; forms with choices are made from the settings."""


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
    """One document with the schema of every kind below `$defs`; any of them will do."""
    kinds = {kind: schema_of(kind, settings) for kind in TABLES}
    for one in kinds.values():
        del one["$schema"]
    return {
        "$schema": DIALECT,
        "title": "infralog front matter",
        "anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in kinds],
        "$defs": {
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
    choices = choices_of(field.key, settings)
    if choices is None:
        return _FORMS.get(field.form, _list(_WORD))
    one: Schema = {"enum": list(choices)}
    return _list(one) if field.form == "list of ids" else one
