"""Two builds in which a page has one key write it the same: nothing is read that is not keyed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infralog.model.body import Body
from infralog.model.entry import EffortId, Entry, EntryId, FollowUp, SpofId
from infralog.model.terms import FollowUpState, Impact, SpofMove
from infralog.outputs.page import Page
from infralog.outputs.site import all_bundles
from infralog.parse.digest import with_digest
from make import change, effort, incident, log_of, maintenance, spof, week_note
from opened import all_pages
from page_of import NOW, context

TITLES = st.sampled_from(["One", "Two"])
DAYS = st.sampled_from(["2023-12-30 23:30", "2024-11-20 10:00", "2024-12-03 10:00", "2024-12-12"])
ENDS = st.sampled_from([{}, {"end_unknown": True}, {"resolved": "2024-12-13 12:00"}])
IDS = ("a", "b", "c")
MOVES = [SpofMove.REDUCES, SpofMove.REMOVES, SpofMove.ACCEPTS, SpofMove.REINTRODUCES]


@st.composite
def incidents(draw, id_):
    before = [one for one in IDS if one < id_]
    named = (EntryId(draw(st.sampled_from(before))),) if before and draw(st.booleans()) else ()
    state = draw(st.sampled_from(FollowUpState))
    return incident(
        id_,
        draw(DAYS),
        title=draw(TITLES),
        impact=draw(st.sampled_from(Impact)),
        services=draw(st.sampled_from([(), ("web",), ("web", "dns")])),
        recurrence_of=named if draw(st.booleans()) else (),
        caused_by=named,
        follow_ups=draw(st.sampled_from([(), (FollowUp("Split it", state, EntryId("d")),)])),
        spof_moves=draw(st.sampled_from([(), ((SpofMove.EXPOSES, SpofId("state")),)])),
        corrections=draw(st.sampled_from([(), (("2024-12-14 09:00", "Wrong."),)])),
        **draw(ENDS),
    )


@st.composite
def changes(draw):
    return change(
        "d",
        draw(DAYS),
        title=draw(TITLES),
        ongoing=draw(st.booleans()),
        effort=draw(st.sampled_from(["work", "whole", None])),
        prevents=draw(st.sampled_from([(), (EntryId("a"),)])),
        spof_moves=((draw(st.sampled_from(MOVES)), SpofId("state")),),
    )


PARTS = {
    **{id_: incidents(id_) for id_ in IDS},
    "d": changes(),
    "m": st.builds(maintenance, st.just("m"), DAYS, title=TITLES, services=st.just(("web",))),
    "state": st.builds(spof, st.just("state"), title=TITLES),
    "work": st.builds(
        effort,
        st.just("work"),
        title=TITLES,
        part_of=st.sampled_from([None, EffortId("whole")]),
        finished=st.sampled_from([None, "2024-12-01"]),
    ),
    "whole": st.builds(effort, st.just("whole"), title=TITLES, started=st.just("2024-11-05")),
    "week": st.builds(week_note, st.just("2024-12-07"), headline=TITLES, covers=st.integers(1, 2)),
}
ANY = {name: st.none() | part for name, part in PARTS.items()}


BODIES = st.sampled_from(["<p>Told.</p>", "<p>Told again.</p>"])


def log_with(bodies, records):
    """A log in which the body of each record counts in its digest, as parsing makes it."""
    by_name = {name: Body(bodies[name], bodies[name], "") for name in bodies}
    told = {
        name: with_digest(replace(one, digest=""), by_name[name])
        for name, one in records.items()
        if one
    }
    by_digest = {one.digest: by_name[name] for name, one in told.items()}
    return replace(log_of(*told.values()), bodies=by_digest)


@st.composite
def edits(draw):
    """A log, and the same after a few of its records were written, changed or removed."""
    before = draw(st.fixed_dictionaries(ANY))
    bodies = {name: draw(BODIES) for name in ANY}
    names = draw(st.sets(st.sampled_from(sorted(ANY)), max_size=3))
    told, after = bodies, before
    kind = draw(st.sampled_from(["bodies", "words", "any value"]))
    if kind == "bodies":
        told = bodies | {name: draw(BODIES) for name in names}
    elif kind == "words":
        after = before | {name: worded(before[name], draw(TITLES), draw(TITLES)) for name in names}
    else:
        after = before | {name: draw(ANY[name]) for name in names}
    return log_with(bodies, before), log_with(told, after)


def worded(record, title, summary):
    is_entry = isinstance(record, Entry)
    return replace(record, title=title, summary=summary) if is_entry else record


def twice(found, logs, is_later, **options):
    """What is found in a build of each of two logs, the second now or some days later."""
    before, after = logs
    now = NOW + timedelta(days=9 if is_later else 0)
    return found(context(before, **options)), found(context(after, now=now, **options))


@given(edits(), st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_key_is_one_page(logs, is_later):
    before, after = twice(all_pages, logs, is_later)
    known = {page.url: page for page in before}
    for page in after:
        old = known.get(page.url)
        if old and old.key == page.key:
            assert old.article() == page.article(), page.url
            assert (old.title, old.description) == (page.title, page.description), page.url


def files(ours):
    found = (one for bundle in all_bundles(ours) for one in bundle.open())
    return {one.path: one for one in found if not isinstance(one, Page)}


@given(edits(), st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_key_is_one_file(logs, is_later):
    known, after = twice(files, logs, is_later, social_cards=False)
    for path, file in after.items():
        if path in known and known[path].key == file.key:
            assert known[path].make() == file.make(), path


def insides(ours):
    return {
        bundle.name: (bundle.key, {spot(one): one.key for one in bundle.open()})
        for bundle in all_bundles(ours)
        if bundle.key
    }


def spot(one):
    return one.url if isinstance(one, Page) else one.path


@given(edits(), st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_key_of_a_bundle_is_one_content(logs, is_later):
    known, after = twice(insides, logs, is_later)
    for name, (key, inside) in after.items():
        if name in known and known[name][0] == key:
            assert known[name][1] == inside, name


def pieces_of(ours):
    return {
        path: {piece.key: piece for piece in file.pieces()}
        for path, file in files(ours).items()
        if file.pieces
    }


@given(edits(), st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_key_of_a_piece_is_one_text(logs, is_later):
    known, after = twice(pieces_of, logs, is_later)
    for path, pieces in after.items():
        for key, piece in pieces.items():
            old = known.get(path, {}).get(key)
            assert old is None or old.make() == piece.make(), (path, key)


class Findings(dict):
    """What a build finds of its log, by the name and the key that it would be remembered under."""

    def __call__(self, name, key, find):
        self[name, key] = found = find()
        return found


def findings(ours):
    found = Findings()
    for bundle in all_bundles(replace(ours, recall=found)):
        list(bundle.open())
    return found


@given(edits(), st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_key_of_what_is_remembered_is_one_finding(logs, is_later):
    known, after = twice(findings, logs, is_later)
    for key, found in after.items():
        assert key not in known or known[key] == found, key
