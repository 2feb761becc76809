from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from example import example
from infralog.model.terms import Impact, MaintenanceState
from infralog.outputs.statuspage import artifacts
from infralog.settings import CatalogueItem
from loopback import served
from make import context_of, files_of, incident, maintenance, settings_of

SHARED = Path(__file__).parents[3] / "shared" / "corpora" / "statuspage"
CLIENTS = Path(__file__).parents[2] / ".cache" / "clients"
SCRIPTS = Path(__file__).parents[1] / "clients"

CATALOGUE = {
    "proxy": CatalogueItem("proxy", "The proxy", "Edge", "Routes requests"),
    "dns": CatalogueItem("dns", "DNS", "Edge"),
    "api": CatalogueItem("api", "API"),
}
RECORDS = (
    incident("down", "2024-12-12 10:00", title="Proxy down", services=("proxy",)),
    incident(
        "slow",
        "2024-12-01 10:00",
        title="API slow",
        impact=Impact.MINOR,
        resolved="2024-12-01 11:00",
    ),
    maintenance("soon", title="Router work", services=("dns",)),
    maintenance("now", title="Disk work", services=("api",), state=MaintenanceState.ACTIVE),
    maintenance("done", "2024-11-20 04:00", title="Old work", state=MaintenanceState.DONE),
)


def documents(*records, **options):
    context = context_of(*records, settings=settings_of(**options))
    files = files_of(artifacts(context))
    return {path.removeprefix("api/v2/"): json.loads(data) for path, data in files.items()}


def names(documents_):
    return [one["name"] for one in documents_]


@pytest.fixture(scope="module")
def board():
    return documents(*RECORDS, services=CATALOGUE)


def test_the_documents_agree_with_each_other(board):
    summary = board["summary.json"]
    assert summary["status"] == board["status.json"]["status"]
    assert summary["components"] == board["components.json"]["components"]
    assert summary["incidents"] == board["incidents/unresolved.json"]["incidents"]
    upcoming = board["scheduled-maintenances/upcoming.json"]["scheduled_maintenances"]
    active = board["scheduled-maintenances/active.json"]["scheduled_maintenances"]
    assert names(summary["scheduled_maintenances"]) == ["Router work", "Disk work"]
    assert names(upcoming) == ["Router work"]
    assert names(active) == ["Disk work"]
    assert len({json.dumps(document["page"]) for document in board.values()}) == 1


def test_components_are_the_catalogue_with_its_groups(board):
    components = {one["id"]: one for one in board["components.json"]["components"]}
    assert list(components) == ["group:edge", "proxy", "dns", "api"]
    assert components["group:edge"]["components"] == ["proxy", "dns"]
    assert components["proxy"]["group_id"] == "group:edge"
    assert components["proxy"]["description"] == "Routes requests"
    states = {id_: one["status"] for id_, one in components.items()}
    assert states == {
        "group:edge": "partial_outage",
        "proxy": "partial_outage",
        "dns": "operational",
        "api": "under_maintenance",
    }


@pytest.mark.parametrize(
    ("impact", "indicator", "component"),
    [
        (Impact.NONE, "none", "operational"),
        (Impact.UNKNOWN, "minor", "degraded_performance"),
        (Impact.MINOR, "minor", "degraded_performance"),
        (Impact.MAJOR, "major", "partial_outage"),
        (Impact.CRITICAL, "critical", "major_outage"),
    ],
)
def test_the_words_of_the_api_are_used(impact, indicator, component):
    found = documents(incident(impact=impact, services=("proxy",)))
    assert found["status.json"]["status"]["indicator"] == indicator
    assert found["incidents.json"]["incidents"][0]["impact"] == indicator
    assert found["components.json"]["components"][0]["status"] == component


def test_nothing_open_means_all_is_well():
    found = documents(incident(end_unknown=True), maintenance())
    assert found["status.json"]["status"] == {
        "indicator": "none",
        "description": "All Systems Operational",
    }
    assert found["summary.json"]["incidents"] == []
    assert found["incidents.json"]["incidents"][0]["status"] == "resolved"


def test_an_empty_log_has_every_document():
    assert {len(document) for document in documents().values()} >= {2}
    assert documents()["incidents.json"]["incidents"] == []


def test_updates_follow_the_timeline_and_end_resolved():
    told = incident(
        began="2024-12-12 10:00",
        mitigated="2024-12-12 11:00",
        resolved="2024-12-12 12:00",
        services=("proxy",),
        timeline=[
            ("2024-12-12 10:05", "Paged"),
            ("2024-12-12 10:30", "A lock", "identified"),
            ("2024-12-12 11:30", "Watching"),
        ],
        corrections=[("2024-12-13 09:00", "Another lock.")],
    )
    (found,) = documents(told)["incidents.json"]["incidents"]
    updates = [(one["status"], one["body"]) for one in found["incident_updates"]]
    assert updates == [
        ("resolved", "Correction: Another lock."),
        ("resolved", "Resolved."),
        ("monitoring", "Watching"),
        ("monitoring", "Mitigated."),
        ("identified", "A lock"),
        ("investigating", "Paged"),
        ("investigating", "In short."),
    ]
    assert found["monitoring_at"] == "2024-12-12T11:00:00.000Z"
    assert found["resolved_at"] == "2024-12-12T12:00:00.000Z"
    assert found["updated_at"] == "2024-12-13T09:00:00.000Z"
    turns = [one["affected_components"][0]["new_status"] for one in found["incident_updates"]]
    assert turns[:3] == ["operational", "operational", "partial_outage"]
    assert len({one["id"] for one in found["incident_updates"]}) == len(updates)


def test_cancelled_work_is_completed_and_says_so():
    work = maintenance(state=MaintenanceState.CANCELLED, published="2024-12-10")
    found = documents(work)
    (told,) = found["scheduled-maintenances.json"]["scheduled_maintenances"]
    assert told["status"] == "completed"
    assert told["incident_updates"][0]["body"] == "Cancelled."
    assert found["scheduled-maintenances/upcoming.json"]["scheduled_maintenances"] == []


def test_lists_hold_the_newest_fifty():
    many = [
        incident(f"i-{day:02}-{hour:02}", f"2024-10-{day:02} {hour:02}:00")
        for day in range(1, 11)
        for hour in range(6)
    ]
    found = documents(*many)["incidents.json"]["incidents"]
    assert len(found) == 50
    assert found[0]["id"] == "i-10-05"


def test_the_documents_have_the_keys_of_real_ones(board):
    if not SHARED.is_dir():
        pytest.skip(f"no real documents in {SHARED}")
    summary = json.loads((SHARED / "github_summary_2019-12-30.statuspage.json").read_bytes())
    real = json.loads((SHARED / "github_incidents_2026-07.statuspage.json").read_bytes())
    ours = board["summary.json"]
    assert set(summary) <= set(ours)
    assert set(summary["page"]) == set(ours["page"])
    assert set(summary["components"][0]) <= set(ours["components"][0])
    incident_, (update, *_) = real["incidents"][0], real["incidents"][0]["incident_updates"]
    assert set(incident_) <= set(ours["incidents"][0])
    assert set(update) <= set(ours["incidents"][0]["incident_updates"][0])
    affected = update["affected_components"][0]
    assert set(affected) == set(
        ours["incidents"][0]["incident_updates"][0]["affected_components"][0]
    )


def asked(command, tmp_path, *records, **options):
    """What a real client tells of a log that is served over loopback."""
    files = files_of(artifacts(context_of(*records, settings=settings_of(**options))))
    with served(files, tmp_path) as address:
        run = subprocess.run([*command, address], capture_output=True, timeout=60, check=True)
    return json.loads(run.stdout)


PYTHON = CLIENTS / "bin" / "python"
needs_clients = pytest.mark.skipif(
    not PYTHON.exists(), reason="the clients are not installed: make test does it"
)
COMPONENTS = ["Edge", "The proxy", "DNS", "API"]


@needs_clients
def test_discord_status_works(tmp_path):
    told = asked([PYTHON, SCRIPTS / "discord_status.py"], tmp_path, *RECORDS, services=CATALOGUE)
    assert told == {
        "indicator": "major",
        "components": COMPONENTS,
        "unresolved": ["Proxy down"],
        "incidents": ["Proxy down", "API slow"],
        "upcoming": ["Router work"],
        "active": ["Disk work"],
    }


@needs_clients
def test_statuscheck_works(tmp_path):
    told = asked([PYTHON, SCRIPTS / "status_check.py"], tmp_path, *RECORDS, services=CATALOGUE)
    assert told["indicator"] == "major"
    assert told["components"] == COMPONENTS
    assert told["incidents"] == ["Proxy down", "Router work", "Disk work"]


@needs_clients
def test_the_prometheus_exporter_works(tmp_path):
    told = asked([PYTHON, SCRIPTS / "exporter.py"], tmp_path, *RECORDS, services=CATALOGUE)
    assert told == {
        "success": True,
        "indicator": "major",
        "components": COMPONENTS,
        "unresolved": ["Proxy down"],
        "maintenances": ["Router work", "Disk work"],
    }


@pytest.mark.skipif(
    not (CLIENTS / "node_modules").is_dir(),
    reason="the npm client is not installed: make test does it",
)
def test_the_npm_client_works(tmp_path, monkeypatch):
    monkeypatch.setenv("NODE_PATH", str(CLIENTS / "node_modules"))
    told = asked(["node", SCRIPTS / "statuspage_io.js"], tmp_path, *RECORDS, services=CATALOGUE)
    assert told["indicator"] == "major"
    assert told["components"] == COMPONENTS
    assert told["incidents"] == ["Proxy down", "API slow"]
    assert told["unresolved"] == told["summary"] == ["Proxy down"]
    assert told["upcoming"] == ["Router work"]


def test_the_example_log_is_calm():
    status = json.loads(files_of(artifacts(example()))["api/v2/status.json"])
    assert status["status"]["indicator"] == "none"


def test_work_of_whole_days_lasts_to_the_end_of_the_last():
    works = (
        maintenance("two-days", "2025-02-10", ends="2025-02-11"),
        maintenance("one-day", "2025-02-15"),
        maintenance("hours", "2025-02-20 04:00", ends="2025-02-20 06:00"),
    )
    told = documents(*works)["scheduled-maintenances/upcoming.json"]["scheduled_maintenances"]
    assert {one["id"]: one["scheduled_until"][:16] for one in told} == {
        "two-days": "2025-02-12T00:00",
        "one-day": "2025-02-16T00:00",
        "hours": "2025-02-20T06:00",
    }
