"""Post-mortems in Markdown: plain facts are taken, the rest is marked for the author."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from shelves import write_files

from infralog.authoring.importing.markdown import read_markdown
from infralog.authoring.importing.record import ImportedRecord, Remark
from infralog.errors import InfralogError

ZONE = ZoneInfo("America/New_York")


def read(tmp_path: Path, text: str, name: str = "report.md") -> ImportedRecord | Remark:
    folder = write_files(tmp_path / "reports", {name: text})
    [found] = read_markdown(folder, ZONE, None)
    return found


PLAIN = """\
# 2024-03-05, Queue overflow

**Severity:** Major
**Duration:** 2h 10m

## Timeline

All times in UTC

### 2024-03-05 10:00

It began.
"""


def test_plain_facts_are_taken(tmp_path: Path) -> None:
    record = read(tmp_path, PLAIN)
    assert record.title == "Queue overflow"
    assert f"{record.front['started'].instant:%d %H:%M}" == "05 10:00"
    assert f"{record.front['resolved'].instant:%d %H:%M}" == "05 12:10"
    assert record.front["impact"] == "major"
    assert (record.left_open, record.remarks) == ((), ())
    assert record.body.startswith("**Severity:** Major")


def test_what_is_not_said_is_left_open(tmp_path: Path) -> None:
    record = read(tmp_path, "# 2024-03-05: Queue overflow\n\nText\n")
    assert str(record.front["started"].day) == "2024-03-05"
    assert record.front["resolved"] == "unknown"
    assert record.front["impact"] == "unknown"
    assert record.left_open == ("started", "resolved", "impact")


def test_bold_lines_and_front_matter_speak(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Queue\n---\n"
        "- **Started**: 2024-03-05 23:30 PST\n- **Resolved:** 2024-03-06 00:10 PST\n\nText\n"
    )
    record = read(tmp_path, text)
    assert record.title == "Queue"
    assert f"{record.front['started'].instant:%d %H:%M}" == "06 07:30"
    assert f"{record.front['resolved'].instant:%d %H:%M}" == "06 08:10"


@pytest.mark.parametrize(
    ("heading", "name", "title"),
    [
        ("# 2017-11-30 4:23PM PST, OOM (Out of Memory) Proxy", "a.md", "OOM (Out of Memory) Proxy"),
        ("# incident date: 2019-02-20, kubectl logs", "a.md", "kubectl logs"),
        ("Queue overflow\n==============", "2024-03-05-a.md", "Queue overflow"),
        ("# 2024-03-05", "2024-03-05-mail-queue.md", "mail queue"),
        ("## Summary", "2024-03-05-mail-queue.md", "mail queue"),
    ],
)
def test_titles(tmp_path: Path, heading: str, name: str, title: str) -> None:
    assert read(tmp_path, f"{heading}\n\nText\n", name).title == title


def test_a_contradiction_is_told(tmp_path: Path) -> None:
    record = read(tmp_path, PLAIN.replace("# 2024-03-05,", "# 2024-03-04,"), "2024-03-06-a.md")
    assert str(record.began.date_in(ZONE)) == "2024-03-05"
    [remark] = record.remarks
    assert remark.reason == (
        "contradicts itself: the timeline says 2024-03-05, the title says 2024-03-04,"
        " the file's name says 2024-03-06; the first was taken"
    )


def test_a_doubtful_zone_costs_the_hour(tmp_path: Path) -> None:
    record = read(tmp_path, PLAIN.replace("in UTC", "in PDT"))
    assert str(record.front["started"].day) == "2024-03-05"
    assert "is not certain" in record.remarks[0].reason
    assert record.front["resolved"] == "unknown"


def test_levels_of_others_are_not_translated(tmp_path: Path) -> None:
    record = read(tmp_path, PLAIN.replace("Major", "SEV1"))
    assert (record.front["impact"], record.left_open) == ("unknown", ("impact",))
    assert "'SEV1' is none of our levels" in record.remarks[0].reason


def test_pages_without_a_date_are_named(tmp_path: Path) -> None:
    remark = read(tmp_path, "# How we write post-mortems\n", "index.md")
    assert isinstance(remark, Remark)
    assert remark.reason == "states no date: is it a post-mortem?"


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InfralogError, match="holds no Markdown files"):
        list(read_markdown(tmp_path, ZONE, None))
