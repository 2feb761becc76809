from __future__ import annotations

import json
from datetime import date
from email import message_from_string
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from example import example
from infralog.model.entry import EntryId
from infralog.model.terms import Impact
from infralog.model.week import Week
from infralog.outputs.digest import FORMATS, digest
from infralog.views.digest import MOST, main_words
from make import change, context_of, effort, files_of, incident, maintenance, week_note
from opened import digest_artifacts as artifacts

GOLDEN = Path(__file__).parents[1] / "golden" / "digest"
DAY = date(2024, 12, 14)


def week_of(*records, format_="markdown", **keys):
    context = context_of(*records, **keys)
    return digest(context, context.calendar.bulletin_of(Week(DAY)), format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_the_week_of_december_8_to_14_reads_as_it_should(format_):
    told = digest(example(), example().calendar.bulletin_of(Week(DAY)), format_)
    golden = GOLDEN / f"2024-12-14.{format_}"
    if not golden.exists():
        golden.write_bytes(told.encode())
        pytest.fail(f"{golden} was missing and has been written: read it, then commit it")
    assert told.encode() == golden.read_bytes()


def test_the_main_words_are_the_heaviest_tags_of_what_is_not_yet_told():
    context = context_of(
        incident(tags=("deadlock", "locking")),
        change("a", tags=("disk",)),
        change("b", tags=("disk", "deadlock")),
        change("c", tags=("burst-providers",)),
        change("d", tags=("bgp",)),
    )
    bulletin = context.calendar.bulletin_of(Week(DAY))
    assert main_words(bulletin) == ["deadlock", "bgp", "burst providers"]


def test_narrow_and_intense_is_said_of_short_and_heavy_incidents_alone():
    assert "narrow and intense" in week_of(incident(resolved="2024-12-12 12:00"))
    assert "narrow and intense" not in week_of(incident(resolved="2024-12-12 14:00"))
    short = incident(resolved="2024-12-12 12:00", impact=Impact.MINOR)
    assert "narrow and intense" not in week_of(short)


def test_a_recurrence_names_and_links_the_time_before():
    before = incident("first", "2024-09-01 10:00", title="The first", resolved="2024-09-01 11:00")
    again = incident(recurrence_of=(EntryId("first"),))
    told = week_of(before, again)
    assert "second time, after [The first](https://log.example.org/incidents/first/)" in told


def test_efforts_with_several_changes_hold_them_and_others_are_left_out():
    told = week_of(
        effort("big", title="Big effort"),
        effort("small", title="Small effort"),
        change("a", effort="big", title="One"),
        change("b", effort="big", title="Two"),
        change("c", effort="small", title="Three"),
        format_="text",
    )
    assert "- Big effort\n  - One\n  - Two\n- Three\n" in told
    assert "Small effort" not in told


def test_the_star_is_explained_only_where_it_is_used():
    assert "ongoing work" in week_of(change(ongoing=True))
    assert "ongoing work" not in week_of(change())


def test_a_bad_week_tells_the_heaviest_and_counts_the_rest():
    many = [incident(f"i-{number:03}", impact=Impact.MINOR) for number in range(200)]
    told = week_of(*many, incident("worst", title="The worst", impact=Impact.CRITICAL))
    assert told.count("](https://log.example.org/incidents/") == MOST
    assert "and 189 lighter ones" in told
    assert told.index("The worst") < told.index("i 000")


def test_a_quiet_week_says_so():
    told = week_of(incident("a", "2024-12-02", end_unknown=True), incident("b", "2024-12-16"))
    assert "A quiet week." in told


def test_a_week_of_planned_work_tells_it():
    told = week_of(maintenance("m", "2024-12-12 04:00", published="2024-12-01"), now="2025-01-01")
    assert "[m](https://log.example.org/maintenance/m/): planned, Thu, Dec 12, 04:00 UTC" in told


def test_a_mail_is_text_and_html_and_depends_on_no_clock():
    told = week_of(incident(title="Ünïcode"), format_="eml")
    message = message_from_string(told, policy=default)
    assert message["subject"] == "December 8–14, 2024"
    assert message["message-id"] == "<weeks-2024-12-14@log.example.org>"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert "Ünïcode" in message.get_body(("plain",)).get_content()
    assert told == week_of(incident(title="Ünïcode"), format_="eml", now="2030-01-01")


def test_every_week_has_a_document_for_copying():
    context = context_of(incident(), change(ongoing=True))
    (document,) = files_of(artifacts(context)).values()
    told = json.loads(document)
    assert list(told) == ["markdown", "discourse", "slack", "text", "html"]
    assert told["markdown"] == week_of(incident(), change(ongoing=True))


HOSTILE = "*a* _b_ [c](http://evil.example) <script>d</script> `e` | # | &amp; ~f~ \\"


def test_no_title_is_markup_in_markdown():
    told = MarkdownIt().render(week_of(incident(title=HOSTILE)))
    tree = html.fromstring(f"<div>{told}</div>")
    links = [link for link in tree.iter("a") if link.text_content() == HOSTILE]
    assert [link.get("href") for link in links] == [
        "https://log.example.org/incidents/2024-12-12-proxy-deadlock/"
    ]
    assert not list(tree.iter("script", "em", "code", "strong"))


def test_no_title_is_markup_in_html_or_slack():
    tree = html.fromstring(f"<div>{week_of(incident(title=HOSTILE), format_='html')}</div>")
    assert not list(tree.iter("script"))
    slack = week_of(incident(title="<!channel> <@U1> & *x*"), format_="slack")
    assert "<!channel>" not in slack
    assert "&lt;!channel&gt; &lt;@U1&gt; &amp;" in slack


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(codec=None), min_size=1))
def test_any_text_gives_a_digest_in_every_format(text):
    records = (incident(title=text, tags=("x",)), week_note(headline=text))
    for format_ in FORMATS:
        assert week_of(*records, format_=format_).strip()


def test_a_week_with_only_a_correction_tells_it():
    corrections = (("2024-12-12 09:00", "It took ten minutes,\nnot nine."),)
    told = week_of(incident("a", "2024-12-02", end_unknown=True, corrections=corrections))
    assert "## Corrections" in told or "**Corrections**" in told
    assert "incidents/a/): It took ten minutes, not nine." in told
