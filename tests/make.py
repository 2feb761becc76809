"""Records and logs for tests, said in a line: times as text, every other key with a default."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from infralog.model.body import Body
from infralog.model.bulletin import calendar_of
from infralog.model.entry import (
    Change,
    Correction,
    EffortId,
    Entry,
    EntryId,
    Incident,
    Maintenance,
    SpofId,
    TimelineEvent,
)
from infralog.model.log import Log, in_order
from infralog.model.moment import Moment
from infralog.model.notes import Effort, Spof, WeekNote
from infralog.model.terms import Impact, MaintenanceState
from infralog.outputs.artifact import Artifact
from infralog.outputs.context import Context
from infralog.outputs.templates import Templates
from infralog.settings import Settings, Site
from infralog.views.words import words_of

UTC_ZONE = ZoneInfo("UTC")
THEME = Path(__file__).parent.parent / "theme"
SITE = Site(name="Our log", url="https://log.example.org/")
_TIMES = ("published", "detected", "mitigated", "resolved", "finished", "ends", "found", "started")


def moment(text: str, zone: ZoneInfo = UTC_ZONE) -> Moment:
    """`2024-12-12` is a bare date, `2024-12-12 11:50` an instant; both of `zone`."""
    if len(text) == len("2024-12-12"):
        return Moment.of_day(date.fromisoformat(text), zone)
    given = datetime.fromisoformat(text)
    return Moment.of(given if given.tzinfo else given.replace(tzinfo=zone))


def instant(text: str) -> datetime:
    """An aware time in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def incident(
    id_: str = "2024-12-12-proxy-deadlock", began: str = "2024-12-12 11:50", **keys: Any
) -> Incident:
    """A major incident, ongoing unless `resolved` says otherwise."""
    keys.setdefault("impact", Impact.MAJOR)
    keys["timeline"] = tuple(
        TimelineEvent(moment(at), what, *kind) for at, what, *kind in keys.get("timeline", ())
    )
    return Incident(**_entry_keys("incidents", id_, began, keys))


def change(id_: str = "2024-12-10-faster-io", began: str = "2024-12-10", **keys: Any) -> Change:
    """A change that prevents something."""
    keys.setdefault("group", "prevention")
    if keys.get("effort"):
        keys["effort"] = EffortId(keys["effort"])
    return Change(**_entry_keys("changes", id_, began, keys))


def maintenance(
    id_: str = "2024-12-20-router-work", began: str = "2024-12-20 04:00", **keys: Any
) -> Maintenance:
    """Planned work."""
    keys.setdefault("state", MaintenanceState.PLANNED)
    return Maintenance(**_entry_keys("maintenance", id_, began, keys))


def spof(id_: str = "global-state", **keys: Any) -> Spof:
    """A registered single point of failure."""
    keys = {"title": id_, "found": "2024-09-01", **keys}
    return Spof(id=SpofId(id_), **_note_keys(f"spofs/{id_}.md", keys))


def effort(id_: str = "regional-state", **keys: Any) -> Effort:
    """Work over several weeks."""
    return Effort(id=EffortId(id_), **_note_keys(f"efforts/{id_}.md", {"title": id_, **keys}))


def week_note(last_day: str = "2024-12-14", **keys: Any) -> WeekNote:
    """The editorial text of a week."""
    note = _note_keys(f"weeks/{last_day}.md", keys)
    return WeekNote(last_day=date.fromisoformat(last_day), **note)


def log_of(*records: Entry | WeekNote | Spof | Effort, **bodies: str) -> Log:
    """A log of these; `bodies` gives the HTML of entries by id, with `_` for `-`."""
    given = {id_.replace("_", "-"): html for id_, html in bodies.items()}
    entries = in_order(one for one in records if isinstance(one, Entry))
    return Log(
        entries={one.id: one for one in entries},
        weeks={one.last_day: one for one in records if isinstance(one, WeekNote)},
        spofs={one.id: one for one in records if isinstance(one, Spof)},
        efforts={one.id: one for one in records if isinstance(one, Effort)},
        bodies={one.digest: _body(given.get(_name(one), "<p>Told.</p>")) for one in records},
    )


def _name(record: Entry | WeekNote | Spof | Effort) -> str:
    return record.path.rsplit("/", 1)[-1].removesuffix(".md")


def _body(html: str) -> Body:
    lead, more, _ = html.partition("<!-- more -->")
    return Body(html.replace("<!-- more -->", ""), lead if more else html, "Told.")


def _entry_keys(folder: str, id_: str, began: str, keys: dict[str, Any]) -> dict[str, Any]:
    corrections = tuple(Correction(moment(at), text) for at, text in keys.get("corrections", ()))
    aliases = tuple(EntryId(alias) for alias in keys.get("aliases", ()))
    path = f"{folder}/{began[:4]}/{id_}.md"
    defaults = {"title": id_.replace("-", " "), "summary": "In short.", "path": path}
    given = {**defaults, **keys, "corrections": corrections, "aliases": aliases}
    digest = _digest(id_, began, given)
    return {"id": EntryId(id_), "digest": digest, "began": moment(began), **_timed(given)}


def _note_keys(path: str, keys: dict[str, Any]) -> dict[str, Any]:
    return {"path": path, "digest": _digest(path, keys), **_timed(keys)}


def _timed(keys: dict[str, Any]) -> dict[str, Any]:
    texts = {key: moment(keys[key]) for key in _TIMES if isinstance(keys.get(key), str)}
    return {**keys, **texts}


def _digest(*parts: object) -> str:
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def context_of(
    *records: Entry | WeekNote | Spof | Effort,
    settings: Settings | None = None,
    site: Site = SITE,
    now: str = "2025-01-15 12:00",
    **bodies: str,
) -> Context:
    """One build of a log of these; `bodies` as in `log_of`."""
    return context_over(log_of(*records, **bodies), settings or settings_of(), site, now)


def context_over(
    log: Log, settings: Settings, site: Site = SITE, now: str = "2025-01-15"
) -> Context:
    """One build of a log that is there already."""
    calendar = calendar_of(log, settings.zone, settings.last_weekday, instant(now))
    templates = Templates([THEME], words_of(site.language))
    return Context(log, calendar, settings, site, instant(now), templates)


def settings_of(**options: Any) -> Settings:
    """Settings with an authority, as a log should have one."""
    return Settings(**{"authority": "example.org,2024", **options})


def files_of(artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    """What a site's folder would hold of these, by path; no two may share one."""
    files: dict[str, bytes] = {}
    for artifact in artifacts:
        assert artifact.path not in files, artifact.path
        files[artifact.path] = artifact.make()
    return files
