"""A record -> the text of its entry file, with the mark by which a later import knows it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath

import yaml

from infralog.authoring.files import create_file, replace_file
from infralog.authoring.front_matter import entry_text, in_order
from infralog.authoring.importing.catalogue import ids_of
from infralog.authoring.importing.moments import write_moment
from infralog.authoring.importing.record import ImportedRecord, Remark
from infralog.model.moment import Moment
from infralog.settings import Settings

IMPORTED = "x-imported"
NO_DIGEST = "v1-none"

_LOADER: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Draft:
    """The entry file that a record makes. `images` are sources by path under the entries."""

    path: str
    text: str
    digest: str
    images: Mapping[str, Path]
    remarks: tuple[Remark, ...]

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return self.text.encode("utf-8")

    @classmethod
    def of(
        cls, record: ImportedRecord, path: str, settings: Settings, origins: Mapping[str, str]
    ) -> Draft:
        """The draft that stands at `path`; `origins` are the paths of all records by origin."""
        front, reasons = _front_matter(record, settings)
        targets = {target: _image_name(path, target) for target in record.images}
        body = _moved(record, path, targets, origins)
        images = {
            posixpath.join(posixpath.dirname(path), targets[target]): source
            for target, source in record.images.items()
        }
        text = _with_digest(record, front, body, NO_DIGEST)
        digest = digest_of(text, images.values())
        remarks = tuple(Remark(record.path, record.line, reason) for reason in reasons)
        return cls(path, _with_digest(record, front, body, digest), digest, images, remarks)

    def write(self, entries: Path) -> None:
        """Put the pictures and then the file under the entries' folder."""
        for name, source in self.images.items():
            replace_file(entries / name, source.read_bytes())
        file = entries / self.path
        (replace_file if file.exists() else create_file)(file, self.data)


def _front_matter(
    record: ImportedRecord, settings: Settings
) -> tuple[dict[str, object], list[str]]:
    """Front matter in the log's terms and order, and reasons for what it could not say."""
    front: dict[str, object] = {"title": record.title, **record.front}
    reasons: list[str] = []
    for option, catalogue in (("services", settings.services), ("regions", settings.regions)):
        names = front.get(option)
        if isinstance(names, list):
            front[option], without = ids_of(names, catalogue, option)
            reasons += without
    if isinstance(tags := front.get("tags"), list):
        front["tags"] = ids_of(tags, None, "tags")[0]
    written = {key: _written(value, settings) for key, value in in_order(front).items()}
    return {key: value for key, value in written.items() if value not in ("", [])}, reasons


def _written(value: object, settings: Settings) -> object:
    if isinstance(value, Moment):
        return write_moment(value, settings.zone)
    if isinstance(value, list):
        return [_written(one, settings) for one in value]
    if isinstance(value, dict):
        return {key: _written(one, settings) for key, one in value.items() if one != ""}
    return value


def _with_digest(
    record: ImportedRecord, front: Mapping[str, object], body: str, digest: str
) -> str:
    imported: dict[str, object] = {"from": record.origin, "digest": digest}
    if record.left_open:
        imported["to_do"] = list(record.left_open)
    return entry_text({**front, IMPORTED: imported}, body)


def digest_of(text: str, images: Iterable[Path]) -> str:
    """What an entry and its pictures were when they were imported."""
    found = blake2b(text.encode("utf-8"), digest_size=8)
    for image in images:
        found.update(image.read_bytes() if image.is_file() else b"")
    return f"v1-{found.hexdigest()}"


def _image_name(path: str, target: str) -> str:
    """Where a picture stands, relative to the entry's file: a folder of the entry's own."""
    parts = [part for part in PurePosixPath(target).parts if part not in ("/", "..", ".")]
    return posixpath.join("images", PurePosixPath(path).stem, *parts)


def _moved(
    record: ImportedRecord, path: str, images: Mapping[str, str], origins: Mapping[str, str]
) -> str:
    """The body with its pictures and links where they stand in this log."""
    folder = posixpath.dirname(path)
    targets = dict(images)
    for target, origin in record.siblings.items():
        if origin in origins:
            targets[target] = posixpath.relpath(origins[origin], folder)
    body = record.body
    for target, new in targets.items():
        place = rf"""(\]\(\s*<?|\bsrc\s*=\s*["']){re.escape(target)}(?=[)>"'\s#?])"""
        body = re.sub(place, rf"\g<1>{_literal(new)}", body)
    return body


def _literal(text: str) -> str:
    """A text that `re.sub` puts in as it is."""
    return text.replace("\\", r"\\")


def front_of(data: bytes) -> dict[str, object]:
    """An entry's front matter as texts; empty where it cannot be read."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    parts = text.split("\n---", 1)
    if not text.startswith("---\n") or len(parts) == 1:
        return {}
    try:
        found = yaml.load(parts[0][4:], Loader=_LOADER)  # noqa: S506 - makes texts, lists, mappings
    except (yaml.YAMLError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
