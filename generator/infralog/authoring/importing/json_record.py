"""One record of a JSON document on its way to an entry: where it stands, what was left out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from infralog.authoring.importing.json_source import Document, text_of
from infralog.authoring.importing.moments import read_moment
from infralog.authoring.importing.record import ImportedRecord, NotTaken, Remark
from infralog.model.moment import Moment

UTC_ZONE = ZoneInfo("UTC")
"""The zone of the APIs' times where they name none."""


@dataclass(frozen=True)
class JsonRecord(ABC):
    """`given` is the record, `zone` the log's; `remarks` tells what of it could not be taken."""

    given: Mapping[str, object]
    document: Document
    zone: ZoneInfo
    remarks: list[Remark] = field(default_factory=list)

    @property
    def id(self) -> str:
        """What the API knows it by; empty where it does not say."""
        return text_of(self.given, "id", "code")

    @property
    def line(self) -> int:
        """Where it stands in the document."""
        return self.document.line_of(self.id)

    def remark(self, reason: str) -> None:
        """Tell that something of it was left out."""
        self.remarks.append(Remark(self.document.name, self.line, reason))

    def moment(self, key: str) -> Moment | None:
        """A time that may be missing; an unreadable one is left out with a remark."""
        given = text_of(self.given, key)
        try:
            return read_moment(given, UTC_ZONE) if given else None
        except ValueError as error:
            self.remark(f"{key}: {error}; it was left out")
            return None

    def record_or_remark(self) -> ImportedRecord | Remark:
        """The record, or why there is none."""
        try:
            return self.record()
        except NotTaken as reason:
            return Remark(self.document.name, self.line, str(reason))

    @abstractmethod
    def record(self) -> ImportedRecord:
        """The record. Raises NotTaken where it cannot be one."""
