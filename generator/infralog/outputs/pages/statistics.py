"""`/statistics/`: counts by month and impact, times to detect, mitigate and resolve, services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from infralog.model.entry import Incident
from infralog.model.terms import Impact
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.listing import frame_of
from infralog.outputs.page import Page
from infralog.views.bulletin import Figure
from infralog.views.frame import Frame
from infralog.views.statistics import (
    PHASES,
    by_month,
    by_service,
    by_year,
    cases_of,
    distributions_of,
    phases_known,
    repeats_apart,
)

URL = "statistics/"
MONTHS = 24
"""Months in the chart of the newest ones; older ones stand on the pages of their years."""
SERVICES = 40


def pages(context: Context) -> Iterator[Page]:
    """The one page of all numbers."""
    incidents, bulletins = context.log.incidents, context.calendar.bulletins
    last = bulletins[-1].week.last_day if bulletins else None
    words = context.words
    yield Page(
        url=URL,
        title=words.t("statistics.title"),
        description=words.t("statistics.lead"),
        section=URL,
        kind="statistics",
        key=fingerprint(
            "statistics", context.base_key, "".join([one.bones for one in incidents]), last
        ),
        article=partial(_article, context, incidents, last),
    )


def _article(context: Context, incidents: Sequence[Incident], last: date | None) -> str:
    frame = frame_of(context, URL)
    cases = cases_of(incidents)
    phases = phases_known(cases)
    return context.templates.render(
        "statistics",
        base=frame.base,
        any=bool(incidents),
        figures=_figures(incidents, frame),
        months=by_month(incidents, last, MONTHS, frame) if incidents and last else None,
        years=by_year(incidents, frame),
        phases=[PHASES[place] for place in phases],
        distributions=distributions_of(cases, frame),
        repeats=repeats_apart(cases, phases, frame),
        services=by_service(cases, SERVICES, phases, frame),
    )


def _figures(incidents: Sequence[Incident], frame: Frame) -> tuple[Figure, ...]:
    words, total = frame.words, len(incidents)
    again = sum(bool(incident.recurrence_of) for incident in incidents)
    near = sum(incident.near_miss for incident in incidents)
    worst = sum(incident.impact is Impact.CRITICAL for incident in incidents)
    counted = (
        (total, words.n("figure.incidents", total)),
        (worst, words.t("impact.critical")),
        (again, words.t("statistics.figure_again")),
        (near, words.n("statistics.figure_near", near)),
    )
    return tuple(Figure(words.number(number), label) for number, label in counted if number)
