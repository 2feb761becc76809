"""Each entry as a row of the lists, made once for all lists that hold it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from infralog.model.body import MARK
from infralog.model.entry import Entry, EntryId
from infralog.outputs.subjects import Subject
from infralog.outputs.templates import Templates
from infralog.settings import Settings
from infralog.views.frame import Frame
from infralog.views.rows import row_of
from infralog.views.times import Times


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

    def html(self, entries: Iterable[Entry], base: str) -> str:
        """The rows of these entries, in their order, on a page that `base` leads to the root."""
        made = self._made
        found = [made.get(entry.id) or self._make(entry.id) for entry in entries]
        return "".join(found).replace(MARK, base)

    @cached_property
    def keys(self) -> Mapping[EntryId, str]:
        """A short key of each entry's subject, for lists of many."""
        return {
            id_: blake2b(subject.key.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
            for id_, subject in self.subjects.items()
        }

    def _make(self, id_: EntryId) -> str:
        frame = Frame(MARK, self.times, self.settings)
        row = row_of(self.subjects[id_].relations, frame)
        self._made[id_] = html = self.templates.render("row", row=row)
        return html
