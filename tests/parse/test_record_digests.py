"""A digest tells apart what a build may show of a record, each part its own kind of edit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from infralog.model.body import Body
from infralog.model.entry import PART
from infralog.model.terms import Impact
from infralog.parse.digest import with_digest, with_new_digest
from make import effort, incident

BODY = Body("<p>Told.</p>", "<p>Told.</p>", "Told.")
BARE = replace(incident("a", title="One", summary="Two"), digest="")
GIVEN = with_digest(BARE, BODY)


def parts(record):
    return record.digest[:PART], record.bones, record.face


def changed(after, before=GIVEN):
    names = ("body", "bones", "face")
    pairs = zip(names, parts(before), parts(after), strict=True)
    return {name for name, old, new in pairs if old != new}


def test_the_same_record_has_the_same_digest():
    assert with_digest(BARE, BODY) == GIVEN


def test_another_body_changes_only_its_part():
    assert changed(with_digest(BARE, BODY._replace(html="<p>Else.</p>"))) == {"body"}
    assert changed(with_digest(BARE, BODY._replace(lead="<p>Else.</p>"))) == {"body"}


@pytest.mark.parametrize("words", [{"title": "Two"}, {"summary": "One"}, {"title": "OneTwo"}])
def test_words_leave_the_bones(words):
    assert changed(with_digest(replace(BARE, **words), BODY)) == {"face"}


def test_words_that_change_places_are_another_face():
    swapped = with_digest(replace(BARE, title="Two", summary="One"), BODY)
    assert changed(swapped) == {"face"}


@pytest.mark.parametrize("values", [{"impact": Impact.CRITICAL}, {"tags": ("dns",)}])
def test_any_other_value_changes_bones_and_face(values):
    assert changed(with_digest(replace(BARE, **values), BODY)) == {"bones", "face"}


def test_a_note_is_known_by_its_words_too():
    one, two = (with_digest(replace(effort("a", title=title), digest=""), BODY) for title in "ab")
    assert changed(two, one) == {"bones", "face"}


def test_what_an_audience_may_not_see_changes_the_digest_but_for_the_body():
    shown = with_new_digest(replace(GIVEN, caused_by=("b",)))
    assert changed(shown) == {"bones", "face"}
    assert with_new_digest(GIVEN) == GIVEN
