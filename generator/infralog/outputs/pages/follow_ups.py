"""`/follow-ups/`: promises open, kept and dropped, with their age."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infralog.model.entry import Incident
from infralog.model.terms import FollowUpState
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.listing import Listing, frame_of, listings
from infralog.outputs.page import Page
from infralog.views.bulletin import Figure
from infralog.views.frame import Frame
from infralog.views.promises import Promise, is_late, ledger_of, rows_of
from infralog.views.volumes import year_links

URL = "follow-ups/"
LIMIT = 120
"""Incidents whose promises stand on the first page; each year has a page where there are more."""


class Totals(NamedTuple):
    """All promises of the log: how many by state, and by the year of their incident."""

    states: Mapping[FollowUpState, int]
    years: Mapping[int, int]


def pages(context: Context) -> Iterator[Page]:
    """The promises of the newest incidents, and where they are many one page a year."""
    words, today = context.words, context.today
    promising = [incident for incident in context.log.incidents if incident.follow_ups]
    totals = _totals(promising, context.settings.zone)
    for listing in listings(context, promising, URL, LIMIT):
        late = [
            (incident.id, place)
            for incident in listing.volume.items
            for place, follow_up in enumerate(incident.follow_ups)
            if is_late(follow_up, today)
        ]
        yield Page(
            url=listing.url,
            title=listing.title(words.t("follow_ups.title")),
            description=words.t("follow_ups.lead"),
            section="incidents/",
            kind="follow-ups",
            key=fingerprint("follow-ups", context.base_key, listing.key, late, totals),
            article=partial(_article, context, listing, totals),
        )


def _totals(promising: Sequence[Incident], zone: ZoneInfo) -> Totals:
    states = Counter(one.state for incident in promising for one in incident.follow_ups)
    years: Counter[int] = Counter()
    for incident in promising:
        years[incident.began.date_in(zone).year] += len(incident.follow_ups)
    return Totals(states, years)


def _article(context: Context, listing: Listing[Incident], totals: Totals) -> str:
    frame, today, volume = frame_of(context, listing.url), context.today, listing.volume
    subjects = context.subjects
    ledger = ledger_of(subjects[one.id].relations for one in volume.items)
    years = tuple((year, totals.years[year]) for year, _ in volume.years)

    def part(promises: tuple[Promise, ...]) -> object:
        return rows_of(promises, today, frame)

    return context.templates.render(
        "follow-ups",
        base=frame.base,
        title=listing.title(frame.words.t("follow_ups.title")),
        years=year_links(volume._replace(years=years), URL, frame),
        figures=_figures(ledger.counts if volume.year else totals.states, frame),
        open=part(ledger.open),
        kept=part(ledger.kept),
        dropped=part(ledger.dropped),
    )


def _figures(counts: Mapping[FollowUpState, int], frame: Frame) -> tuple[Figure, ...]:
    """Those of a year on its page, of the whole log on the first."""
    words = frame.words
    return tuple(
        Figure(words.number(counts.get(state, 0)), words.t(f"follow_up.{state.value}"))
        for state in (FollowUpState.OPEN, FollowUpState.DONE, FollowUpState.DROPPED)
        if counts.get(state) or state is FollowUpState.OPEN
    )
