"""Making what is not up to date, aside, and finding out what is."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from infralog.errors import Problem
from infralog.outputs.artifact import Artifact, Bundle
from infralog.outputs.page import Page
from infralog.outputs.shell import Shell
from infralog.pipeline.dear import Dear
from infralog.pipeline.framing import Frames
from infralog.pipeline.gate import Gate
from infralog.pipeline.manifest import (
    Kept,
    Manifest,
    Place,
    Standing,
    files_below,
    same_bytes,
    size_and_time,
    stands,
)
from infralog.pipeline.patching import Outlines

_ENOUGH = 8_000_000
"""Bytes of files that are made before they are written."""

UNMADE = Kept("", {})
"""A bundle of which nothing is known."""


class Made(NamedTuple):
    """Bundles by name, what the gate refuses in them, and shells that were rendered for them."""

    bundles: dict[str, Kept]
    refused: list[Problem]
    shells: Mapping[Place, Shell] = {}


NOTHING_MADE = Made({}, [])


class Taken(NamedTuple):
    """Files of the host, and what the gate refuses in them."""

    files: Mapping[str, Standing]
    refused: list[Problem]


class _Stale(NamedTuple):
    """A file to be made, and how it stood before, if it did."""

    artifact: Artifact
    before: Standing | None


@dataclass(frozen=True)
class Workshop:
    """Where files are made: in `stage`, unless they stand in `site` as `before` tells."""

    stage: Path
    site: Path
    before: Manifest
    dear: Dear
    outlines: Outlines
    gate: Gate

    def has(self, bundle: Bundle) -> bool:
        """Whether a bundle is known just as it is to be."""
        known = self.before.bundles.get(bundle.name)
        return known is not None and known.key == bundle.key != ""

    def make(self, frames: Frames, bundles: Sequence[Bundle]) -> Made:
        """Make bundles: what of them does not stand already is written to the stage."""
        rendered = set(frames.shells)
        opened = {bundle.name: list(_artifacts_of(bundle, frames)) for bundle in bundles}
        files, refused = self._files_of(opened)
        made = {}
        for bundle in bundles:
            own = opened[bundle.name]
            refused += map(twice, _twofold(one.path for one in own))
            standings = {one.path: files[one.path] for one in own}
            addresses = tuple(one.address for one in own if one.address)
            made[bundle.name] = Kept(bundle.key, standings, addresses)
        shells = {place: one for place, one in frames.shells.items() if place not in rendered}
        return Made(made, refused, shells)

    def take_over(self, stage: Path, ours: Collection[str]) -> Taken:
        """Everything that the host has made in its stage, but for paths of ours.

        What does not count, or is as it stands in the site, is removed from the stage.
        """
        files: dict[str, Standing] = {}
        refused: list[Problem] = []
        for path in files_below(stage):
            staged = stage / path
            if path in ours:
                staged.unlink()
                continue
            content = staged.read_bytes()
            refused += self.gate.refused(path, content)
            left = same_bytes(self.site, path, content)
            files[path] = ("", *(left or size_and_time(staged.stat())))
            if left:
                staged.unlink()
        return Taken(files, refused)

    def _files_of(
        self, artifacts: Mapping[str, Iterable[Artifact]]
    ) -> tuple[dict[str, Standing], list[Problem]]:
        """The files of all bundles by path, and what the gate refuses in them.

        Files of one kind are made one after another, and written together: a processor is quicker
        at what it has just done (docs/performance.md).
        """
        files: dict[str, Standing] = {}
        refused: list[Problem] = []
        stale: list[_Stale] = []
        for name, found in artifacts.items():
            known = self.before.bundles.get(name, UNMADE).files
            for artifact in found:
                standing = known.get(artifact.path)
                if standing and self._stands(artifact, standing):
                    files[artifact.path] = standing
                else:
                    stale.append(_Stale(artifact, standing))
        folders: set[str] = set()
        for contents in self._contents(sorted(stale, key=_kind_and_path)):
            for artifact, content in contents:
                refused += self.gate.refused(artifact.path, content)
                files[artifact.path] = self._put(artifact, content, folders)
        return files, refused

    def _contents(self, stale: Iterable[_Stale]) -> Iterator[list[tuple[Artifact, bytes]]]:
        """Contents, as many at a time as memory has room for."""
        made: list[tuple[Artifact, bytes]] = []
        size = 0
        for artifact, before in stale:
            content = self._content(artifact, before)
            made.append((artifact, content))
            size += len(content)
            if size > _ENOUGH:
                yield made
                made, size = [], 0
        yield made

    def _stands(self, artifact: Artifact, standing: Standing) -> bool:
        return standing[0] == artifact.key and stands(self.site, artifact.path, standing)

    def _put(self, artifact: Artifact, content: bytes, folders: set[str]) -> Standing:
        """Write a file, unless the published one holds just this."""
        path = artifact.path
        left = same_bytes(self.site, path, content) if self._is_published else None
        return (artifact.key, *(left or self._written(path, content, folders)))

    def _content(self, artifact: Artifact, before: Standing | None) -> bytes:
        if artifact.is_dear:
            return self.dear.content_of(artifact)
        if artifact.pieces is None:
            return artifact.make()
        published = self._published(artifact.path, before)
        return self.outlines.patched(artifact.path, artifact.key, artifact.pieces(), published)

    def _published(self, path: str, before: Standing | None) -> tuple[str, bytes]:
        """Key and content of a file of the site; empty unless it stands as it was left."""
        with suppress(OSError):
            if before and stands(self.site, path, before):
                return before[0], (self.site / path).read_bytes()
        return "", b""

    def _written(self, path: str, content: bytes, folders: set[str]) -> tuple[int, int]:
        """Write a file aside; `folders` are those that are known to be there."""
        target = f"{self.stage}/{path}"
        folder = target.rpartition("/")[0]
        if folder not in folders:
            _make_folder(folder)
            folders.add(folder)
        with open(target, "wb", buffering=0) as file:  # noqa: PTH123 - of ten thousands
            rest = memoryview(content)
            while rest:
                rest = rest[file.write(rest) :]
            return size_and_time(os.fstat(file.fileno()))

    @cached_property
    def _is_published(self) -> bool:
        return self.site.exists()


def _artifacts_of(bundle: Bundle, frames: Frames) -> Iterator[Artifact]:
    for found in bundle.open():
        yield frames.artifact(found) if isinstance(found, Page) else found


def _kind_and_path(stale: _Stale) -> tuple[str, str]:
    path = stale.artifact.path
    return path.rpartition(".")[2], path


def _twofold(paths: Iterable[str]) -> Iterator[str]:
    return (path for path, count in Counter(paths).items() if count > 1)


def _make_folder(folder: str) -> None:
    """Make a folder, mostly below one that is there; another process may make it meanwhile."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - of ten thousands
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above


def joined(parts: Iterable[Made]) -> Made:
    """All of them as one."""
    bundles: dict[str, Kept] = {}
    refused: list[Problem] = []
    for part in parts:
        bundles |= part.bundles
        refused += part.refused
    return Made(bundles, refused)


def twice(path: str) -> Problem:
    """What is wrong where two files of the log would get one address."""
    return Problem(path, 1, 1, "E290", "two pages of the log would be written here; rename one.")
