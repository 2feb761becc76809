"""Statuspage's API documents -> records: incidents and scheduled maintenances with updates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from infralog.authoring.importing.json_record import UTC_ZONE, JsonRecord
from infralog.authoring.importing.json_source import (
    Document,
    is_address,
    read_document,
    read_pages,
    records_under,
    text_of,
)
from infralog.authoring.importing.moments import read_moment, write_moment
from infralog.authoring.importing.prose import demoted, plain_text, short_title
from infralog.authoring.importing.record import ImportedRecord, NotTaken, Remark
from infralog.authoring.naming import slug_of
from infralog.model.moment import Moment
from infralog.parse.times import is_before

_IMPACTS = ("none", "minor", "major", "critical")
_OVER = ("resolved", "postmortem", "completed")
_STATES = {
    "scheduled": "planned",
    "in_progress": "active",
    "verifying": "active",
    "completed": "done",
}
_LISTS = ("incidents", "scheduled_maintenances")


def statuspage_documents(source: str) -> Iterator[Document]:
    """A file, or all pages of an address; a status page's own address means its API."""
    if not is_address(source):
        yield read_document(source)
    elif ".json" in source:
        yield from read_pages(source, "incidents")
    else:
        api = f"{source.rstrip('/')}/api/v2"
        yield from read_pages(f"{api}/incidents.json", "incidents")
        yield from read_pages(f"{api}/scheduled-maintenances.json", "scheduled_maintenances")


def read_statuspage(
    documents: Iterable[Document], zone: ZoneInfo
) -> Iterator[ImportedRecord | Remark]:
    """Every incident and maintenance, each id once; a `Remark` for each not taken.

    `zone` is the log's, for the times of a maintenance's updates, which go to its body.
    """
    seen: set[str] = set()
    for document in documents:
        found = _records(document.data)
        if found is None:
            reason = "holds no list of incidents; give incidents.json of a Statuspage"
            yield Remark(document.name, 1, reason)
        for record in found or ():
            one = _Incident(record, document, zone)
            if one.id not in seen:
                seen.add(one.id)
                yield one.record_or_remark()


def _records(data: object) -> list[Mapping[str, object]] | None:
    """All records of a document of any of the API's shapes; None where it is something else."""
    if isinstance(data, list):
        found = [_records(one) for one in data]
        known = [records for records in found if records is not None]
        return [record for records in known for record in records] if known or not data else None
    if not isinstance(data, dict):
        return None
    if isinstance(data.get("incident"), dict):
        return [data["incident"]]
    if "incident_updates" in data or {"impact", "shortlink"} <= data.keys():
        return [data]
    if not any(isinstance(data.get(key), list) for key in _LISTS):
        return None
    return [record for key in _LISTS for record in records_under(data, key)]


class _Incident(JsonRecord):
    """One record of the API on its way."""

    def record(self) -> ImportedRecord:
        if not self.id:
            raise NotTaken("a record has no `id`")
        title = plain_text(text_of(self.given, "name"))
        if not title:
            raise NotTaken(f"{self.id} has no `name`")
        planned = bool(text_of(self.given, "scheduled_for"))
        began = self.began("scheduled_for" if planned else "started_at")
        front = self.maintenance(began) if planned else self.incident(began)
        front |= self.shared(began)
        front |= self.address(planned=planned)
        if not planned:
            front["timeline"] = [
                {"at": at, "what": what, "kind": kind} for at, kind, what in self.updates()
            ]
        return ImportedRecord(
            origin=f"statuspage {self.id}",
            path=self.document.name,
            line=self.line,
            kind="maintenance" if planned else "incident",
            began=began,
            title=short_title(title),
            front=front,
            body=self.body(planned=planned),
            remarks=tuple(self.remarks),
        )

    def began(self, key: str) -> Moment:
        given = text_of(self.given, key, "started_at", "created_at")
        if not given:
            raise NotTaken(f"{self.id} has no `{key}`")
        try:
            return read_moment(given, UTC_ZONE)
        except ValueError as error:
            raise NotTaken(f"{self.id}: {error}") from None

    def incident(self, began: Moment) -> dict[str, object]:
        front: dict[str, object] = {"started": began}
        if text_of(self.given, "status") in _OVER or text_of(self.given, "resolved_at"):
            front["resolved"] = self.end(began, "resolved_at") or "unknown"
        impact = text_of(self.given, "impact").lower()
        if impact not in _IMPACTS:
            self.remark(f"impact {impact!r} is not known; it was taken as unknown")
        front["impact"] = impact if impact in _IMPACTS else "unknown"
        return front

    def maintenance(self, began: Moment) -> dict[str, object]:
        status = text_of(self.given, "status")
        if status not in _STATES:
            raise NotTaken(f"{self.id}: status {status!r} is none of a scheduled maintenance")
        front: dict[str, object] = {"starts": began}
        if ends := self.end(began, "scheduled_until"):
            front["ends"] = ends
        return {**front, "state": _STATES[status]}

    def end(self, began: Moment, key: str) -> Moment | None:
        end = self.moment(key)
        if end and is_before(end, began, self.zone):
            self.remark(f"`{key}` is before the start; the end is not known")
            return None
        return end

    def shared(self, began: Moment) -> dict[str, object]:
        front: dict[str, object] = {}
        posted = self.moment("created_at")
        if posted and posted > began:
            front["published"] = posted
        front["services"] = self.components()
        return front

    def address(self, *, planned: bool) -> dict[str, object]:
        """The public event, which incidents name by a key of their own."""
        given = text_of(self.given, "shortlink")
        if not is_address(given):
            return {}
        return (
            {"links": [{"title": "Status page", "url": given}]}
            if planned
            else {"status_page": given}
        )

    def components(self) -> list[str]:
        listed = records_under(self.given, "components")
        if not listed:
            updates = records_under(self.given, "incident_updates")
            listed = [
                one for update in updates for one in records_under(update, "affected_components")
            ]
        return list(dict.fromkeys(name for one in listed if (name := text_of(one, "name"))))

    def updates(self) -> list[tuple[Moment, str, str]]:
        """(when, status, plain text), oldest first."""
        found = []
        for update in reversed(records_under(self.given, "incident_updates")):
            status = text_of(update, "status").replace("_", " ")
            what = plain_text(text_of(update, "body")) or status.capitalize()
            try:
                at = read_moment(text_of(update, "display_at", "created_at"), UTC_ZONE)
            except ValueError as error:
                self.remark(f"an update was left out: {error}")
                continue
            if what:
                found.append((at, slug_of(status), what))
        return sorted(found, key=lambda update: update[0])

    def body(self, *, planned: bool) -> str:
        report = demoted(text_of(self.given, "postmortem_body"), 2)
        if not planned:
            return report
        updates = [
            f"- **{write_moment(at, self.zone)}** ({status}): " + what.replace("\n", " ")
            for at, status, what in self.updates()
        ]
        return "\n\n".join(part for part in (report, "\n".join(updates)) if part)
