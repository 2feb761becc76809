"""A cState site's folder -> records: Hugo files under content/issues, in any language folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from infralog.authoring.importing.cstate_files import IssueFile, issue_files, read_config
from infralog.authoring.importing.images import images_of
from infralog.authoring.importing.moments import read_moment, write_moment
from infralog.authoring.importing.prose import short_title, without_comments, without_shortcodes
from infralog.authoring.importing.record import ImportedRecord, NotTaken, Remark
from infralog.authoring.importing.source_text import SourceText, read_source_text
from infralog.model.moment import Moment
from infralog.parse.times import is_before

IMPACTS = {"disrupted": "minor", "down": "major"}
"""cState calls them "experiencing disruptions" and "major issues"; it has nothing above."""

_NOTICE = "notice"
_KEYS = (
    *("title", "date", "resolved", "resolvedwhen", "severity", "affected", "informational"),
    *("section", "pin", "draft", "tags", "description", "author", "lastmod", "weight", "layout"),
    *("type", "slug", "url", "aliases", "categories", "expirydate", "publishdate"),
)
_FILE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


@dataclass(frozen=True, kw_only=True)
class CstateOptions:
    """How to read a site.

    `planned` matches titles of planned work; `informational` is the group of change that
    informational posts become, None to leave them; `zone` is the log's, `now` is aware.
    """

    zone: ZoneInfo
    now: datetime
    name: str | None = None
    language: str | None = None
    planned: re.Pattern[str] | None = None
    informational: str | None = None


def read_cstate(folder: Path, options: CstateOptions) -> Iterator[ImportedRecord | Remark]:
    """Every issue of a site, in the order of its files; a `Remark` for each not taken.

    Times without an offset are in the site's `timeZone`, UTC without one, as Hugo reads them.
    Raises InfralogError where the folder holds no issues.
    """
    config = read_config(folder)
    host = urlsplit(config.get("baseurl", "")).hostname
    site = options.name or host or folder.resolve().name
    zone = ZoneInfo(config.get("timezone", "") or "UTC")
    language = options.language or config.get("defaultcontentlanguage", "")
    for file in issue_files(folder, language):
        if file.excuse:
            yield Remark(file.shown, 1, file.excuse)
            continue
        source = read_source_text(file.path.read_bytes(), _KEYS)
        issue = _Issue(file, source, f"cstate {site} {file.name}", zone, options)
        try:
            yield issue.record()
        except NotTaken as reason:
            yield Remark(file.shown, reason.line, str(reason))


@dataclass(frozen=True)
class _Issue:
    """One issue file on its way to a record."""

    file: IssueFile
    source: SourceText
    origin: str
    zone: ZoneInfo
    options: CstateOptions

    @cached_property
    def remarks(self) -> list[Remark]:
        return [Remark(self.file.shown, line, reason) for line, reason in self.source.remarks]

    def remark(self, line: int, reason: str) -> None:
        self.remarks.append(Remark(self.file.shown, line, reason))

    def record(self) -> ImportedRecord:
        if not self.source.front and not self.source.body.strip():
            raise NotTaken("the file is empty")
        began = self.began()
        kind, front = self.kind_and_front(began)
        if tags := self.source.texts("tags"):
            front["tags"] = tags
        if self._flag("draft"):
            front["draft"] = True
        body = self.body()
        record = ImportedRecord(
            origin=self.origin,
            path=self.file.shown,
            line=self.source.line("title"),
            kind=kind,
            began=began,
            title=self.title(),
            front=front,
            body=body,
            images=images_of(body, self.file.path, self.file.site),
        )
        return replace(record, remarks=tuple(sorted(self.remarks)))

    def title(self) -> str:
        given = self.source.text("title")
        if not given:
            words = _FILE_DATE.sub("", self.file.stem).strip("-_ ").replace("-", " ")
            if not words:
                raise NotTaken("has no title")
            self.remark(1, f"has no title; the file's name gave {words!r}")
            return words
        title = short_title(given)
        if len(title) < len(given.strip()) and title.endswith("…"):
            self.remark(self.source.line("title"), "title shortened to 160 characters")
        return title

    def began(self) -> Moment:
        text = self.source.text("date")
        if text:
            return self._moment(text, self.source.line("date"))
        found = _FILE_DATE.search(self.file.stem)
        if not found:
            raise NotTaken("has no `date`, and its name has none either")
        began = self._moment(found[0], 1)
        self.remark(1, f"has no `date`; the file's name gave {found[0]}")
        return began

    def _moment(self, text: str, line: int) -> Moment:
        try:
            return read_moment(text, self.zone)
        except ValueError as error:
            raise NotTaken(str(error), line) from None

    def kind_and_front(self, began: Moment) -> tuple[str, dict[str, object]]:
        severity = self.severity()
        if self._flag("informational"):
            return "change", self.informational(began)
        services = self.services()
        planned = self.options.planned
        if severity == _NOTICE or (planned and planned.search(self.source.text("title"))):
            return "maintenance", {**self.maintenance(began), "services": services}
        return "incident", {**self.incident(began, severity), "services": services}

    def informational(self, began: Moment) -> dict[str, object]:
        if not self.options.informational:
            raise NotTaken(
                "an informational post is neither an incident nor planned work; "
                "`--informational GROUP` takes such posts as changes of that group",
                self.source.line("informational"),
            )
        return {"date": began, "group": self.options.informational}

    def maintenance(self, began: Moment) -> dict[str, object]:
        front: dict[str, object] = {"starts": began}
        if ends := self.end(began):
            front["ends"] = ends
        waiting = "planned" if began.instant > self.options.now else "active"
        front["state"] = "done" if self._flag("resolved") else waiting
        return front

    def incident(self, began: Moment, severity: str) -> dict[str, object]:
        front: dict[str, object] = {"started": began}
        if self._flag("resolved"):
            front["resolved"] = self.end(began) or "unknown"
        front["impact"] = IMPACTS.get(severity, "unknown")
        return front

    def end(self, began: Moment) -> Moment | None:
        """`resolvedWhen`, unless it is missing, unreadable or before the start."""
        text, line = self.source.text("resolvedwhen"), self.source.line("resolvedwhen")
        if not text:
            return None
        try:
            end = read_moment(text, self.zone)
        except ValueError as error:
            self.remark(line, f"{error}; the end is not known")
            return None
        if is_before(end, began, self.options.zone):
            self.remark(line, f"`resolvedWhen` {text!r} is before `date`; the end is not known")
            return None
        return end

    def severity(self) -> str:
        given = self.source.text("severity").lower()
        known = [*IMPACTS, _NOTICE]
        near = given if given in known else "".join(get_close_matches(given, known, 1, 0.75))
        line = self.source.line("severity")
        if given and not near:
            self.remark(line, f"severity {given!r} is not known; the impact is unknown")
        elif given != near:
            self.remark(line, f"severity {given!r} was read as {near!r}")
        return near

    def services(self) -> list[str]:
        line = self.source.line("affected")
        names: list[str] = []
        for given in self.source.texts("affected"):
            parts = [part.strip() for part in given.split(",") if part.strip()]
            if len(parts) > 1:
                self.remark(line, f"{given!r} was read as {len(parts)} systems")
            names += parts
        if any(re.fullmatch(r"all\b.*", name, re.IGNORECASE) for name in names):
            self.remark(line, "`affected` says all, which names no system")
        return [name for name in names if not re.fullmatch(r"all\b.*", name, re.IGNORECASE)]

    def _flag(self, key: str) -> bool:
        given = self.source.text(key).lower()
        if given in ("", *_YES, *_NO):
            return given in _YES
        near = get_close_matches(given, (*_YES, *_NO), 1, 0.6)
        self.remark(self.source.line(key), f"{key}: {given!r} was read as {(near or ['false'])[0]}")
        return bool(near) and near[0] in _YES

    def body(self) -> str:
        def shortcode(name: str, arguments: str) -> str | None:
            if name == "track":
                return self._tracked(arguments.strip("\"'` "))
            unknown.add(name)
            return None

        unknown: set[str] = set()
        body = without_comments(self.source.body, self._comment_left_out)
        body = without_shortcodes(body, shortcode)
        for name in sorted(unknown):
            self.remark(self.source.body_line, f"shortcode {name!r} was left out of the body")
        return body

    def _comment_left_out(self, lines_before: int) -> None:
        self.remark(self.source.body_line + lines_before, "an HTML comment was left out")

    def _tracked(self, text: str) -> str:
        try:
            return f"*{write_moment(read_moment(text, self.zone), self.options.zone)}*"
        except ValueError:
            return f"*{text}*"
