"""A row shows its entry honestly, and can be sorted and filtered by what it shows."""

from __future__ import annotations

import pytest

from infralog.model.entry import SpofId
from infralog.model.terms import Audience, Impact, MaintenanceState, SpofMove
from infralog.model.ties import ties_of
from infralog.settings import Settings
from infralog.views.facets import facets_of
from infralog.views.frame import Frame
from infralog.views.relations import relations_of
from infralog.views.rows import row_of, type_of
from infralog.views.times import Times
from infralog.views.words import words_of
from make import UTC_ZONE, change, incident, log_of, maintenance, spof

FRAME = Frame("../", Times(words_of("en"), UTC_ZONE), Settings())


def row(entry, *others):
    log = log_of(entry, *others)
    return row_of(relations_of(log, ties_of(log), entry), FRAME)


@pytest.mark.parametrize(
    ("entry", "duration", "length"),
    [
        (incident(resolved="2024-12-12 12:00"), "10 min", "000000600"),
        (incident(), "ongoing", ""),
        (incident(end_unknown=True), "not published", ""),
        (incident(began="2024-12-12", resolved="2024-12-12"), "not published", ""),
        (incident(began="2024-12-12", resolved="2024-12-14"), "across 3 days", ""),
        (maintenance(ends="2024-12-20 05:00"), "1 h", "000003600"),
        (maintenance(), "end not set", ""),
        (change(finished="2024-12-12 12:00"), "", ""),
    ],
)
def test_durations_are_sorted_by_their_length_where_it_is_known(entry, duration, length):
    assert (row(entry).duration, row(entry).length) == (duration, length)


def test_only_an_incident_whose_time_is_not_published_says_so():
    assert row(incident(end_unknown=True)).is_untold
    assert not row(incident()).is_untold
    assert not row(incident(resolved="2024-12-12 12:00")).is_untold
    assert not row(maintenance()).is_untold


def test_impacts_sort_by_weight():
    rising = (Impact.UNKNOWN, Impact.NONE, Impact.MINOR, Impact.MAJOR, Impact.CRITICAL)
    weights = [row(incident(impact=impact)).weight for impact in rising]
    assert weights == sorted(set(weights))


@pytest.mark.parametrize(
    ("entry", "type_", "word"),
    [
        (incident(), "incidents", "major"),
        (incident(near_miss=True, impact=Impact.NONE), "near_miss", "internal only"),
        (incident(impact=Impact.UNKNOWN), "incidents", "unknown"),
        (incident(recurrence_of=("first",)), "recurrence", "major"),
        (change(), "changes", "change"),
        (maintenance(state=MaintenanceState.CANCELLED), "maintenance", "cancelled"),
    ],
)
def test_an_entry_is_known_by_its_most_telling_word(entry, type_, word):
    assert (type_of(entry), row(entry).word) == (type_, word)


def test_notes_are_made_where_there_is_something_to_note():
    plain = row(incident(resolved="2024-12-12 12:00"))
    assert (plain.is_noted, plain.late, plain.ongoing) == (False, "", False)
    late = row(incident(published="2024-12-20", audience=Audience.INTERNAL))
    assert (late.is_noted, late.late, late.internal) == (True, "added 8 days later", True)
    again = row(incident("b", recurrence_of=("a",)), incident("a", "2024-09-01"))
    assert again.recurrence == "second time"
    assert row(change(ongoing=True)).star


def test_the_spof_tags_of_an_entry_stand_in_its_row():
    tagged = change(spof_moves=((SpofMove.REMOVES, SpofId("global-state")),))
    (tag,) = row(tagged, spof()).spofs
    assert (tag.label, tag.spof.url) == ("SPOF removed", "../spofs/global-state/")


def test_filters_offer_what_occurs_and_only_where_it_tells_apart():
    entries = (
        incident("a", "2024-12-12", services=("web", "api"), regions=("ams",)),
        change("b", "2023-12-12", services=("api",), regions=("ams",)),
    )
    facets = {
        facet.name: [one.value for one in facet.choices] for facet in facets_of(entries, FRAME)
    }
    assert facets == {
        "type": ["incidents", "changes"],
        "service": ["api", "web"],
        "year": ["2024", "2023"],
    }
    assert facets_of(entries[:1], FRAME)[0].name == "service"
    assert facets_of((), FRAME) == ()
