"""Each entry as a row of the lists, made once for all lists that hold it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from infralog.model.body import MARK
from infralog.model.entry import Entry, EntryId
from infralog.outputs.subjects import Subject
from infralog.outputs.templates import Templates
from infralog.settings import Settings
from infralog.views.frame import Frame
from infralog.views.rows import row_of
from infralog.views.times import Times

_END = "</tr>\n"


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of one build, by the entry's id.

    A row's links begin with a mark that stands for the way to the site's root, so that one row
    fits pages at every depth.
    """

    subjects: Mapping[EntryId, Subject]
    templates: Templates
    times: Times
    settings: Settings
    _made: dict[EntryId, str] = field(default_factory=dict, repr=False)

    def html(self, entries: Sequence[Entry], base: str) -> str:
        """The rows of these entries, in their order, on a page that `base` leads to the root."""
        made = self._made
        self._make([entry.id for entry in entries if entry.id not in made])
        return "".join([made[entry.id] for entry in entries]).replace(MARK, base)

    def _make(self, ids: Sequence[EntryId]) -> None:
        # All at once: to begin a template costs as much as a row.
        frame = Frame(MARK, self.times, self.settings)
        rows = [row_of(self.subjects[id_].relations, frame) for id_ in ids]
        made = self.templates.render("rows", rows=rows).split(_END)
        self._made.update((id_, row + _END) for id_, row in zip(ids, made, strict=False))
