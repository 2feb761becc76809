"""A site in each language: nothing of ours is left in English, and dates are the language's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import etree, html

from infralog.views.words import SOURCE_LANGUAGE, read_table, words_of
from small_log import CONFIG, incident, publish_log, write_log

LANGUAGES = ("de", "fr", "es", "pt", "ja")
PAGES = (
    "index.html",
    "2024-12-14/index.html",
    "2024-12-07/index.html",
    "incidents/2024-12-12-b/index.html",
    "incidents/2024-12-01-a/index.html",
    "changes/2024-12-13-c/index.html",
    "maintenance/2024-12-20-d/index.html",
    "incidents/index.html",
    "maintenance/index.html",
    "changes/index.html",
    "follow-ups/index.html",
    "corrections/index.html",
    "efforts/index.html",
    "efforts/e/index.html",
    "spofs/index.html",
    "spofs/s/index.html",
    "services/index.html",
    "services/alpha/index.html",
    "archive/index.html",
    "2024/index.html",
    "statistics/index.html",
    "search/index.html",
    "subscribe/index.html",
)
"""Every kind of page."""

LOG = {
    "incidents/2024-12-01-a.md": incident(
        title="αα",
        started="2024-12-01 10:00",
        detected="2024-12-01 10:05",
        mitigated="2024-12-01 10:30",
        resolved="2024-12-01 12:00",
        impact="critical",
        services="alpha",
        spof="{exposes: [s]}",
        follow_ups="[{what: ωω, state: done, by: 2024-12-13-c}, {what: ψψ, due: 2024-12-10}]",
        corrections="[{at: 2024-12-03, text: χχ}]",
        body="ββ",
    ),
    "incidents/2024-12-12-b.md": incident(
        title="γγ",
        started="2024-12-12 11:50",
        resolved="2024-12-12 12:00",
        published="2024-12-15 09:00",
        pending="true",
        recurrence_of="2024-12-01-a",
        services="alpha",
        body="ββ",
    ),
    "incidents/2024-12-14-o.md": (
        "---\ntitle: οο\nstarted: 2024-12-14 08:00\nimpact: unknown\nnear_miss: true\n---\nββ\n"
    ),
    "changes/2024-12-13-c.md": (
        "---\ntitle: δδ\ndate: 2024-12-13\ngroup: prevention\nongoing: true\neffort: e\n"
        "prevents: [2024-12-01-a]\nspof: {reduces: [s]}\n---\nββ\n"
    ),
    "changes/2024-12-13-k.md": "---\ntitle: κκ\ndate: 2024-12-13\ngroup: capacity\n---\nββ\n",
    "maintenance/2024-12-20-d.md": (
        "---\ntitle: εε\nstarts: 2024-12-20 20:00\nends: 2024-12-20 22:00\nstate: planned\n"
        "services: alpha\n---\nββ\n"
    ),
    "weeks/2024-12-14.md": "---\nheadline: ηη\nauthors: [xx, yy]\n---\nββ\n",
    "spofs/s.md": "---\ntitle: σσ\nfound: 2024-11-02\n---\nββ\n",
    "efforts/e.md": "---\ntitle: ζζ\ngroup: prevention\n---\nββ\n",
}
"""Every kind of record, in letters that no table has."""


@pytest.fixture(scope="module", params=LANGUAGES)
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp(request.param)
    config = CONFIG.replace("material\n", f"material\n  language: {request.param}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1734285600")
        yield request.param, publish_log(write_log(folder, LOG, config))


def test_no_page_has_an_english_text_of_ours(site: tuple[str, Path]) -> None:
    language, folder = site
    pieces = english_pieces(language)
    assert len(pieces) > 100
    for page in PAGES:
        told = told_by(folder / page)
        assert not [piece for piece in pieces if piece in told], page


def test_no_feed_badge_or_digest_has_an_english_text_of_ours(site: tuple[str, Path]) -> None:
    language, folder = site
    files = [
        *folder.glob("*.xml"),
        *folder.glob("feeds/**/*.xml"),
        *folder.glob("*.svg"),
        *folder.glob("*.ics"),
        folder / "2024-12-14/digest.json",
        folder / "api/v2/incidents.json",
    ]
    assert len(files) > 10
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert not [piece for piece in english_pieces(language) if piece in text], file


def english_pieces(language: str) -> set[str]:
    """What English says between values, of three words and more, where the language differs."""
    english, own = read_table(SOURCE_LANGUAGE), read_table(language)
    assert english is not None
    assert own is not None
    texts = (
        text
        for key, form in english.items()
        if form != own.get(key)
        for text in ([form] if isinstance(form, str) else form.values())
    )
    pieces = {piece.strip() for text in texts for piece in re.split(r"\{\w+\}", text)}
    return {piece for piece in pieces if piece.count(" ") >= 2}


def told_by(page: Path) -> str:
    """All that a reader is told by a page, in texts and attributes, but for scripts."""
    root = html.fromstring(page.read_bytes())
    etree.strip_elements(root, "script", "style", with_tail=False)
    attributes = " | ".join(
        root.xpath("//@title | //@aria-label | //@alt | //@placeholder | //@content")
        + [value for one in root.iter() for name, value in one.items() if name.startswith("data-")]
    )
    return f"{' '.join(root.text_content().split())} | {attributes}"


def test_pages_and_feeds_name_their_language(site: tuple[str, Path]) -> None:
    language, folder = site
    for page in PAGES:
        assert html.fromstring((folder / page).read_bytes()).get("lang") == language, page
    assert f"<language>{language}</language>" in (folder / "feed.xml").read_text(encoding="utf-8")
    assert json.loads((folder / "feed.json").read_bytes())["language"] == language


def test_material_speaks_the_same_language(site: tuple[str, Path]) -> None:
    language, folder = site
    skip = html.fromstring((folder / "index.html").read_bytes()).find_class("md-skip")[0]
    assert (
        skip.text_content().strip()
        == {
            "de": "Zum Inhalt",
            "fr": "Aller au contenu",
            "es": "Saltar a contenido",
            "pt": "Ir para o conteúdo",
            "ja": "コンテンツにスキップ",
        }[language]
    )


def test_headings_and_labels_are_the_table_s(site: tuple[str, Path]) -> None:
    language, folder = site
    t = words_of(language).t
    for page, key in {
        "incidents/index.html": "incidents.title",
        "spofs/index.html": "spofs.title",
        "statistics/index.html": "statistics.title",
        "follow-ups/index.html": "follow_ups.title",
    }.items():
        assert headings(folder / page)[0] == t(key)
    assert t("groups.prevention") in headings(folder / "2024-12-14/index.html")
    assert t("groups.efficiency") in headings(folder / "2024-12-14/index.html")
    assert t("update.mitigated") in (folder / "api/v2/incidents.json").read_text(encoding="utf-8")
    calendar = (folder / "calendar.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    assert f"αα ({t('impact.critical')})" in calendar
    badge = (folder / "badge.svg").read_text(encoding="utf-8")
    assert words_of(language).n("badge.open", 1) in badge


def headings(page: Path) -> list[str]:
    root = html.fromstring(page.read_bytes())
    return [" ".join(one.text_content().split()) for one in root.xpath("//article//h1|//h2|//h3")]


def test_dates_are_the_language_s_own(site: tuple[str, Path]) -> None:
    language, folder = site
    words = words_of(language)
    first, last = date(2024, 12, 8), date(2024, 12, 14)
    assert headings(folder / "2024-12-14/index.html")[0] == words.week(first, last)
    root = html.fromstring((folder / "incidents/2024-12-01-a/index.html").read_bytes())
    told = root.xpath("//dl//time[@datetime='2024-12-01T10:00:00+01:00']/text()")
    assert told == [
        {
            "de": "1. Dez. 2024, 10:00",
            "fr": "1 déc. 2024, 10:00",
            "es": "1 dic 2024, 10:00",
            "pt": "1 de dez. de 2024 10:00",
            "ja": "2024年12月1日 10:00",
        }[language]
    ]
