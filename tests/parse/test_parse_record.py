"""From a file to its record: every key reaches its field, and nothing else does."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from infralog.errors import Problem
from infralog.model.body import Body
from infralog.model.entry import (
    Change,
    Correction,
    FollowUp,
    Incident,
    Link,
    Maintenance,
    TimelineEvent,
)
from infralog.model.moment import Moment
from infralog.model.notes import Effort, Spof, WeekNote
from infralog.model.terms import Audience, FollowUpState, Impact, MaintenanceState, SpofMove
from infralog.parse.body import Converter
from infralog.parse.fields import TABLES
from infralog.parse.parsed import Parsed
from infralog.parse.record import parse_source, parse_sources
from infralog.settings import Settings
from infralog.source.file import FOLDERS, SourceFile

CONVERT = Converter()
SETTINGS = Settings(timezone="America/New_York")
INCIDENT = "incidents/2024-12-12-proxy-deadlock.md"
BASE = "title: Proxy deadlock\nstarted: 2024-12-12 11:50\nimpact: major\n"


def parse(path, front, body="", settings=SETTINGS):
    data = f"---\n{front}---\n{body}".encode()
    return parse_source(SourceFile(path, data), settings, CONVERT)


def record(path, front, body="", settings=SETTINGS):
    parsed = parse(path, front, body, settings)
    assert parsed.problems == ()
    return parsed.record


def at(*parts):
    return Moment(datetime(2024, 12, *parts, tzinfo=UTC))


def day(text):
    return Moment.of_day(date.fromisoformat(text), SETTINGS.zone)


def test_an_incident_with_every_key():
    found = record(
        INCIDENT,
        BASE
        + """\
summary: A lock was misused.
services: proxy
regions: [iad, ord]
tags: [deadlock]
authors: [edge-team]
audience: internal
draft: yes
published: 2024-12-14
corrections: [{at: 2024-12-15, text: It was shorter.}]
links: [{title: "Post: all", url: "https://example.org/"}]
aliases: [oldest, older]
number: 010
detected: 2024-12-12 11:51
mitigated: 2024-12-12 11:58
resolved: 2024-12-12 12:00
near_miss: on
cause: a lock
recurrence_of: 2024-09-01-proxy-deadlock
caused_by: [2024-12-11-a, 2024-12-11-b]
status_page: none
timeline: [{at: 11:50, what: It stops}, {at: +1m, what: An alert, kind: detected}]
follow_ups: [{what: Watchdogs}, {what: State, state: done, by: 2024-12-14-a, due: 2025-01-01}]
pending: true
spof: {reduces: b, exposes: [a, b]}
x-ticket: {id: 7, open: no, closed: false, by: null}
hide: [toc]
""",
        "Told.\n",
    )
    assert found == Incident(
        id="2024-12-12-proxy-deadlock",
        path=INCIDENT,
        digest=found.digest,
        title="Proxy deadlock",
        summary="A lock was misused.",
        began=at(12, 16, 50),
        published=day("2024-12-14"),
        services=("proxy",),
        regions=("iad", "ord"),
        tags=("deadlock",),
        authors=("edge-team",),
        audience=Audience.INTERNAL,
        draft=True,
        corrections=(Correction(day("2024-12-15"), "It was shorter."),),
        links=(Link("Post: all", "https://example.org/"),),
        aliases=("oldest", "older"),
        number="010",
        spof_moves=((SpofMove.EXPOSES, "a"), (SpofMove.EXPOSES, "b"), (SpofMove.REDUCES, "b")),
        page_keys={
            "x-ticket": {"id": "7", "open": "no", "closed": False, "by": None},
            "hide": ["toc"],
        },
        impact=Impact.MAJOR,
        detected=at(12, 16, 51),
        mitigated=at(12, 16, 58),
        resolved=at(12, 17, 0),
        near_miss=True,
        cause=("a lock",),
        recurrence_of=("2024-09-01-proxy-deadlock",),
        caused_by=("2024-12-11-a", "2024-12-11-b"),
        status_page="none",
        timeline=(
            TimelineEvent(at(12, 16, 50), "It stops"),
            TimelineEvent(at(12, 16, 51), "An alert", "detected"),
        ),
        follow_ups=(
            FollowUp("Watchdogs"),
            FollowUp("State", FollowUpState.DONE, "2024-12-14-a", date(2025, 1, 1)),
        ),
        pending=True,
    )


def test_a_change_with_every_key_of_its_own():
    found = record(
        "changes/a.md",
        "title: A\ndate: 2024-12-14\nfinished: 2024-12-15\ngroup: capacity\n"
        "effort: regional-state\nprevents: [b, c]\nspof: {removes: d}\n",
    )
    assert isinstance(found, Change)
    assert (found.began, found.finished) == (day("2024-12-14"), day("2024-12-15"))
    assert (found.group, found.effort, found.prevents) == ("capacity", "regional-state", ("b", "c"))
    assert found.spof_moves == ((SpofMove.REMOVES, "d"),)
    assert not found.ongoing


def test_maintenance_and_what_stands_beside_the_entries():
    found = record(
        "maintenance/a.md",
        "title: A\nstarts: 2024-12-14 02:00\nends: 2024-12-14 04:00\nstate: cancelled\n",
    )
    assert isinstance(found, Maintenance)
    assert (found.ends, found.state) == (at(14, 9, 0), MaintenanceState.CANCELLED)
    week = record("weeks/2024/2024-12-14.md", "headline: Told\ncovers: 2\nauthors: [a]\n", "T.\n")
    assert isinstance(week, WeekNote)
    assert (week.last_day, week.headline, week.covers) == (date(2024, 12, 14), "Told", 2)
    spof = record("spofs/a.md", "title: A\nfound: 2024-12-14\nservices: [b]\n", "One of it.\n")
    assert isinstance(spof, Spof)
    assert (spof.id, spof.found, spof.services) == ("a", day("2024-12-14"), ("b",))
    assert spof.summary == "One of it."
    effort = record("efforts/a.md", "title: A\ngroup: feature\nstarted: 2024-12-14\npart_of: b\n")
    assert isinstance(effort, Effort)
    assert (effort.group, effort.started, effort.part_of) == ("feature", day("2024-12-14"), "b")


def test_the_key_type_overrules_the_folder():
    front = "type: change\ntitle: A\ndate: 2024-12-14\ngroup: feature\n"
    assert isinstance(record("incidents/a.md", front), Change)


@pytest.mark.parametrize(
    ("extra", "resolved", "unknown"),
    [("", None, False), ("resolved: unknown\n", None, True)],
)
def test_ongoing_is_not_over_with_an_unknown_end(extra, resolved, unknown):
    found = record(INCIDENT, BASE + extra)
    assert (found.resolved, found.end_unknown, found.is_ongoing) == (resolved, unknown, not unknown)


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("# Head\n\nThe *proxy* stopped &amp; [went](a.md).\nAgain[^1].\n\nMore.\n\n[^1]: Note.\n",
         "The proxy stopped & went. Again."),
        ("- only\n- a list\n", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_without_a_summary_the_first_paragraph_is_it(body, summary):
    assert record(INCIDENT, BASE, body).summary == summary


def test_texts_are_one_line_and_stay_plain():
    found = record(INCIDENT, BASE + "summary: |\n  <b>Two</b>\n  lines &amp; *more*\n")
    assert found.summary == "<b>Two</b> lines &amp; *more*"


def test_a_wrong_optional_key_leaves_the_rest():
    parsed = parse(INCIDENT, BASE + "near_miss: maybe\ntags: [ok, Not Ok]\n")
    assert isinstance(parsed.record, Incident)
    assert parsed.record.tags == ("ok",)
    assert [problem.code for problem in parsed.problems] == ["E126", "E127"]


def test_a_wrong_required_key_leaves_no_record_but_every_problem():
    parsed = parse(INCIDENT, "started: never\nimpact: huge\ntags: [Not Ok]\n", "[a](b.md)\n")
    assert parsed.record is None
    assert [problem.code for problem in parsed.problems] == ["E121", "E130", "E125", "E127"]
    assert parsed.body.links == ("incidents/b.md",)


def test_places_lead_to_what_rules_may_find_wrong():
    parsed = parse(
        INCIDENT,
        BASE + "recurrence_of: [a, b]\nfollow_ups:\n  - what: A\n    by: c\nspof:\n  exposes: d\n",
        "Text, [link](../changes/x.md).\n",
    )
    assert parsed.places == {
        "started": (3, 10),
        "recurrence_of": (5, 16),
        "recurrence_of.0": (5, 17),
        "recurrence_of.1": (5, 20),
        "follow_ups": (7, 3),
        "follow_ups.0": (7, 5),
        "follow_ups.0.what": (7, 11),
        "follow_ups.0.by": (8, 9),
        "spof": (10, 3),
        "spof.exposes": (10, 12),
        "link changes/x.md": (12, 25),
    }


SECRET = "Told.\n\n<!-- internal -->\n\nNot told.\n\n<!-- /internal -->\n\nTold again.\n"


def test_internal_blocks_exist_in_the_internal_log_alone():
    public = parse(INCIDENT, BASE, SECRET)
    assert public.body.text == "Told. Told again."
    internal = Settings(timezone="America/New_York", audience="internal")
    assert parse(INCIDENT, BASE, SECRET, internal).body.text == "Told. Not told. Told again."


def test_what_is_parsed_can_be_kept():
    parsed = parse(INCIDENT, BASE + "tags: [Not Ok]\n", SECRET)
    assert pickle.loads(pickle.dumps(parsed)) == parsed


def test_an_extension_that_fails_is_a_problem_of_its_body():
    failing = Converter((Failing(),))
    parsed = parse_source(source_with("FAIL"), SETTINGS, failing)
    message = "The text cannot be converted (KeyError: 'FAIL'); reword it."
    assert parsed.problems == (Problem(INCIDENT, 6, 1, "E152", message),)
    assert parsed.body == Body()


def test_files_read_together_are_read_as_each_alone():
    failing = Converter((Failing(),))
    texts = ["First", "FAIL", "", SECRET, "<!-- internal -->", "Last [a](b.md)", "FAIL"]
    sources = [source_with(text) for text in texts] + [SourceFile(INCIDENT, b"no front matter")]
    parsed = parse_sources(sources, SETTINGS, failing)
    assert parsed == [parse_source(source, SETTINGS, failing) for source in sources]
    assert [one.body.text for one in parsed[:3]] == ["First", "", ""]
    assert parsed[5].body.text == "Last a"


class Failing(Extension):
    """Fails at one word."""

    def extendMarkdown(self, md):  # noqa: N802 - the library's name
        md.preprocessors.register(Raising(md), "raising", 0)


class Raising(Preprocessor):
    """What it does."""

    def run(self, lines):
        if "FAIL" in lines:
            raise KeyError("FAIL")
        return lines


def source_with(body):
    return SourceFile(INCIDENT, f"---\n{BASE}---\n{body}".encode())


KEYS = st.sampled_from([key for fields in TABLES.values() for key in fields] + ["x-a", "hide"])
ODD = [
    *("2024-12-12 11:50", "unknown", "none", "[a, [b]]", "[{at: 22:31}]", "{at: +5m, what: x}"),
    *("!!x y", "*a", "&a b", "'", "{", "- a", "|\n  x", "\x00", "\ud7ff", "🔥", "[{}]", "{: }"),
]
VALUES = st.one_of(st.text(max_size=20), st.sampled_from(ODD))
LINES = st.lists(st.tuples(KEYS, VALUES).map(": ".join), max_size=8).map("\n".join)
FILES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    st.tuples(LINES, st.text(max_size=80)).map(
        lambda two: f"---\n{two[0]}\n---\n{two[1]}".encode()
    ),
)


@given(FILES, st.sampled_from(FOLDERS), st.sampled_from(["a", "2024-12-14", "A b", "🔥", "--"]))
@example(b"---\ntitle: 2024-13-40 28:00\n---\n", "incidents", "a")
@example(b"---\n- - - -\n---\n", "weeks", "2024-12-14")
def test_any_bytes_give_problems_or_a_record(data, folder, stem):
    parsed = parse_source(SourceFile(f"{folder}/{stem}.md", data), SETTINGS, CONVERT)
    assert isinstance(parsed, Parsed)
    assert parsed.problems or parsed.record is not None
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 2
    for problem in parsed.problems:
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert problem.message.endswith((".", "?"))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
SLUGS = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)


@given(
    title=TEXTS.filter(lambda text: len(text) <= 160),
    tags=st.lists(SLUGS, unique=True, max_size=5),
    impact=st.sampled_from(Impact),
    started=st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)),  # noqa: DTZ001 - as written
    causes=st.lists(TEXTS, max_size=3),
)
def test_what_is_written_in_quotes_is_read_as_it_was(title, tags, impact, started, causes):
    started = started.replace(microsecond=0, tzinfo=UTC)
    quoted = ["'" + text.replace("'", "''") + "'" for text in (title, *causes)]
    found = record(
        INCIDENT,
        f"title: {quoted[0]}\nimpact: {impact}\nstarted: {started.isoformat()}\n"
        f"tags: [{', '.join(tags)}]\ncause: [{', '.join(quoted[1:])}]\n",
    )
    assert (found.title, found.tags, found.impact) == (title, tuple(tags), impact)
    assert (found.began.instant, found.cause) == (started, tuple(causes))
