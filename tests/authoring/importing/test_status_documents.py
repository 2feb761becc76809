"""Statuspage's and Google's JSON, from files and from a server with pages."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from infralog.authoring.importing.gcp import gcp_document, read_gcp
from infralog.authoring.importing.json_source import Document, read_document
from infralog.authoring.importing.record import ImportedRecord, Remark
from infralog.authoring.importing.statuspage import read_statuspage, statuspage_documents
from infralog.errors import InfralogError

ZONE = ZoneInfo("UTC")


def incident(id_: str = "abc", **keys: Any) -> dict[str, Any]:
    updates = [
        {"status": "resolved", "body": "Over.<br />Sorry &amp; thanks"},
        {"status": "in_progress", "body": "", "created_at": "2024-03-01T10:10:00Z"},
    ]
    updates[0]["display_at"] = "2024-03-01T11:00:00.500Z"
    return {
        "id": id_,
        "name": "API is <b>slow</b>",
        "status": "resolved",
        "impact": "minor",
        "shortlink": "https://stspg.example/abc",
        "started_at": "2024-03-01T10:00:00.123Z",
        "created_at": "2024-03-01T10:05:00.123Z",
        "resolved_at": "2024-03-01T11:00:00.123Z",
        "incident_updates": updates,
        "components": [{"name": "API Requests"}],
        **keys,
    }


def planned(**keys: Any) -> dict[str, Any]:
    times = {"scheduled_for": "2024-04-01T10:00:00Z", "scheduled_until": "2024-04-01T12:00:00Z"}
    return incident("plan", **{"status": "completed", "impact": "maintenance", **times, **keys})


def taken(data: object) -> list[ImportedRecord | Remark]:
    return list(read_statuspage([Document("x.json", json.dumps(data, indent=1), data)], ZONE))


def test_an_incident_of_statuspage() -> None:
    [record] = taken({"incidents": [incident()]})
    assert (record.origin, record.title, record.kind) == (
        "statuspage abc",
        "API is slow",
        "incident",
    )
    assert record.front["impact"] == "minor"
    assert record.front["services"] == ["API Requests"]
    assert record.front["status_page"] == "https://stspg.example/abc"
    assert f"{record.front['published'].instant:%H:%M}" == "10:05"
    events = record.front["timeline"]
    assert [(f"{one['at'].instant:%H:%M}", one["kind"], one["what"]) for one in events] == [
        ("10:10", "in-progress", "In progress"),
        ("11:00", "resolved", "Over.\nSorry & thanks"),
    ]
    assert record.line == 4


@pytest.mark.parametrize(
    ("keys", "resolved"),
    [
        ({"status": "investigating", "resolved_at": None}, None),
        ({"resolved_at": None}, "unknown"),
        ({"resolved_at": "2023-01-01T00:00:00Z"}, "unknown"),
    ],
)
def test_ends_of_statuspage(keys: dict[str, Any], resolved: str | None) -> None:
    [record] = taken([incident(**keys)])
    assert record.front.get("resolved") == resolved


def test_planned_work_of_statuspage() -> None:
    [record] = taken({"scheduled_maintenances": [planned()]})
    assert (record.kind, record.front["state"]) == ("maintenance", "done")
    assert record.front["links"] == [{"title": "Status page", "url": "https://stspg.example/abc"}]
    assert record.body.splitlines()[0] == "- **2024-03-01 10:10Z** (in-progress): In progress"


def test_a_post_mortem_is_the_body() -> None:
    [record] = taken([incident(postmortem_body="# Why\n\nA reason")])
    assert record.body == "## Why\n\nA reason"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ([incident(started_at="2024-02-30T00:00:00Z")], "does not exist"),
        ([incident(name=None)], "has no `name`"),
        ([incident(id_="")], "a record has no `id`"),
        ([planned(status="odd")], "is none of a scheduled maintenance"),
        ({"components": []}, "holds no list of incidents"),
        ([{"name": "API", "position": 1}], "holds no list of incidents"),
    ],
)
def test_reasons_of_statuspage(data: object, reason: str) -> None:
    [remark] = taken(data)
    assert isinstance(remark, Remark)
    assert reason in remark.reason


@pytest.mark.parametrize("text", ['{"incidents": [', "\xff", "[" * 100_000])
def test_broken_json_is_an_error(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(InfralogError, match=r"x\.json"):
        read_document(str(file))


class _Pages(BaseHTTPRequestHandler):
    """Two incidents a page, three pages; one maintenance; Google's list."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        page = int(parse_qs(parts.query).get("page", ["1"])[0])
        found = {
            "/api/v2/incidents.json": {
                "incidents": [incident(f"{page}{n}") for n in "ab"] if page < 4 else []
            },
            "/api/v2/scheduled-maintenances.json": {"scheduled_maintenances": [planned()]},
            "/incidents.json": [
                {"id": "g", "external_desc": "Slow.", "begin": "2024-03-01T10:00:00Z"}
            ],
        }.get(parts.path)
        self.send_response(200 if found is not None else 404)
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())

    def log_message(self, *_: object) -> None:
        """Keep the tests' output quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as serving:
        thread = threading.Thread(target=serving.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
        thread.join()


def test_all_pages_of_an_address(server: str) -> None:
    found = list(read_statuspage(statuspage_documents(server), ZONE))
    assert [one.origin for one in found] == [
        *(f"statuspage {page}{n}" for page in (1, 2, 3) for n in "ab"),
        "statuspage plan",
    ]


def test_googles_address(server: str) -> None:
    [record] = read_gcp([gcp_document(f"{server}/")], ZONE)
    assert (record.title, "resolved" in record.front) == ("Slow", False)


def test_an_address_that_does_not_answer(server: str) -> None:
    with pytest.raises(InfralogError, match="cannot be fetched"):
        gcp_document(f"{server}/nothing.json")


def google(**keys: Any) -> dict[str, Any]:
    updates = [
        {"when": "2024-03-02T00:00:00Z", "text": "# Report\n**Summary**\nAll [well](https://a.example)."},
        {"when": "2024-03-01T10:20:00Z", "text": "Still **slow**"},
        {"when": "2024-03-01T10:10:00Z", "text": "Still slow."},
    ]  # fmt: skip
    return {
        "id": "g1",
        "external_desc": "Slow networks. " + "word " * 60,
        "begin": "2024-03-01T10:00:00+00:00",
        "created": "2024-03-01T10:10:00+00:00",
        "end": "2024-03-01T11:00:00+00:00",
        "severity": "medium",
        "uri": "incidents/g1",
        "affected_products": [{"title": "Cloud SQL"}],
        "previously_affected_locations": [{"id": "europe-west4"}],
        "updates": updates,
        **keys,
    }


def test_an_incident_of_google() -> None:
    [record] = read_gcp([Document("g.json", "", [google()])], ZONE)
    assert record.title.endswith("…")
    assert len(record.title) <= 160
    assert record.front["summary"].startswith("Slow networks. word")
    assert record.front["impact"] == "major"
    assert record.front["regions"] == ["europe-west4"]
    assert record.front["links"][0]["url"] == "https://status.cloud.google.com/incidents/g1"
    assert [one["what"] for one in record.front["timeline"]] == ["Still slow.", "All well."]
    assert record.body.startswith("## Report\n**Summary**\nAll [well]")
    assert "### 2024-03-01 10:20Z\n\nStill **slow**" in record.body


@pytest.mark.parametrize(
    ("keys", "impact"),
    [
        ({"severity": "high"}, "critical"),
        ({"severity": None, "status_impact": "SERVICE_INFORMATION"}, "minor"),
        ({"severity": "odd"}, "unknown"),
    ],
)
def test_impacts_of_google(keys: dict[str, Any], impact: str) -> None:
    [record] = read_gcp([Document("g.json", "", [google(**keys)])], ZONE)
    assert record.front["impact"] == impact


@pytest.mark.parametrize(
    "given", [google(begin=None), google(external_desc=""), google(id=None), "no mapping", None]
)
def test_reasons_of_google(given: object) -> None:
    [remark] = read_gcp([Document("g.json", "", [given])], ZONE)
    assert isinstance(remark, Remark)
