"""What tests of importers share: a site of files, and a log's folder to import into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from infralog.authoring.importing.cstate import CstateOptions
from infralog.authoring.importing.record import ImportedRecord, Remark
from infralog.authoring.importing.report import ImportReport
from infralog.authoring.importing.shelf import Shelf
from infralog.authoring.log_files import problems_of
from infralog.parse.body import Converter
from infralog.settings import Settings

CORPORA = Path(__file__).parents[4] / "shared" / "corpora"
CONVERT = Converter()
SETTINGS = Settings(timezone="America/New_York")
OPTIONS = CstateOptions(zone=ZoneInfo("America/New_York"), now=datetime(2026, 9, 1, tzinfo=UTC))


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def shelve(
    entries: Path, found: Iterable[ImportedRecord | Remark], settings: Settings = SETTINGS
) -> ImportReport:
    read = list(found)
    accept = partial(problems_of, settings=settings, convert=CONVERT)
    shelf = Shelf.of(entries, settings, accept)
    records = [one for one in read if isinstance(one, ImportedRecord)]
    unread = [one for one in read if isinstance(one, Remark)]
    return ImportReport.of(shelf.shelve(records, write=True), unread)


def state_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
