from __future__ import annotations

import pytest
from lxml import etree

from infralog.model.terms import Impact
from infralog.outputs.badges import artifacts
from infralog.settings import CatalogueItem
from make import context_of, files_of, incident, settings_of


def badges(*records, **options):
    context = context_of(*records, settings=settings_of(**options))
    return {path: etree.fromstring(data) for path, data in files_of(artifacts(context)).items()}


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ((), "Our log: no open incidents"),
        ((incident(resolved="2024-12-12 12:00"),), "Our log: no open incidents"),
        ((incident(),), "Our log: 1 open incident (major)"),
        (
            (incident("a", impact=Impact.MINOR), incident("b", impact=Impact.CRITICAL)),
            "Our log: 2 open incidents (critical)",
        ),
    ],
    ids=["empty", "resolved", "one", "two"],
)
def test_a_badge_says_in_words_how_many_and_how_bad(records, said):
    badge = badges(*records)["badge.svg"]
    assert badge.get("aria-label") == said
    assert badge.findtext("{*}title") == said


def test_services_have_badges_of_their_own():
    catalogue = {"proxy": CatalogueItem("proxy", "Proxy"), "dns": CatalogueItem("dns", "DNS")}
    found = badges(incident(services=("proxy",)), services=catalogue)
    assert found["badges/proxy.svg"].get("aria-label") == "Proxy: 1 open incident (major)"
    assert found["badges/dns.svg"].get("aria-label") == "DNS: no open incidents"


def test_a_name_cannot_leave_its_badge():
    name = '"><script>alert(1)</script> \x00 & more'
    badge = badges(services={"x": CatalogueItem("x", name)})["badges/x.svg"]
    assert not badge.xpath("//*[local-name()='script']")
    assert "<script>" in badge.get("aria-label")


def test_the_picture_is_as_wide_as_its_texts():
    badge = badges(incident())["badge.svg"]
    fields = [float(one.get("width")) for one in badge.findall("{*}rect")]
    assert sum(fields) == float(badge.get("width"))
    for text in badge.findall("{*}g/{*}text"):
        assert float(text.get("textLength")) > 0
