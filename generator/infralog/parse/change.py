"""Changes: what is made better (DESIGN section 3)."""

from __future__ import annotations

from infralog.model.entry import EffortId
from infralog.parse.entry import COMMON, SPOF, TIME, entry_id
from infralog.parse.reading import Field, Reading, Table, table
from infralog.parse.times import moment
from infralog.parse.values import group, set_of, slug, switch
from infralog.source.nodes import Node

ORDERS = (("date", "finished"),)
"""Keys whose times follow each other."""


def effort_id(node: Node, reading: Reading) -> EffortId | None:
    """The id of an effort; whether it exists is a rule of the whole log."""
    text = slug(node, reading)
    return None if text is None else EffortId(text)


def _ongoing(node: Node, reading: Reading) -> bool | None:
    value = switch(node, reading)
    if value and "finished" in reading.values:
        reading.wrong(node, "E139", "The change is 'finished' and 'ongoing' at once; remove one.")
    return value


FIELDS: Table = {
    **COMMON,
    **table(
        Field("date", moment, TIME, "when it was made", required=True, attribute="began"),
        Field("finished", moment, TIME, "not before date"),
        Field(
            "group",
            group,
            "prevention, efficiency, capacity or feature",
            "or one of the groups in the settings",
            required=True,
        ),
        Field("ongoing", _ongoing, "true or false", "the star in the outline"),
        Field("effort", effort_id, "effort id", "the work it is a part of"),
        Field("prevents", set_of(entry_id), "list of incident ids", "shown on the incidents too"),
    ),
    **table(SPOF),
}
