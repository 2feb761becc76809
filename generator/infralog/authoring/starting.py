"""A new log, ready to publish: configuration, one example of each kind, CI, words for authors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from string import Template
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from infralog.authoring.files import create_file
from infralog.errors import InfralogError
from infralog.model.week import Week
from infralog.settings import WEEKDAYS

HOSTS: Mapping[str, Mapping[str, str]] = {
    "github": {".github/workflows/log.yml": "github.yml"},
    "gitlab": {".gitlab-ci.yml": "gitlab.yml"},
    "none": {},
}
"""CI files of each code host, by path, with the starter's name."""

_PLAIN = {
    "README.md": "README.md",
    "mkdocs.yml": "mkdocs.yml",
    ".gitignore": "gitignore",
    "requirements.txt": "requirements.txt",
    "entries/.templates/incident.md": "entries/template.md",
}
_LAST_WEEKDAY = WEEKDAYS.index("saturday")


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """What a new log is made from; `now` is aware, `zone` the log's."""

    name: str
    url: str
    zone: ZoneInfo
    host: str
    now: datetime


def begin(folder: Path, beginning: Beginning) -> list[Path]:
    """Write the files of a new log into `folder`; their paths, sorted.

    Raises InfralogError where one of them is there already, before anything is written.
    """
    made = {folder / path: text for path, text in starter(beginning).items()}
    there = [str(path) for path in made if path.exists()]
    if there:
        raise InfralogError(f"{', '.join(there)} exists already; begin in an empty folder.")
    for path, text in made.items():
        create_file(path, text.encode())
    return sorted(made)


def starter(beginning: Beginning) -> dict[str, str]:
    """Every file of a new log by its path in the folder."""
    words = _words(beginning)
    written = {**_PLAIN, **_examples(words)}
    texts = {path: Template(_read(name)).substitute(words) for path, name in written.items()}
    # CI files have variables of their own, which look like ours.
    return {**texts, **{path: _read(name) for path, name in HOSTS[beginning.host].items()}}


def _words(beginning: Beginning) -> dict[str, str]:
    today = beginning.now.astimezone(beginning.zone).date()
    yesterday = today - timedelta(days=1)
    incident, change = f"{yesterday}-example-api-errors", f"{today}-example-alert"
    return {
        "name": beginning.name,
        "url": beginning.url,
        "timezone": beginning.zone.key,
        "authority": f"{urlsplit(beginning.url).hostname},{today.year}",
        "today": str(today),
        "yesterday": str(yesterday),
        "next_week": str(today + timedelta(weeks=1)),
        "week": str(Week.of(today, _LAST_WEEKDAY).last_day),
        "incident": incident,
        "change": change,
        "to_incident": f"../../incidents/{yesterday.year}/{incident}.md",
    }


def _examples(words: Mapping[str, str]) -> dict[str, str]:
    incident, change, planned = words["incident"], words["change"], words["next_week"]
    work = f"{planned[:4]}/{planned}-example-new-disks.md"
    return {
        f"entries/incidents/{incident[:4]}/{incident}.md": "entries/incident.md",
        f"entries/changes/{change[:4]}/{change}.md": "entries/change.md",
        f"entries/maintenance/{work}": "entries/maintenance.md",
        f"entries/weeks/{words['week']}.md": "entries/week.md",
        "entries/spofs/one-database.md": "entries/spof.md",
        "entries/efforts/better-alerts.md": "entries/effort.md",
    }


def _read(name: str) -> str:
    return files("infralog.authoring").joinpath("starter", *name.split("/")).read_text("utf-8")
