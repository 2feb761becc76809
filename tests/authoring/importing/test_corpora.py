"""Everything of the corpora becomes an entry without problems, or a named reason."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from shelves import CONVERT, CORPORA, OPTIONS, SETTINGS, shelve, state_of

from infralog.authoring.importing.cstate import read_cstate
from infralog.authoring.importing.gcp import gcp_document, read_gcp
from infralog.authoring.importing.markdown import read_markdown
from infralog.authoring.importing.report import ImportReport
from infralog.authoring.importing.statuspage import read_statuspage, statuspage_documents
from infralog.parse.record import parse_source
from infralog.source.file import read_sources

pytestmark = pytest.mark.skipif(
    not CORPORA.is_dir(), reason="the corpora are not beside this repository"
)
SITES = ["cstate__example", "mataroa-blog__mataroa-status", "packit__status"]
SITES += ["packit__status_with_open_issues", "um-grex__status", "wmde__wikibase-cloud-status"]


def import_site(entries: Path, site: str) -> ImportReport:
    return shelve(entries, read_cstate(CORPORA / "cstate" / site, OPTIONS))


def problems_in(entries: Path) -> list[str]:
    parsed = [parse_source(one, SETTINGS, CONVERT) for one in read_sources(entries)]
    return [str(problem) for one in parsed for problem in one.errors]


@pytest.mark.parametrize(
    ("site", "entries", "refused"),
    list(zip(SITES, [4, 12, 107, 59, 29, 19], [2, 0, 1, 0, 3, 0], strict=True)),
)
def test_every_issue_of_a_cstate_site(
    tmp_path: Path, site: str, entries: int, refused: int
) -> None:
    report = import_site(tmp_path, site)
    issues = list((CORPORA / "cstate" / site).rglob("issues/*.md"))
    assert len(report.shelved) == report.counts["added"] == entries
    assert len(report.refused) == refused
    given = {path for path in issues if path.parent.parent.name != "cstate__example"}
    archetypes = {path for path in given if "archetypes" in path.parts}
    assert entries + refused == len(given - archetypes)
    assert problems_in(tmp_path) == []


def test_all_sites_stand_side_by_side(tmp_path: Path) -> None:
    reports = [import_site(tmp_path, site) for site in SITES]
    assert sum(report.counts["added"] for report in reports) == 230
    before = state_of(tmp_path)
    again = [import_site(tmp_path, site) for site in SITES]
    assert sum(report.counts["unchanged"] for report in again) == 230
    assert state_of(tmp_path) == before
    assert problems_in(tmp_path) == []


def test_open_issues_are_ongoing(tmp_path: Path) -> None:
    import_site(tmp_path, "packit__status_with_open_issues")
    records = [
        parse_source(one, SETTINGS, CONVERT).record
        for one in read_sources(tmp_path)
        if one.folder == "incidents"
    ]
    assert sorted(one.title for one in records if one.is_ongoing) == [
        "Copr frontend instability",
        "GitHub outage",
        "Staging instance firewall",
    ]


def test_every_incident_of_the_status_pages(tmp_path: Path) -> None:
    sources = sorted((CORPORA / "statuspage").glob("*.json"))
    documents = (one for source in sources for one in statuspage_documents(str(source)))
    report = shelve(tmp_path, read_statuspage(documents, SETTINGS.zone))
    assert report.counts["added"] == 5
    assert [Path(one.path).name for one in report.refused] == ["github_components.statuspage.json"]
    assert problems_in(tmp_path) == []


def test_every_incident_of_google_cloud(tmp_path: Path) -> None:
    document = gcp_document(str(CORPORA / "gcp" / "gcp_incidents_sample.json"))
    report = shelve(tmp_path, read_gcp([document], SETTINGS.zone))
    assert (report.counts["added"], report.refused) == (2, ())
    assert problems_in(tmp_path) == []


def test_every_post_mortem(tmp_path: Path) -> None:
    report = shelve(tmp_path, read_markdown(CORPORA / "postmortems", SETTINGS.zone, None))
    assert report.counts["added"] == 23
    reasons = Counter(remark.reason for remark in report.refused)
    assert reasons == {"states no date: is it a post-mortem?": 2}
    assert len([path for path in state_of(tmp_path) if path.endswith(".png")]) == 2
    assert problems_in(tmp_path) == []
    exact = [one for one in report.shelved if "started" not in one.record.left_open]
    assert len(exact) == 14
