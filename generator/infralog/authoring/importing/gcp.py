"""Google Cloud's incidents.json -> records: the newest report as the body, updates below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote, urljoin
from zoneinfo import ZoneInfo

from infralog.authoring.importing.json_record import UTC_ZONE, JsonRecord
from infralog.authoring.importing.json_source import (
    Document,
    is_address,
    read_document,
    records_under,
    text_of,
)
from infralog.authoring.importing.moments import read_moment, write_moment
from infralog.authoring.importing.prose import demoted, first_paragraph, short_title
from infralog.authoring.importing.record import ImportedRecord, NotTaken, Remark
from infralog.model.moment import Moment
from infralog.parse.times import is_before

_SITE = "https://status.cloud.google.com/"
_IMPACTS = {
    "low": "minor",
    "medium": "major",
    "high": "critical",
    "SERVICE_INFORMATION": "minor",
    "SERVICE_DISRUPTION": "major",
    "SERVICE_OUTAGE": "critical",
}


def gcp_document(source: str) -> Document:
    """A file or an address; the status site's own address means its incidents.json."""
    whole = is_address(source) and ".json" not in source
    return read_document(f"{source.rstrip('/')}/incidents.json" if whole else source)


def read_gcp(documents: Iterable[Document], zone: ZoneInfo) -> Iterator[ImportedRecord | Remark]:
    """Every incident, each id once; a `Remark` for each not taken. `zone` is the log's."""
    seen: set[str] = set()
    for document in documents:
        if not isinstance(document.data, list):
            yield Remark(document.name, 1, "is no list of incidents; give Google's incidents.json")
            continue
        for given in document.data:
            one = _Incident(given if isinstance(given, dict) else {}, document, zone)
            if one.id not in seen:
                seen.add(one.id)
                yield one.record_or_remark()


class _Incident(JsonRecord):
    """One incident of the list on its way."""

    def record(self) -> ImportedRecord:
        if not self.id:
            raise NotTaken("a record has no `id`")
        told = text_of(self.given, "external_desc")
        if not told:
            raise NotTaken(f"{self.id} has no `external_desc`, which is its title")
        began = self.moment("begin")
        if began is None:
            raise NotTaken(f"{self.id} has no `begin` that can be read")
        title = short_title(first_paragraph(told) or told).removesuffix(".")
        updates = self.updates()
        return ImportedRecord(
            origin=f"gcp {self.id}",
            path=self.document.name,
            line=self.line,
            kind="incident",
            began=began,
            title=title,
            front=self.front(began, told, title, updates),
            body=self.body(updates),
            remarks=tuple(self.remarks),
        )

    def front(
        self, began: Moment, told: str, title: str, updates: list[tuple[Moment, str]]
    ) -> dict[str, object]:
        front: dict[str, object] = {}
        if title.endswith("…"):
            front["summary"] = first_paragraph(told)
        front["started"] = began
        if end := self.end(began):
            front["resolved"] = end
        posted = self.moment("created")
        if posted and posted > began:
            front["published"] = posted
        front["impact"] = self.impact()
        front["services"] = self.names("affected_products", "title") or [
            text_of(self.given, "service_name")
        ]
        front["regions"] = self.regions()
        if uri := text_of(self.given, "uri"):
            front["links"] = [{"title": "Google Cloud status", "url": urljoin(_SITE, quote(uri))}]
        front["timeline"] = _timeline(updates)
        return front

    def end(self, began: Moment) -> Moment | str | None:
        end = self.moment("end")
        if end and is_before(end, began, self.zone):
            self.remark("`end` is before `begin`; the end is not known")
            return "unknown"
        return end if end or not text_of(self.given, "end") else "unknown"

    def impact(self) -> str:
        for key in ("severity", "status_impact"):
            if found := _IMPACTS.get(text_of(self.given, key)):
                return found
        self.remark("has neither a known `severity` nor `status_impact`; the impact is unknown")
        return "unknown"

    def names(self, key: str, name: str) -> list[str]:
        found = (text_of(one, name) for one in records_under(self.given, key))
        return list(dict.fromkeys(one for one in found if one))

    def regions(self) -> list[str]:
        keys = ("previously_affected_locations", "currently_affected_locations")
        return list(dict.fromkeys(id_ for key in keys for id_ in self.names(key, "id")))

    def updates(self) -> list[tuple[Moment, str]]:
        """(when, Markdown), oldest first."""
        found = []
        for update in reversed(records_under(self.given, "updates")):
            text = text_of(update, "text")
            try:
                at = read_moment(text_of(update, "when", "created"), UTC_ZONE)
            except ValueError as error:
                self.remark(f"an update was left out: {error}")
                continue
            if first_paragraph(text):
                found.append((at, text))
        return sorted(found, key=lambda update: update[0])

    def body(self, updates: list[tuple[Moment, str]]) -> str:
        """The newest update in full, the ones before it after the fold, newest first."""
        if not updates:
            return ""
        *earlier, (_, newest) = updates
        parts = [demoted(newest, 2)]
        if earlier:
            parts += ["<!-- more -->", "## Earlier updates"]
        for at, text in reversed(earlier):
            parts += [f"### {write_moment(at, self.zone)}", demoted(text, 4)]
        return "\n\n".join(parts)


def _timeline(updates: list[tuple[Moment, str]]) -> list[dict[str, object]]:
    """The first words of each update that says something else than the one before."""
    events: list[dict[str, object]] = []
    said = ""
    for at, text in updates:
        what = first_paragraph(text)
        if what.rstrip(".") != said:
            events.append({"at": at, "what": what})
        said = what.rstrip(".")
    return events
