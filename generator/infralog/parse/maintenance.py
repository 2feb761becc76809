"""Maintenance: planned work, never an outage before it starts (DESIGN section 3)."""

from __future__ import annotations

from infralog.model.terms import MaintenanceState
from infralog.parse.entry import COMMON, TIME
from infralog.parse.reading import Field, Table, table
from infralog.parse.times import moment
from infralog.parse.values import one_of

ORDERS = (("starts", "ends"),)
"""Keys whose times follow each other."""

FIELDS: Table = {
    **COMMON,
    **table(
        Field("starts", moment, TIME, "as planned", required=True, attribute="began"),
        Field("ends", moment, TIME, "not before starts"),
        Field(
            "state",
            one_of(MaintenanceState),
            "planned, active, done or cancelled",
            "where the work stands",
            required=True,
        ),
    ),
}
