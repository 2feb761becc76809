"""Old names and joined weeks lead on."""

from __future__ import annotations

from lxml import html

from infralog.outputs.redirects import redirect_artifacts
from make import change, log_of, week_note
from page_of import context


def test_an_alias_leads_to_the_entry():
    log = log_of(change("new-name", aliases=("old-name",), title="<b>"))
    (one,) = redirect_artifacts(context(log))
    page = html.fromstring(one.make())
    assert one.path == "changes/old-name/index.html"
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [
        "0; url=../../changes/new-name/"
    ]
    assert page.xpath("//link/@href") == ["https://log.example/changes/new-name/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//a/text()") == ["<b>"]


def test_a_joined_week_leads_to_its_bulletin():
    (one,) = redirect_artifacts(context(log_of(week_note(covers=2))))
    assert one.path == "2024-12-07/index.html"
    assert b"url=../2024-12-14/" in one.make()
