from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from example import example
from infralog.model.entry import EntryId, FollowUp, SpofId
from infralog.model.terms import Impact, SpofMove
from infralog.outputs.opendata.index import COLUMNS
from infralog.outputs.opendata.schema import SCHEMA
from loopback import served
from make import change, context_of, effort, files_of, incident, maintenance, spof, week_note
from opened import opendata_artifacts as artifacts

VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)

FULL = (
    incident("first", "2024-09-01 10:00", resolved="2024-09-01 11:00"),
    incident(
        resolved="2024-12-12 12:00",
        recurrence_of=(EntryId("first"),),
        timeline=[("2024-12-12 11:55", "Seen")],
        follow_ups=(FollowUp("Mend it", by=EntryId("2024-12-10-faster-io")),),
        corrections=[("2024-12-20", "It was the other lock.")],
    ),
    change(
        effort="regional-state",
        prevents=(EntryId("first"),),
        spof_moves=((SpofMove.REDUCES, SpofId("global-state")),),
    ),
    maintenance(),
    spof(),
    effort(),
    week_note(headline="Locks, again"),
)


def documents(*records, **keys):
    files = files_of(artifacts(context_of(*records, **keys)))
    return {
        path.removeprefix("api/log/"): json.loads(data)
        for path, data in files.items()
        if path.endswith(".json")
    }


@pytest.fixture(scope="module")
def full():
    return documents(*FULL)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("made", [lambda: documents(*FULL), documents], ids=["full", "empty"])
def test_every_document_satisfies_the_schema(made):
    found = made()
    schema = found.pop("schema.json")
    assert schema == SCHEMA
    for document in found.values():
        VALIDATOR.validate(document)


def test_every_document_of_the_example_log_satisfies_the_schema():
    files = files_of(artifacts(example()))
    found = [json.loads(data) for path, data in files.items() if path.endswith(".json")]
    found.remove(SCHEMA)
    assert len(found) == len(example().log.entries) + len(example().calendar.bulletins) + 1
    for document in found:
        VALIDATOR.validate(document)


@pytest.mark.parametrize(
    "broken",
    [{"impact": "awful"}, {"began": "yesterday"}, {"services": "proxy"}, {"version": 2}],
    ids=lambda broken: next(iter(broken)),
)
def test_the_schema_finds_what_is_wrong(full, broken):
    document = {**full["entries/first.json"], **broken}
    with pytest.raises(ValidationError):
        VALIDATOR.validate(document)


def test_relations_are_told_both_ways(full):
    first, again = full["entries/first.json"], full["entries/2024-12-12-proxy-deadlock.json"]
    assert first["occurrences"] == again["occurrences"] == ["first", "2024-12-12-proxy-deadlock"]
    assert first["prevented_by"] == ["2024-12-10-faster-io"]
    assert again["follow_ups"][0]["by"] == "2024-12-10-faster-io"
    work = full["entries/2024-12-10-faster-io.json"]
    assert work["prevents"] == ["first"]
    assert work["follows_up"] == ["2024-12-12-proxy-deadlock"]
    assert work["spofs"] == [{"move": "reduces", "id": "global-state"}]


def test_times_are_local_with_their_offset_and_dates_stay_dates(full):
    again = full["entries/2024-12-12-proxy-deadlock.json"]
    assert again["began"] == "2024-12-12T11:50:00+00:00"
    assert again["duration_seconds"] == 600
    assert again["corrections"][0]["at"] == "2024-12-20"
    assert full["entries/2024-12-10-faster-io.json"]["began"] == "2024-12-10"


def test_the_index_names_every_document_and_its_week(full):
    index = full["index.json"]
    entries = {path for path in full if path.startswith("entries/")}
    assert {f"entries/{one['id']}.json" for one in index["entries"]} == entries
    assert {f"weeks/{one['id']}.json" for one in index["weeks"]} == {
        path for path in full if path.startswith("weeks/")
    }
    week = full["weeks/2024-12-14.json"]
    assert week["headline"] == "Locks, again"
    assert week["entries"] == ["2024-12-10-faster-io", "2024-12-12-proxy-deadlock"]
    assert all(full[f"entries/{id_}.json"]["week"] == "2024-12-14" for id_ in week["entries"])


def test_the_index_tells_spofs_and_efforts(full):
    (found,) = full["index.json"]["spofs"]
    assert found["state"] == "reduced"
    assert [step["entry"] for step in found["history"]] == [None, "2024-12-10-faster-io"]
    assert [one["id"] for one in full["index.json"]["efforts"]] == ["regional-state"]


def test_a_hash_changes_with_its_document_alone():
    def hashes(*records):
        return {one["id"]: one["hash"] for one in documents(*records)["index.json"]["entries"]}

    before = hashes(incident("a"), incident("b"))
    after = hashes(incident("a"), incident("b", title="Another"))
    assert after["a"] == before["a"]
    assert after["b"] != before["b"]


def test_bodies_are_absolute(full):
    body = '<p><a href="\x1eincidents/2024/first.md">it</a><a href="#\x1etop">up</a></p>'
    linking = incident("linking", body_links=("incidents/2024/first.md",))
    first = incident("first", "2024-09-01 10:00")
    html = documents(first, linking, linking=body)["entries/linking.json"]["html"]
    assert 'href="https://log.example.org/incidents/first/"' in html
    assert 'href="https://log.example.org/incidents/linking/#top"' in html


def rows(*records):
    text = files_of(artifacts(context_of(*records)))["api/log/log.csv"].decode()
    return list(csv.DictReader(StringIO(text, newline="")))


def test_the_table_has_a_row_for_every_entry():
    found = rows(*FULL)
    assert tuple(found[0]) == COLUMNS
    assert [row["type"] for row in found] == ["incident", "change", "incident", "maintenance"]
    assert found[2]["duration_seconds"] == "600"
    assert found[2]["impact"] == "major"


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@cmd"])
def test_no_title_is_a_formula(title):
    (row,) = rows(incident(title=title))
    assert row["title"] == f"'{title}"


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(codec=None), min_size=1))
def test_any_text_gives_documents_and_a_row(text):
    hostile = incident(title=text, summary=text, impact=Impact.UNKNOWN)
    document = documents(hostile)["entries/2024-12-12-proxy-deadlock.json"]
    assert document["title"] == text.encode(errors="replace").decode()
    VALIDATOR.validate(document)
    assert len(rows(hostile)) == 1


def examples(language):
    text = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
    return text.split(f"```{language}\n")[1].split("```")[0]


@pytest.mark.parametrize(
    ("language", "program"),
    [
        ("python", [sys.executable, "-c"]),
        pytest.param(
            "javascript",
            ["node", "--input-type=module", "-e"],
            marks=pytest.mark.skipif(shutil.which("node") is None, reason="node is missing"),
        ),
    ],
)
def test_the_documented_example_works(language, program, tmp_path):
    files = files_of(artifacts(context_of(*FULL)))
    with served(files, tmp_path) as address:
        code = examples(language).replace("https://log.example.org/", address)
        run = subprocess.run([*program, code], capture_output=True, timeout=60, check=True)
    assert "2024 12 10 faster io" in run.stdout.decode()
