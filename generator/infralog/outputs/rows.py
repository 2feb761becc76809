"""Each entry as a row of the lists, made once for all lists that hold it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from infralog.model.body import MARK
from infralog.model.entry import Entry, EntryId
from infralog.outputs.fingerprint import digest_of
from infralog.outputs.recall import Recall
from infralog.outputs.subjects import Subject
from infralog.outputs.templates import Templates
from infralog.settings import Settings
from infralog.views.frame import Frame
from infralog.views.rows import row_of
from infralog.views.times import Times

_END = "</tr>\n"
_TOGETHER = 16
"""Neighbours in the log whose rows are remembered together: an edit changes few of them."""


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of one build, by the entry's id; `faces` and `base_key` are the context's.

    A row's links begin with a mark that stands for the way to the site's root, so that one row
    fits pages at every depth.
    """

    subjects: Mapping[EntryId, Subject]
    templates: Templates
    times: Times
    settings: Settings
    faces: Mapping[EntryId, str]
    base_key: str
    recall: Recall
    _made: dict[EntryId, str] = field(default_factory=dict, repr=False)

    def html(self, entries: Sequence[Entry], base: str) -> str:
        """The rows of these entries, in their order, on a page that `base` leads to the root."""
        made = self._made
        for entry in entries:
            if entry.id not in made:
                self._take(self._places[entry.id] // _TOGETHER)
        return "".join([made[entry.id] for entry in entries]).replace(MARK, base)

    @cached_property
    def _ids(self) -> Sequence[EntryId]:
        return list(self.faces)

    @cached_property
    def _places(self) -> Mapping[EntryId, int]:
        return {id_: place for place, id_ in enumerate(self._ids)}

    def _take(self, number: int) -> None:
        """The rows of some neighbours, as they are remembered or else made."""
        ids = self._ids[number * _TOGETHER : (number + 1) * _TOGETHER]
        key = digest_of("\n".join([self.base_key, *(self.faces[id_] for id_ in ids)]))
        rows = self.recall(f"rows {number}", key, partial(self._rows_of, ids))
        self._made.update(zip(ids, rows, strict=True))

    def _rows_of(self, ids: Sequence[EntryId]) -> Sequence[str]:
        # All at once: to begin a template costs as much as a row.
        frame = Frame(MARK, self.times, self.settings)
        rows = [row_of(self.subjects[id_].relations, frame) for id_ in ids]
        made = self.templates.render("rows", rows=rows).split(_END)
        return [row + _END for row in made[: len(ids)]]
