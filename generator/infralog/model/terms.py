"""The words that records have for how bad, for whom, and how far (DESIGN section 3)."""

from __future__ import annotations

from enum import StrEnum


class Impact(StrEnum):
    """How badly the public was hit by an incident, in rising order but for `UNKNOWN`."""

    NONE = "none"
    """Internal only."""
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"
    UNKNOWN = "unknown"
    """Not known or not published; drawn as an outline."""


class Audience(StrEnum):
    """Which of the two logs an entry stands in (DESIGN section 10)."""

    PUBLIC = "public"
    INTERNAL = "internal"


class FollowUpState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class MaintenanceState(StrEnum):
    """Where planned work stands, as its author says."""

    PLANNED = "planned"
    ACTIVE = "active"
    DONE = "done"
    CANCELLED = "cancelled"


class SpofMove(StrEnum):
    """What an entry does to a single point of failure (DESIGN section 6)."""

    EXPOSES = "exposes"
    REDUCES = "reduces"
    REMOVES = "removes"
    REINTRODUCES = "reintroduces"
    ACCEPTS = "accepts"
