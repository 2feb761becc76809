"""`/metrics`: the log's counts in OpenMetrics text, for those who scrape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from infralog.model.terms import Impact, MaintenanceState
from infralog.outputs.artifact import Artifact
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import fingerprint
from infralog.views.spof_history import SpofState, histories_of

_GAUGES = {
    "infralog_incidents": "Incidents in the log by impact.",
    "infralog_changes": "Changes in the log by group.",
    "infralog_maintenances": "Planned works in the log by state.",
    "infralog_open_incidents": "Incidents that are not resolved, by impact.",
    "infralog_spofs": "Single points of failure by state.",
    "infralog_build_timestamp_seconds": "When the log was last built.",
}

Sample = tuple[str, str, int]


def artifacts(context: Context) -> Iterator[Artifact]:
    """The one document; it tells the time of the build, so every build makes it."""
    key = f"{context.plain_key}{context.bones}"
    counted = context.recall("metrics", key, lambda: tuple(_samples(context)))
    now = ("infralog_build_timestamp_seconds", "", int(context.now.timestamp()))
    samples = (*counted, now)
    yield Artifact("metrics", fingerprint("metrics", samples), partial(_text, samples))


def _samples(context: Context) -> Iterator[Sample]:
    """Name, label and value of each that bones and settings tell; in the order of `_GAUGES`."""
    log = context.log
    impacts: Counter[str] = Counter(incident.impact for incident in log.incidents)
    ongoing: Counter[str] = Counter(
        incident.impact for incident in log.incidents if incident.is_ongoing
    )
    groups = Counter(change.group for change in log.changes)
    states: Counter[str] = Counter(work.state for work in log.maintenances)
    spofs: Counter[str] = Counter(history[-1].state for history in histories_of(log).values())
    yield from _counted("infralog_incidents", "impact", impacts, Impact)
    yield from _counted("infralog_changes", "group", groups, context.settings.group_ids)
    yield from _counted("infralog_maintenances", "state", states, MaintenanceState)
    yield from _counted("infralog_open_incidents", "impact", ongoing, Impact)
    yield from _counted("infralog_spofs", "state", spofs, SpofState)


def _counted(
    name: str, label: str, counts: Counter[str], values: Iterable[str]
) -> Iterator[Sample]:
    for value in values:
        yield name, f'{{{label}="{_escaped(str(value))}"}}', counts[value]


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _text(samples: Iterable[Sample]) -> bytes:
    lines: list[str] = []
    known = ""
    for name, label, value in samples:
        if name != known:
            lines += [f"# TYPE {name} gauge", f"# HELP {name} {_GAUGES[name]}"]
            known = name
        lines.append(f"{name}{label} {value}")
    return "\n".join((*lines, "# EOF", "")).encode()
