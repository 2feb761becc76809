"""A folder of post-mortems in Markdown -> records, with what they state plainly and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, tzinfo
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from infralog.authoring.importing import facts
from infralog.authoring.importing.images import image_targets, images_of
from infralog.authoring.importing.prose import demoted, short_title, without_comments
from infralog.authoring.importing.record import ImportedRecord, NotTaken, Remark
from infralog.authoring.importing.source_text import SourceText, read_source_text
from infralog.errors import InfralogError
from infralog.model.moment import Moment

_ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
_KEYS = ("title", "date", "started", "resolved", "severity", "impact", "duration", "tags")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*$|^(\S.*)\n=+[ \t]*$", re.MULTILINE)
_BOLD = re.compile(
    r"^[ \t]*(?:[-*] )?\*\*(?P<key>[A-Za-z ]{3,20}):?\*\*:?[ \t]*(?P<value>\S.*)$", re.MULTILINE
)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(\s*<?([^)\s>#]+\.(?:md|markdown))(?:#[^)\s>]*)?>?\s*\)")
_ALL_TIMES = re.compile(r"\b(?:all )?times? (?:are )?in:? (.+)", re.IGNORECASE)
_BEFORE_TITLE = re.compile(
    r"^(?:(?:incident|post-?mortem|report|date)\b[ :]*)*\d{4}-\d{2}-\d{2}"
    r"(?:[ T]\d{1,2}:\d{2}\s*(?:[AaPp][Mm])?(?: [A-Z]{3,4})?)?[\s,:;–—-]*",
    re.IGNORECASE,
)
_STARTED = ("started", "start", "start time", "began", "incident start")
_ENDED = ("resolved", "end", "ended", "end time", "incident end")


def read_markdown(
    folder: Path, zone: ZoneInfo, name: str | None
) -> Iterator[ImportedRecord | Remark]:
    """Every post-mortem below `folder`, sorted by path; a `Remark` for each file not taken.

    `zone` is the log's, for hours of files that name none. `name` tells this collection from
    others, by default the folder's. Raises InfralogError where there are no Markdown files.
    """
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _ENDINGS]
    if not files:
        raise InfralogError(f"{folder} holds no Markdown files; give a folder of post-mortems.")
    collection = name or folder.resolve().name
    for path in files:
        origin = f"markdown {collection} {path.relative_to(folder).as_posix()}"
        report = _PostMortem(path, folder, origin, zone, read_source_text(path.read_bytes(), _KEYS))
        try:
            yield report.record()
        except NotTaken as reason:
            yield Remark(str(path), reason.line, str(reason))


@dataclass(frozen=True)
class _PostMortem:
    """One file on its way to a record."""

    path: Path
    folder: Path
    origin: str
    zone: ZoneInfo
    source: SourceText
    remarks: list[Remark] = field(default_factory=list)
    left_open: list[str] = field(default_factory=list)

    def remark(self, line: int, reason: str) -> None:
        self.remarks.append(Remark(str(self.path), line, reason))

    def record(self) -> ImportedRecord:
        for line, reason in self.source.remarks:
            self.remark(line, reason)
        began = self.began()
        front: dict[str, object] = {"started": began, "resolved": self.resolved(began)}
        front["impact"] = self.impact()
        if tags := self.source.texts("tags"):
            front["tags"] = tags
        body = self.body()
        self._check_images(body)
        return ImportedRecord(
            origin=self.origin,
            path=str(self.path),
            line=self.heading_line,
            kind="incident",
            began=began,
            title=self.title(),
            front=front,
            body=body,
            images=images_of(body, self.path, self.folder),
            siblings=self.siblings(body),
            left_open=tuple(self.left_open),
            remarks=tuple(self.remarks),
        )

    @cached_property
    def top(self) -> re.Match[str] | None:
        """The first heading, if it is one of the highest level."""
        found = _HEADING.search(self.source.body)
        return found if found and (found[3] or len(found[1]) == 1) else None

    @property
    def heading(self) -> str:
        return self.source.text("title") or (self.top[2] or self.top[3] if self.top else "")

    @property
    def heading_line(self) -> int:
        before = self.source.body[: self.top.start()] if self.top else ""
        return self.source.body_line + before.count("\n")

    @cached_property
    def stated(self) -> dict[str, str]:
        """Bold lines such as `**Severity:** major`, and front matter, by keys in small letters."""
        lines = _BOLD.finditer(self.source.body)
        found = {line["key"].strip().lower(): line["value"].strip() for line in lines}
        given = {key: self.source.text(key) for key in _KEYS if self.source.text(key)}
        return {**found, **given}

    def said(self, *keys: str) -> str:
        return next((self.stated[key] for key in keys if key in self.stated), "")

    def title(self) -> str:
        given = _BEFORE_TITLE.sub("", self.heading).strip()
        if not given:
            stem = re.sub(r"^\d{4}-\d{2}-\d{2}[-_ ]*", "", self.path.stem).replace("-", " ")
            given = stem or "Incident"
            self.remark(self.heading_line, f"has no title; the file's name gave {given!r}")
        return short_title(given)

    @cached_property
    def first_event(self) -> str:
        """The first heading below one that says "timeline"."""
        headings = [found[2] or found[3] for found in _HEADING.finditer(self.source.body)]
        places = [n for n, heading in enumerate(headings) if "timeline" in heading.lower()]
        after = headings[places[0] + 1 :] if places else []
        return after[0] if after and facts.clock_or_day(after[0]) else ""

    def day(self) -> date:
        """The day of the incident; where the file contradicts itself, a remark says so."""
        given = {
            "the start": facts.day_in(self.said(*_STARTED)),
            "the timeline": facts.day_in(self.first_event),
            "the date line": facts.day_in(self.said("date", "incident date")),
            "the title": facts.day_in(self.heading),
            "the file's name": facts.day_in(self.path.stem),
        }
        found = {where: day for where, day in given.items() if day}
        if not found:
            raise NotTaken("states no date: is it a post-mortem?", self.heading_line)
        if len(set(found.values())) > 1:
            told = ", ".join(f"{where} says {day}" for where, day in found.items())
            self.remark(self.heading_line, f"contradicts itself: {told}; the first was taken")
        return next(iter(found.values()))

    def began(self) -> Moment:
        day = self.day()
        source = self.said(*_STARTED) or self.first_event
        clock = facts.clock_in(source)
        if clock:
            zone = facts.zone_in(source, day) or self.zone_of_times(day)
            instant = facts.in_utc(day, clock, zone) if zone else None
            if instant:
                return Moment.of(instant)
            reason = f"the zone of {source!r} is not certain; only the day was taken"
            self.remark(self.heading_line, reason)
        self.left_open.append("started")
        return Moment.of_day(day, self.zone)

    def zone_of_times(self, day: date) -> tzinfo | None:
        """The zone of "All times in ..."; the log's where the file names none."""
        found = _ALL_TIMES.search(self.source.body)
        return facts.zone_in(found[1], day) if found else self.zone

    def resolved(self, began: Moment) -> Moment | str:
        end = self._stated_end(began)
        if end is None:
            self.left_open.append("resolved")
            return "unknown"
        return end

    def _stated_end(self, began: Moment) -> Moment | None:
        if not began.is_exact:
            return None
        if length := facts.duration_in(self.said("duration", "total duration", "length")):
            return Moment(began.instant + length)
        given = self.said(*_ENDED)
        clock = facts.clock_in(given)
        if clock is None:
            return None
        day = facts.day_in(given) or self.day()
        zone = facts.zone_in(given, day) or self.zone_of_times(day)
        instant = facts.in_utc(day, clock, zone) if zone else None
        return Moment.of(instant) if instant and instant >= began.instant else None

    def impact(self) -> str:
        given = self.said("severity", "impact", "impact level")
        found = facts.impact_in(given)
        if found is None:
            self.left_open.append("impact")
            if given:
                self.remark(self.heading_line, f"severity {given[:40]!r} is none of our levels")
        return found or "unknown"

    def body(self) -> str:
        body = self.source.body
        if self.top:
            body = body[: self.top.start()] + body[self.top.end() :]
        return demoted(without_comments(body, self._comment_left_out), 2).strip("\n")

    def _comment_left_out(self, lines_before: int) -> None:
        self.remark(self.source.body_line + lines_before, "an HTML comment was left out")

    def _check_images(self, body: str) -> None:
        found = images_of(body, self.path, self.folder)
        for target in image_targets(body):
            if target not in found:
                self.remark(self.heading_line, f"image {target!r} is not there")

    def siblings(self, body: str) -> dict[str, str]:
        """Links to other files of the folder, each with the origin of its record."""
        collection = self.origin.rsplit(" ", 1)[0]
        root = self.folder.resolve()
        found = {}
        for link in _LINK.finditer(body):
            path = (self.path.parent / unquote(urlsplit(link[1]).path)).resolve()
            if path.is_relative_to(root):
                found[link[1]] = f"{collection} {path.relative_to(root).as_posix()}"
        return found
