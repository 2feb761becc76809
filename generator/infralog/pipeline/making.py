"""Making what is not up to date, aside, and finding out what is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from infralog.errors import Problem, ProblemsFound
from infralog.outputs.artifact import Artifact, Bundle
from infralog.pipeline.dear import Dear
from infralog.pipeline.gate import Gate
from infralog.pipeline.manifest import (
    Manifest,
    Standing,
    files_below,
    same_bytes,
    size_and_time,
    stands,
)
from infralog.pipeline.workers import Aside, spread

Made = tuple[dict[str, Standing], list[Problem]]
"""Files of the site, by path, and what the gate refuses in them."""


@dataclass(frozen=True)
class Indexing:
    """Bundles: those that stand, with their files, and those that are being made aside.

    All of them lie in `folders`, which end with a slash.
    """

    standing: Mapping[str, Standing] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    aside: Aside[Made] | None = None

    def result(self) -> Made:
        """What was made, once it is."""
        return self.aside.result() if self.aside else ({}, [])


@dataclass(frozen=True)
class Workshop:
    """Where files are made: in `stage`, unless they stand in `site` as `before` tells."""

    stage: Path
    site: Path
    before: Manifest
    dear: Dear
    gate: Gate

    def index(self, bundles: Sequence[Bundle]) -> Indexing:
        """Begin to make those of the bundles that do not stand."""
        standing, stale = self._sorted_bundles(bundles)
        folders = tuple(f"{bundle.folder}/" for bundle in bundles)
        aside = Aside(partial(self._make_bundles, stale)) if stale else None
        return Indexing(standing, folders, aside)

    def make_all(self, artifacts: Sequence[Artifact], indexing: Indexing) -> Manifest:
        """Make all that is stale; returns everything that belongs in the site.

        Raises ProblemsFound where the gate refuses a file.
        """
        after, refused = self._take_over(indexing.folders)
        after |= indexing.standing
        fresh, stale = self._sorted_artifacts(artifacts)
        after |= fresh
        for made, denied in (*spread(self._make, stale), indexing.result()):
            after |= made
            refused += denied
        if refused:
            raise ProblemsFound(refused)
        return after

    def _sorted_artifacts(
        self, artifacts: Sequence[Artifact]
    ) -> tuple[dict[str, Standing], list[Artifact]]:
        fresh: dict[str, Standing] = {}
        stale = []
        for artifact in artifacts:
            known = self.before.get(artifact.path)
            if known and known.key == artifact.key and stands(self.site, artifact.path, known):
                fresh[artifact.path] = known
            else:
                stale.append(artifact)
        return fresh, stale

    def _sorted_bundles(
        self, bundles: Sequence[Bundle]
    ) -> tuple[dict[str, Standing], list[Bundle]]:
        """The files of bundles that stand whole, and the bundles that have to be made."""
        by_key: dict[str, dict[str, Standing]] = {bundle.key: {} for bundle in bundles}
        for path, known in self.before.items():
            if known.key in by_key:
                by_key[known.key][path] = known
        fresh: dict[str, Standing] = {}
        stale = []
        for bundle in bundles:
            files = by_key[bundle.key]
            if files and all(stands(self.site, path, known) for path, known in files.items()):
                fresh |= files
            else:
                stale.append(bundle)
        return fresh, stale

    def _make(self, artifacts: Iterable[Artifact]) -> Made:
        made: dict[str, Standing] = {}
        refused: list[Problem] = []
        folders: set[str] = set()
        for artifact in artifacts:
            path = artifact.path
            content = self.dear.content_of(artifact) if artifact.is_dear else artifact.make()
            refused += self.gate.refused(path, content)
            left = same_bytes(self.site, path, content)
            made[path] = Standing(artifact.key, *(left or self._written(path, content, folders)))
        return made, refused

    def _written(self, path: str, content: bytes, folders: set[str]) -> tuple[int, int]:
        """Write a file aside; `folders` are those that are known to be there."""
        target = f"{self.stage}/{path}"
        folder = target.rpartition("/")[0]
        if folder not in folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - of ten thousands
            folders.add(folder)
        with open(target, "wb") as file:  # noqa: PTH123 - of ten thousands
            file.write(content)
            file.flush()
            return size_and_time(os.fstat(file.fileno()))

    def _make_bundles(self, bundles: Sequence[Bundle]) -> Made:
        made: dict[str, Standing] = {}
        refused: list[Problem] = []
        for bundle in bundles:
            found, denied = self._make(
                Artifact(f"{bundle.folder}/{name}", bundle.key, partial(bytes, content))
                for name, content in bundle.make().items()
            )
            made |= found
            refused += denied
        return made, refused

    def _take_over(self, others: tuple[str, ...]) -> Made:
        """Files that the host made in the stage: all but those in the folders `others`.

        Those that are as the published ones are removed from the stage again.
        """
        made: dict[str, Standing] = {}
        refused: list[Problem] = []
        for path in files_below(self.stage):
            if path.startswith(others):
                continue
            staged = self.stage / path
            content = staged.read_bytes()
            refused += self.gate.refused(path, content)
            left = same_bytes(self.site, path, content)
            made[path] = Standing("", *(left or size_and_time(staged.stat())))
            if left:
                staged.unlink()
        return made, refused
