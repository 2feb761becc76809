"""JSON Schema 2020-12 of every document under `/api/log/`."""

from __future__ import annotations

from collections.abc import Mapping

from infralog.model.terms import FollowUpState, Impact, MaintenanceState, SpofMove
from infralog.outputs.opendata.documents import VERSION
from infralog.views.spof_history import SpofState

Schema = dict[str, object]

_TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}
_ID: Schema = {"type": "string", "minLength": 1}
_HASH: Schema = {"type": "string", "description": "Changes whenever the document does."}
_DATE: Schema = {"type": "string", "format": "date"}
_MOMENT: Schema = {
    "description": "A time with its offset, or a bare date where the hour is not published.",
    "type": "string",
    "anyOf": [{"format": "date-time"}, {"format": "date"}],
    "pattern": r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d)?$",
}
_URL: Schema = {"type": "string", "format": "uri-reference"}


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(values: type[str]) -> Schema:
    return {"enum": [str(value) for value in values]}  # type: ignore[attr-defined] # enums only


def _object(keys: Mapping[str, Schema]) -> Schema:
    """An object that has all of these keys, and may get others in time."""
    return {"type": "object", "properties": dict(keys), "required": list(keys)}


_CORRECTION = {"at": _MOMENT, "text": _TEXT}

_HEAD: Mapping[str, Schema] = {"$schema": _URL, "version": {"const": VERSION}}

_ENTRY: Mapping[str, Schema] = {
    **_HEAD,
    "id": _ID,
    "feed_id": {"type": "string", "pattern": "^tag:"},
    "url": _URL,
    "title": _TEXT,
    "summary": _TEXT,
    "week": _DATE,
    "began": _MOMENT,
    "ended": _maybe(_MOMENT),
    "published": _maybe(_MOMENT),
    "updated": _MOMENT,
    "services": _list(_ID),
    "regions": _list(_ID),
    "tags": _list(_ID),
    "authors": _list(_TEXT),
    "number": _maybe(_TEXT),
    "aliases": _list(_ID),
    "corrections": _list(_object(_CORRECTION)),
    "links": _list(_object({"title": _TEXT, "url": _URL})),
    "spofs": _list(_object({"move": _one_of(SpofMove), "id": _ID})),
    "follows_up": _list(_ID),
    "consequences": _list(_ID),
    "html": _TEXT,
    "text": _TEXT,
}

_INCIDENT: Mapping[str, Schema] = {
    **_ENTRY,
    "type": {"const": "incident"},
    "impact": _one_of(Impact),
    "ongoing": _FLAG,
    "detected": _maybe(_MOMENT),
    "mitigated": _maybe(_MOMENT),
    "duration_seconds": _maybe({"type": "integer", "minimum": 0}),
    "near_miss": _FLAG,
    "pending": _FLAG,
    "cause": _list(_TEXT),
    "occurrences": _list(_ID),
    "caused_by": _list(_ID),
    "prevented_by": _list(_ID),
    "status_page": _maybe(_TEXT),
    "timeline": _list(_object({"at": _MOMENT, "what": _TEXT, "kind": _maybe(_TEXT)})),
    "follow_ups": _list(
        _object(
            {
                "what": _TEXT,
                "state": _one_of(FollowUpState),
                "by": _maybe(_ID),
                "due": _maybe(_DATE),
            }
        )
    ),
}

_CHANGE: Mapping[str, Schema] = {
    **_ENTRY,
    "type": {"const": "change"},
    "group": _ID,
    "ongoing": _FLAG,
    "effort": _maybe(_ID),
    "prevents": _list(_ID),
}

_MAINTENANCE: Mapping[str, Schema] = {
    **_ENTRY,
    "type": {"const": "maintenance"},
    "state": _one_of(MaintenanceState),
}

_WEEK: Mapping[str, Schema] = {
    **_HEAD,
    "type": {"const": "week"},
    "id": _DATE,
    "feed_id": {"type": "string", "pattern": "^tag:"},
    "url": _URL,
    "first_day": _DATE,
    "last_day": _DATE,
    "headline": _maybe(_TEXT),
    "authors": _list(_TEXT),
    "entries": _list(_ID),
    "continued": _list(_ID),
    "late": _list(_ID),
    "corrections": _list(_object({"id": _ID, **_CORRECTION})),
    "html": _TEXT,
    "text": _TEXT,
}

_NAMED = _object({"id": _ID, "name": _TEXT, "group": _maybe(_TEXT)})

_STEP = _object({"at": _MOMENT, "state": _one_of(SpofState), "entry": _maybe(_ID)})

_SPOF = _object(
    {
        "id": _ID,
        "url": _URL,
        "title": _TEXT,
        "found": _MOMENT,
        "services": _list(_ID),
        "state": _one_of(SpofState),
        "history": _list(_STEP),
    }
)

_EFFORT = _object(
    {
        "id": _ID,
        "url": _URL,
        "title": _TEXT,
        "group": _maybe(_ID),
        "started": _maybe(_MOMENT),
        "finished": _maybe(_MOMENT),
        "part_of": _maybe(_ID),
    }
)

_LISTED = _object(
    {
        "id": _ID,
        "type": {"enum": ["incident", "change", "maintenance"]},
        "date": _DATE,
        "updated": _MOMENT,
        "hash": _HASH,
    }
)

_INDEX: Mapping[str, Schema] = {
    **_HEAD,
    "type": {"const": "index"},
    "name": _TEXT,
    "url": _URL,
    "language": _TEXT,
    "timezone": _TEXT,
    "services": _list(_NAMED),
    "regions": _list(_NAMED),
    "entries": _list(_LISTED),
    "weeks": _list(_object({"id": _DATE, "hash": _HASH})),
    "spofs": _list(_SPOF),
    "efforts": _list(_EFFORT),
}

SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Documents of an infrastructure log",
    "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in ("incident", "change", "maintenance")]
    + [{"$ref": "#/$defs/week"}, {"$ref": "#/$defs/index"}],
    "$defs": {
        "incident": _object(_INCIDENT),
        "change": _object(_CHANGE),
        "maintenance": _object(_MAINTENANCE),
        "week": _object(_WEEK),
        "index": _object(_INDEX),
    },
}
"""Documents of one version keep all keys named here; new ones may come."""
