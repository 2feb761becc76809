"""What importers hand over: records in the terms of this log, and what could not be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from infralog.model.moment import Moment


class Remark(NamedTuple):
    """Something the author should know about one record: where it stands, and why."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


class NotTaken(Exception):
    """A record cannot become an entry; the message is the reason, `line` where it stands."""

    def __init__(self, reason: str, line: int = 1) -> None:
        self.line = line
        super().__init__(reason)


@dataclass(frozen=True, kw_only=True)
class ImportedRecord:
    """One entry to be, before it has an id.

    `origin` names the record at its source, the same at every run. `kind` is a type of entry.
    `front` is its front matter without `type`, in order; moments in it are `Moment`s, services
    and regions are names as the source gives them. `body` is Markdown; `images` are local files
    by the target under which the body refers to them, `siblings` likewise other records' origins.
    """

    origin: str
    path: str
    line: int
    kind: str
    began: Moment
    title: str
    front: Mapping[str, object]
    body: str = ""
    images: Mapping[str, Path] = field(default_factory=dict)
    siblings: Mapping[str, str] = field(default_factory=dict)
    left_open: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
