"""Incidents: what broke, when, how badly, and what follows from it (DESIGN section 3)."""

from __future__ import annotations

from infralog.model.entry import FollowUp, TimelineEvent
from infralog.model.moment import Moment
from infralog.model.terms import FollowUpState, Impact
from infralog.parse.entry import COMMON, SPOF, TIME, entry_id
from infralog.parse.mappings import mapping
from infralog.parse.reading import Field, Reading, Table, table
from infralog.parse.times import TimeError, day, is_before, moment, parse_event
from infralog.parse.values import list_of, one_of, scalar, set_of, switch, url, word
from infralog.source.nodes import Keyed, Listed, Node, Scalar

UNKNOWN = "unknown"

_NOT_YET = frozenset(("ongoing", "open", "no", "not yet", "false", "none", "null", "~", "tbd", "-"))
"""What authors write for an end that is still to come."""

ORDERS = (("started", "detected", "mitigated", "resolved"), ("started", "published"))
"""Keys whose times follow each other."""


def _resolved(node: Node, reading: Reading) -> Moment | None:
    if isinstance(node, Scalar) and node.text == UNKNOWN:
        reading.values["end_unknown"] = True
        return None
    if isinstance(node, Scalar) and node.text.lower() in _NOT_YET:
        message = f"{node.text!r} is no time; leave 'resolved' out while the incident lasts."
        reading.wrong(node, "E130", message)
        return None
    return moment(node, reading)


def _status_page(node: Node, reading: Reading) -> str | None:
    if isinstance(node, Scalar) and node.text == "none":
        return node.text
    return url(node, reading)


def _timeline(node: Node, reading: Reading) -> tuple[TimelineEvent, ...]:
    """Events in order; each is counted from the one before, the first from the start."""
    before = reading.values.get("began")
    events: list[TimelineEvent] = []
    if not isinstance(before, Moment):
        return ()
    for item in node.items if isinstance(node, Listed) else (node,):
        if _is_time_as_key(item, reading):
            continue
        values = mapping(_EVENT)(item, reading)
        at = _event_time(values.pop("at"), before, reading, first=not events) if values else None
        if values and at:
            events.append(TimelineEvent(at=at, **values))  # type: ignore[arg-type] # as read
            before = at
    return tuple(events)


def _is_time_as_key(item: Node, reading: Reading) -> bool:
    """Whether an event is written as `22:31: what happened`, which is told then."""
    if not isinstance(item, Keyed) or item.fields.keys() & _EVENT.keys():
        return False
    [(key, value), *_] = item.fields.items()
    if not key[:1].isdigit() and not key.startswith("+"):
        return False
    what = value.text if isinstance(value, Scalar) and value.text else "..."
    message = f"{key!r} is no key; write 'at: {key}' and on a line below it 'what: {what[:60]}'."
    reading.wrong(item.keys[key], "E120", message)
    return True


def _event_time(at: object, before: Moment, reading: Reading, *, first: bool) -> Moment | None:
    assert isinstance(at, Scalar)  # noqa: S101 - `_as_written` gives no other
    zone = reading.settings.zone
    try:
        found = parse_event(" ".join(at.text.split()), before, zone)
    except TimeError as error:
        reading.wrong(at, error.code, str(error))
        return None
    if not first and is_before(found, before, zone):
        message = (
            f"{at.text!r} is before the event above it; put the events in order,"
            " or write the date too if it was the next day."
        )
        reading.wrong(at, "E135", message)
    return found


def _as_written(node: Node, reading: Reading) -> Scalar | None:
    return node if scalar(node, reading) and isinstance(node, Scalar) else None


_EVENT = table(
    Field("at", _as_written, "a time, 22:31 or +17m", required=True),
    Field("what", scalar, "a text", required=True),
    Field("kind", word, "one word"),
)
_FOLLOW_UP = table(
    Field("what", scalar, "a text", required=True),
    Field("state", one_of(FollowUpState), "open, done or dropped", "open if absent"),
    Field("by", entry_id, "entry id", "the entry that takes care of it"),
    Field("due", day, "date"),
)


def _follow_up(node: Node, reading: Reading) -> FollowUp | None:
    values = mapping(_FOLLOW_UP)(node, reading)
    return FollowUp(**values) if values else None  # type: ignore[arg-type] # as read


_ENTRIES = "list of entry ids"

FIELDS: Table = {
    **COMMON,
    **table(
        Field(
            "started",
            moment,
            TIME,
            "a bare date where the hour is not published",
            required=True,
            attribute="began",
        ),
        Field("detected", moment, TIME, "not before started"),
        Field("mitigated", moment, TIME, "not before detected"),
        Field(
            "resolved",
            _resolved,
            f"{TIME}, or unknown",
            "not before mitigated; absent: ongoing; unknown: over, the end not published",
        ),
        Field(
            "impact",
            one_of(Impact),
            "none, minor, major, critical or unknown",
            "none: internal only; unknown: not known or not published",
            required=True,
        ),
        Field("near_miss", switch, "true or false", "nothing broke, this time"),
        Field("cause", list_of(scalar), "text or list of texts", "contributing factors"),
        Field("recurrence_of", set_of(entry_id), _ENTRIES, "earlier incidents"),
        Field("caused_by", set_of(entry_id), _ENTRIES, "incidents or changes that led to it"),
        Field(
            "status_page", _status_page, "an http(s) address, or none", "the public event, if any"
        ),
        Field("timeline", _timeline, "list of {at, what, kind}", "in order; see below"),
        Field(
            "follow_ups", list_of(_follow_up), "list of {what, state, by, due}", "what was promised"
        ),
        Field("pending", switch, "true or false", "a stub; the write-up is still to come"),
    ),
    **table(SPOF),
}
