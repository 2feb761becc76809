"""Incidents in numbers: how many, how bad, and how long until they were found, eased and ended.

Times are told as distributions with median and 90th percentile. A mean alone would be misleading:
a few long incidents decide it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from infralog.model.entry import Incident
from infralog.views.archive import IMPACTS
from infralog.views.charts import Category, Columns, columns_of, months_of
from infralog.views.frame import Frame, Ref

PHASES = ("detected", "mitigated", "resolved")
"""Each from the start of the incident."""

_EDGES = (5, 15, 60, 240, 1440, 10080)
"""Bounds of the columns of a distribution, in minutes; names among the words by their number."""
_KINDS = tuple(impact.value for impact in IMPACTS)
_FEW = 10
"""Below so many known times a 90th percentile is not told: it would be the longest of them."""


Times = tuple[float | None, ...]
"""Seconds from the start of one incident to each of `PHASES`; None where not published."""


class Case(NamedTuple):
    """An incident with its times, reckoned once for all tables."""

    incident: Incident
    times: Times


def cases_of(incidents: Iterable[Incident]) -> tuple[Case, ...]:
    """The incidents with their times, in their order."""
    return tuple(Case(incident, times_of(incident)) for incident in incidents)


def times_of(incident: Incident) -> Times:
    """How long each phase took."""
    began, ends = incident.began, (incident.detected, incident.mitigated, incident.resolved)
    if began.day:
        return (None,) * len(PHASES)
    start = began.instant
    return tuple(
        None if end is None or end.day else (end.instant - start).total_seconds() for end in ends
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the sorted `values` that this share of them does not exceed."""
    return values[max(0, ceil(share * len(values)) - 1)]


class Distribution(NamedTuple):
    """How long a phase took; texts are empty where too few times are published."""

    phase: str
    known: str
    median: str
    high: str
    chart: Columns | None


class Comparison(NamedTuple):
    """One group of incidents beside others: how many, and median and high of each phase."""

    label: str
    ref: Ref | None
    total: str
    time: str
    phases: tuple[tuple[str, str], ...]

    @property
    def has_high(self) -> bool:
        """Whether a high is told of any phase."""
        return any(high for _, high in self.phases)


def phases_known(cases: Sequence[Case]) -> tuple[int, ...]:
    """The places in `PHASES` of those that are published for at least one incident."""
    return tuple(
        place
        for place in range(len(PHASES))
        if any(case.times[place] is not None for case in cases)
    )


def distributions_of(cases: Sequence[Case], frame: Frame) -> tuple[Distribution, ...]:
    """The distribution of each phase."""
    return tuple(_distribution(place, cases, frame) for place in range(len(PHASES)))


def _distribution(place: int, cases: Sequence[Case], frame: Frame) -> Distribution:
    values = _known(place, cases)
    words = frame.words
    middle, high = _middle_and_high(values, frame)
    known = words.t("statistics.known", n=words.number(len(values)), of=words.number(len(cases)))
    chart = columns_of(("time",), _categories(values, frame), words.number) if values else None
    return Distribution(PHASES[place], known, middle, high, chart)


def _known(place: int, cases: Iterable[Case]) -> list[float]:
    return sorted([value for case in cases if (value := case.times[place]) is not None])


def _middle_and_high(values: Sequence[float], frame: Frame) -> tuple[str, str]:
    if not values:
        return "", ""
    span = frame.words.span
    from statistics import median  # noqa: PLC0415 - takes 8 ms to import, for one page

    high = span(timedelta(seconds=percentile(values, 0.9))) if len(values) >= _FEW else ""
    return span(timedelta(seconds=median(values))), high


def _categories(values: Iterable[float], frame: Frame) -> list[Category]:
    counts = Counter(bisect_right(_EDGES, value / 60) for value in values)
    categories = []
    for place in range(len(_EDGES) + 1):
        label = frame.words.t(f"statistics.bucket_{place}")
        categories.append(Category(label, label, {"time": counts[place]}))
    return categories


def by_month(incidents: Sequence[Incident], last: date, months: int, frame: Frame) -> Columns:
    """Incidents by month and impact, up to the month of `last`: at most so many months.

    The incidents are oldest first.
    """
    first = min(last, incidents[0].began.date_in(frame.times.zone))
    shown = months_of(first, last)[-months:]
    counts: dict[date, Counter[str]] = {month: Counter() for month in shown}
    zone, words = frame.times.zone, frame.words
    for incident in reversed(incidents):
        month = incident.began.date_in(zone).replace(day=1)
        if month < shown[0]:
            break
        if month in counts:
            counts[month][incident.impact.value] += 1
    categories = [
        Category(words.short_month(month), words.month(month), count)
        for month, count in counts.items()
    ]
    return columns_of(_KINDS, categories, words.number)


def by_year(incidents: Sequence[Incident], frame: Frame) -> Columns | None:
    """Incidents by year and impact; None where they are of one year. They are oldest first."""
    zone = frame.times.zone
    found = Counter((one.began.date_in(zone).year, one.impact) for one in incidents)
    counts: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for (year, impact), count in found.items():
        counts[year][impact.value] = count
    if len(counts) <= 1:
        return None
    years = range(min(counts), max(counts) + 1)
    categories = [Category(str(year), str(year), counts.get(year, {})) for year in years]
    return columns_of(_KINDS, categories, frame.words.number)


def repeats_apart(
    cases: Sequence[Case], phases: Sequence[int], frame: Frame
) -> tuple[Comparison, ...]:
    """All incidents, those of a first time and those that came back; empty where none did."""
    again = [case for case in cases if case.incident.recurrence_of]
    if not again:
        return ()
    first = [case for case in cases if not case.incident.recurrence_of]
    parts = (("all", cases), ("first", first), ("again", again))
    return tuple(
        _comparison(frame.words.t(f"statistics.{name}"), None, found, phases, frame)
        for name, found in parts
    )


def by_service(
    cases: Iterable[Case], limit: int, phases: Sequence[int], frame: Frame
) -> tuple[Comparison, ...]:
    """The services with the most incidents, at most `limit` of them."""
    services: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        for id_ in case.incident.services:
            services[id_].append(case)
    ordered = sorted(services.items(), key=lambda item: (-len(item[1]), item[0]))[:limit]
    refs = ((frame.service(id_), found) for id_, found in ordered)
    return tuple(_comparison(ref.title, ref, found, phases, frame) for ref, found in refs)


def _comparison(
    label: str, ref: Ref | None, cases: Sequence[Case], phases: Sequence[int], frame: Frame
) -> Comparison:
    return Comparison(
        label=label,
        ref=ref,
        total=frame.words.number(len(cases)),
        time=_time_in_all(cases, frame),
        phases=tuple(_middle_and_high(_known(place, cases), frame) for place in phases),
    )


def _time_in_all(cases: Sequence[Case], frame: Frame) -> str:
    known = _known(-1, cases)
    if not known:
        return ""
    time = frame.words.span(timedelta(seconds=sum(known)))
    whole = len(known) == len(cases)
    return time if whole else frame.words.t("spofs.time_at_least", time=time)
