"""Rules between records, where a folder of files would hide the point."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infralog.model.entry import FollowUp
from infralog.model.terms import Audience, SpofMove
from infralog.rules.audience import for_audience
from infralog.rules.building import build_log
from infralog.rules.check import check_advice, check_log
from infralog.rules.circles import closing_edges
from infralog.settings import Settings
from make import change, effort, incident, log_of, spof, week_note

PUBLIC = Settings()
NOW = datetime(2025, 1, 1, tzinfo=UTC)


def codes(*records, settings=PUBLIC, places=None):
    log = log_of(*records)
    found = {one.path: {} for one in records} if places is None else places
    return [problem.code for problem in check_log(log, found, settings)]


def advice(*records, settings=PUBLIC, files=()):
    log = log_of(*records)
    return [problem.code for problem in check_advice(log, {}, settings, NOW, files)]


def test_a_log_keeps_the_order_of_time_then_of_ids():
    records = [
        incident("b", "2024-12-12 11:50"),
        change("c", "2024-12-01"),
        incident("a", "2024-12-12 11:50"),
        week_note(),
        spof(),
        effort(),
    ]
    log = build_log(records, {})
    assert list(log.entries) == ["c", "a", "b"]
    assert (len(log.weeks), len(log.spofs), len(log.efforts)) == (1, 1, 1)
    assert build_log(reversed(records), {}) == log


def test_a_file_with_problems_is_not_said_to_be_missing():
    later = incident("b", recurrence_of=("a",))
    assert codes(later) == ["E203"]
    assert codes(later, places={later.path: {}, "incidents/2024/a.md": {}}) == []


def test_ids_of_spofs_and_efforts_are_worlds_of_their_own():
    assert codes(incident("a"), spof("a"), effort("a")) == []


def test_an_unknown_spof_moves_nothing():
    assert codes(change("a", spof_moves=((SpofMove.REMOVES, "b"),))) == ["E203"]


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ("exposes reduces removes", []),
        ("removes reintroduces removes", []),
        ("accepts reduces accepts", []),
        ("removes exposes", ["E211"]),
        ("removes accepts", ["E211"]),
        ("removes removes removes", ["E211", "E211"]),
        ("reduces reintroduces", ["E212"]),
        ("removes reintroduces reintroduces", ["E212"]),
        ("exposes+removes exposes+reintroduces", []),
        ("reduces+removes exposes", ["E213", "E211"]),
    ],
)
def test_moves_of_a_spof_fit_its_state(moves, expected):
    changes = [
        change(
            f"c{count}",
            f"2024-12-0{count}",
            spof_moves=tuple((SpofMove(move), "global-state") for move in given.split("+")),
        )
        for count, given in enumerate(moves.split(), 1)
    ]
    assert codes(spof(), *changes) == expected


def test_an_incident_may_expose_what_was_found_only_later():
    early = incident("a", "2024-01-01 10:00", spof_moves=((SpofMove.EXPOSES, "global-state"),))
    assert codes(early, spof(found="2024-09-01")) == []


@pytest.mark.parametrize(
    ("covers", "expected"),
    [
        ({"2024-12-14": 1, "2024-12-07": 1}, []),
        ({"2024-12-14": 2, "2024-11-30": 1}, []),
        ({"2024-12-14": 2, "2024-12-07": 1}, ["E220"]),
        ({"2024-12-14": 3, "2024-12-07": 2}, ["E220"]),
        ({"2024-12-14": 99}, []),
    ],
)
def test_weeks_are_told_once(covers, expected):
    assert codes(*(week_note(day, covers=count) for day, count in covers.items())) == expected


def test_weeks_may_end_on_another_day():
    assert codes(week_note("2024-12-15")) == ["E221"]
    assert codes(week_note("2024-12-15"), settings=Settings(week_ends="sunday")) == []


SMALL = st.integers(0, 6).map(str)
GRAPHS = st.dictionaries(SMALL, st.lists(SMALL, max_size=4, unique=True).map(tuple))


def reaches(graph, start, goal):
    seen, waiting = set(), list(graph.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += graph.get(one, ())
    return goal in seen


@given(GRAPHS)
def test_circles_are_found_where_there_are_any(graph):
    circles = list(closing_edges(graph))
    assert bool(circles) == any(reaches(graph, one, one) for one in graph)
    for circle in circles:
        assert circle[0] == circle[-1]
        assert all(after in graph[before] for before, after in pairwise(circle))


def test_a_long_chain_is_no_matter_of_depth():
    graph = {str(count): (str(count + 1),) for count in range(50_000)}
    assert list(closing_edges(graph)) == []
    assert len(list(closing_edges({**graph, "50000": ("0",)}))) == 1


HIDDEN = incident("hidden", audience=Audience.INTERNAL)
DRAFT = change("draft", draft=True)
PUBLISHED = (
    incident(
        "a",
        recurrence_of=("hidden", "b"),
        caused_by=("draft",),
        follow_ups=(FollowUp("One", by="hidden"), FollowUp("Two", by="b")),
        body_links=("incidents/2024/hidden.md",),
    ),
    incident("b"),
    change("c", prevents=("hidden", "a")),
    week_note(body_links=("incidents/2024/hidden.md",)),
    spof(),
    effort(),
)


def test_the_public_log_has_no_trace_of_what_is_hidden():
    kept, problems = for_audience((HIDDEN, DRAFT, *PUBLISHED), {}, PUBLIC)
    assert [one.path for one in kept] == [one.path for one in PUBLISHED]
    first, _, third = kept[:3]
    assert (first.recurrence_of, first.caused_by) == (("b",), ())
    assert [task.by for task in first.follow_ups] == [None, "b"]
    assert third.prevents == ("a",)
    assert [problem.code for problem in problems] == ["W302"] * 6
    assert kept[1] is PUBLISHED[1]


def test_the_internal_log_has_everything_but_drafts():
    settings = Settings(audience="internal")
    kept, problems = for_audience((HIDDEN, DRAFT, *PUBLISHED), {}, settings)
    assert [one.path for one in kept] == [one.path for one in (HIDDEN, *PUBLISHED)]
    assert ["draft" in problem.message for problem in problems] == [True]
    kept, problems = for_audience((HIDDEN, DRAFT, *PUBLISHED), {}, settings, drafts=True)
    assert (kept, problems) == ([HIDDEN, DRAFT, *PUBLISHED], [])


def test_links_to_any_file_of_the_folder_are_alive():
    told = incident("a", resolved="2024-12-13", body_links=("about.md", "incidents/x.png"))
    assert advice(told, files=["about.md", "incidents/x.png"]) == []
    assert advice(told, files=["about.md"]) == ["W301"]


@pytest.mark.parametrize(
    ("numbers", "declared", "expected"),
    [
        (("INC-1", "INC-2"), {}, []),
        (("INC-1", "INC-4"), {}, ["W303"]),
        (("INC-1", "INC-4"), {"INC-2": "a", "3": "b"}, []),
        (("INC-1", "CHG-9"), {}, []),
        (("INC-1", "INC-999999999999"), {}, ["W303"]),
        (("INC-1", "INC-1"), {}, ["W304"]),
        (("INC-1", "INC-2"), {"INC-2": "a"}, ["W305"]),
    ],
)
def test_numbers_have_no_silent_gaps(numbers, declared, expected):
    settings = Settings(numbers=r"INC-(\d+)", declared_gaps=declared)
    records = [
        incident(f"a{count}", resolved="2024-12-13", number=number)
        for count, number in enumerate(numbers)
    ]
    assert advice(*records, settings=settings) == expected


def test_without_a_pattern_numbers_are_free():
    assert advice(incident("a", resolved="2024-12-13", number="7")) == []
