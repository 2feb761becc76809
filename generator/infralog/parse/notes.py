"""Weeks' notes, SPOFs and efforts: what is registered beside the entries (DESIGN section 3)."""

from __future__ import annotations

from infralog.parse.change import effort_id
from infralog.parse.entry import AUTHORS, SERVICES, TIME, TITLE
from infralog.parse.reading import Field, Table, table
from infralog.parse.times import moment
from infralog.parse.values import count, group, scalar

EFFORT_ORDERS = (("started", "finished"),)
"""Keys of an effort whose times follow each other."""

WEEK: Table = table(
    Field("headline", scalar, "text", "what the week is remembered for"),
    Field("covers", count, "number of weeks", "1 if absent; 2 joins the week before"),
    AUTHORS,
)

SPOF_FILE: Table = table(
    TITLE,
    Field("found", moment, TIME, "when it was known", required=True),
    SERVICES,
)

EFFORT: Table = table(
    TITLE,
    Field("group", group, "prevention, efficiency, capacity or feature", "as of changes"),
    Field("started", moment, TIME, "when the work began"),
    Field("finished", moment, TIME, "not before started"),
    Field("part_of", effort_id, "effort id", "efforts nest"),
)
