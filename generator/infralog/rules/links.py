"""Links and images of bodies that lead nowhere in the log."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import PurePosixPath

from infralog.errors import Problem
from infralog.model.entry import Entry
from infralog.model.log import Log
from infralog.model.notes import Note
from infralog.parse.parsed import link_key
from infralog.rules.places import Places, problem_at

_IMAGES = frozenset((".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"))


def check_links(log: Log, places: Places, files: AbstractSet[str]) -> Iterator[Problem]:
    """Local targets that are none of `files`, the paths of all files of the entries' folder."""
    records: list[Entry | Note] = [*log.entries.values(), *log.weeks.values()]
    records += [*log.spofs.values(), *log.efforts.values()]
    remedies = _Remedies(files)
    for record in records:
        for target in record.body_links:
            if target not in files:
                does = "shows" if remedies.is_image(target) else "links to"
                remedy = remedies.of(target, posixpath.dirname(record.path))
                message = f"The text {does} {target!r}, which is no file here; {remedy}"
                yield problem_at(places, record, link_key(target), "W301", message)


class _Remedies:
    """What to write instead of a target that is not there."""

    def __init__(self, files: AbstractSet[str]) -> None:
        self._files = files

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path in self._files:
            found[posixpath.basename(path)].append(path)
        return found

    def is_image(self, target: str) -> bool:
        return PurePosixPath(target).suffix.lower() in _IMAGES

    def of(self, target: str, folder: str) -> str:
        """Words for an author whose file lies in `folder`."""
        same = self._by_name.get(posixpath.basename(target), ())
        if len(same) == 1:
            return f"did you mean {posixpath.relpath(same[0], folder)}?"
        if target.startswith(".."):
            return "it is outside the folder of the entries, write its full web address."
        if self.is_image(target):
            return "put the image there, or write its path from this file."
        return "write the path from this file, as git shows it: ../changes/2024-12-14-name.md."
