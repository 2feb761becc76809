"""The HTML of feed items: whole, absolute, without the page's ids, each entry told once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from infralog.model.body import MARK
from infralog.model.bulletin import Bulletin
from infralog.model.entry import Correction, Entry, EntryId
from infralog.model.moment import Moment
from infralog.model.notes import Note, Spof
from infralog.outputs.context import Context
from infralog.views.frame import Frame
from infralog.views.outline import outline_of
from infralog.views.placing import place
from infralog.views.story import story_of, when_of

_IDS = re.compile(rf' id="{MARK}[^"]*"')


class Told(NamedTuple):
    """An entry inside a bulletin: its link, and its HTML."""

    url: str
    title: str
    html: str


class Line(NamedTuple):
    """An entry that a bulletin only names, with a remark."""

    url: str
    title: str
    text: str = ""


class _Part(NamedTuple):
    """What is told of an entry: its body, or the lead of a longer one."""

    entry: Entry
    html: str
    is_lead: bool = False


@dataclass(frozen=True, eq=False)
class Contents:
    """The contents of one build's items. An entry's is made once, for whatever holds it."""

    context: Context
    _whole: dict[EntryId, str] = field(default_factory=dict)

    @property
    def told(self) -> Moment | None:
        """When the log last told anything; None where no undated plan needs it."""
        return self.context.told

    @cached_property
    def keys(self) -> Mapping[EntryId, str]:
        """A key of all that an entry's item is made of."""
        keys = self.context.keys
        return {**keys, **{id_: f"{keys[id_]}\n{self.told}" for id_ in self.context.undated}}

    @property
    def frame(self) -> Frame:
        """Links from the site's absolute root."""
        return Frame(self.context.site.url, self.context.times, self.context.settings)

    def entry(self, entry: Entry) -> str:
        """An entry, whole."""
        if entry.id not in self._whole:
            body = self.context.log.body_of(entry)
            (self._whole[entry.id],) = self._made([_Part(entry, body.html)])
        return self._whole[entry.id]

    def bulletin(self, bulletin: Bulletin, week: str, picture: str | None) -> str:
        """A week: its picture, note and entries, and the names of those told elsewhere."""
        return self.context.templates.render(
            "feed-bulletin",
            url=self.context.site.url + bulletin.url,
            week=week,
            picture=picture,
            note=self._placed(bulletin.note, bulletin.url) if bulletin.note else "",
            sections=self._sections(bulletin),
            lists=self._lists(bulletin),
        )

    def correction(self, entry: Entry, correction: Correction) -> str:
        """What was put right in which entry."""
        link, text = self.frame.record(entry), correction.text
        return self.context.templates.render("feed-correction", link=link, text=text)

    def spof(self, spof: Spof) -> str:
        """What is known of a single point of failure when it is found."""
        body = self._placed(spof, spof.url)
        return self.context.templates.render("feed-spof", entry=None, body=body)

    def spof_move(self, spof: Spof, label: str, entry: Entry) -> str:
        """What an entry did to a single point of failure."""
        return self.context.templates.render(
            "feed-spof",
            label=label,
            spof=self.frame.record(spof),
            entry=self.frame.record(entry),
            body=self.entry(entry),
        )

    def _leads(self, entries: Iterable[Entry]) -> Mapping[EntryId, str]:
        """As much of entries as a bulletin tells."""
        bodies = [(entry, self.context.log.body_of(entry)) for entry in entries]
        parts = [_Part(entry, body.lead, is_lead=body.has_more) for entry, body in bodies]
        made = list(zip(parts, self._made(parts), strict=True))
        self._whole.update({part.entry.id: html for part, html in made if not part.is_lead})
        return {part.entry.id: html for part, html in made}

    def _made(self, parts: Sequence[_Part]) -> list[str]:
        """The HTML of each; every step is taken for all before the next (docs/performance.md)."""
        subjects = [self.context.subjects[part.entry.id] for part in parts]
        stories = [story_of(subject.relations, self.frame) for subject in subjects]
        bodies = [
            self._absolute(part.html, part.entry.url, subject.targets)
            for part, subject in zip(parts, subjects, strict=True)
        ]
        return [
            self.context.templates.render(
                "feed-entry", story=story, body=body, more=story.url if part.is_lead else ""
            )
            for part, story, body in zip(parts, stories, bodies, strict=True)
        ]

    def _placed(self, note: Note, url: str) -> str:
        body = self.context.log.bodies[note.digest]
        return self._absolute(body.html, url, self.context.targets(note))

    def _absolute(self, html: str, url: str, targets: Mapping[str, str]) -> str:
        if MARK not in html:
            return html
        root = self.context.site.url
        return place(_IDS.sub("", html), root, "", targets, own=root + url)

    def _sections(self, bulletin: Bulletin) -> list[tuple[str, list[Told]]]:
        outline, words = outline_of(bulletin, self.context.settings), self.context.words
        sections: list[tuple[str, Sequence[Entry]]] = [
            (words.t("feed.incidents"), outline.incidents),
            (words.t("feed.maintenance"), outline.maintenances),
            *outline.groups,
        ]
        leads = self._leads(entry for _, entries in sections for entry in entries)
        return [
            (heading, [self._told(entry, leads[entry.id]) for entry in entries])
            for heading, entries in sections
            if entries
        ]

    def _told(self, entry: Entry, html: str) -> Told:
        return Told(self.context.site.url + entry.url, entry.title, html)

    def _lists(self, bulletin: Bulletin) -> list[tuple[str, list[Line]]]:
        words, times = self.context.words, self.context.times
        lists = [
            ("bulletin.continued", [(one, when_of(one, times)) for one in bulletin.continued]),
            ("feed.late", [(one, when_of(one, times)) for one in bulletin.late]),
            ("feed.corrected", [(one, fix.text) for one, fix in bulletin.corrected]),
        ]
        return [
            (words.t(key), [self._line(entry, text) for entry, text in lines])
            for key, lines in lists
            if lines
        ]

    def _line(self, entry: Entry, text: str) -> Line:
        return Line(self.context.site.url + entry.url, entry.title, text)
