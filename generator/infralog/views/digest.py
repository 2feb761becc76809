"""The outline of a week that a reader would post: incidents by weight, then the work, nested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from infralog.model.bulletin import Bulletin
from infralog.model.entry import (
    Change,
    Correction,
    EffortId,
    Entry,
    EntryId,
    Incident,
    Maintenance,
)
from infralog.model.notes import Effort
from infralog.model.terms import Impact
from infralog.views.card import duration_of, recurrence_of, spof_tags
from infralog.views.frame import Frame
from infralog.views.outline import Branch, branches_of, outline_of
from infralog.views.relations import Relations

MOST = 12
"""Incidents told one by one; of a worse week the lighter ones are counted."""

_WORDS = 3
_NARROW = timedelta(hours=1)
_WEIGHTS = {
    Impact.CRITICAL: 8,
    Impact.MAJOR: 5,
    Impact.MINOR: 2,
    Impact.UNKNOWN: 2,
    Impact.NONE: 1,
}


class Span(NamedTuple):
    """A piece of a line, plain text on one line; a link where it has an address."""

    text: str
    url: str = ""


class Item(NamedTuple):
    """A line of the outline; a star stands for work that goes on."""

    spans: tuple[Span, ...]
    star: bool = False
    items: tuple[Item, ...] = ()


class Section(NamedTuple):
    """A heading and the lines below it."""

    heading: str
    items: tuple[Item, ...]


class Digest(NamedTuple):
    """All of it, in plain texts and absolute addresses. `star` explains the sign, if it is used."""

    title: str
    headline: str
    sections: tuple[Section, ...]
    star: str
    link: Span


def digest_of(bulletin: Bulletin, relations: Mapping[EntryId, Relations], frame: Frame) -> Digest:
    """The digest of a bulletin; `frame.base` is the site's absolute address."""
    words, outline = frame.words, outline_of(bulletin, frame.settings)
    efforts = _efforts(relations[change.id] for _, work in outline.groups for change in work)
    sections = [
        (words.t("digest.incidents"), _incidents(outline.incidents, relations, frame)),
        *(
            (heading, _work(branches_of(changes, efforts), frame))
            for heading, changes in outline.groups
        ),
        (words.t("digest.maintenance"), _lines(outline.maintenances, frame)),
        (words.t("bulletin.continued"), _lines(bulletin.continued, frame)),
        (words.t("digest.late"), _lines(bulletin.late, frame)),
        (words.t("bulletin.corrections"), _corrections(bulletin.corrected, frame)),
    ]
    stars = any(isinstance(entry, Change) and entry.ongoing for entry in bulletin.begun)
    return Digest(
        title=_title(bulletin, frame),
        headline=_headline(bulletin, frame),
        sections=tuple(Section(heading, items) for heading, items in sections if items),
        star=words.t("digest.star") if stars else "",
        link=Span(words.t("digest.whole"), frame.base + bulletin.url),
    )


def main_words(bulletin: Bulletin) -> list[str]:
    """Up to three tags that tell most of a week: each the heaviest of what is not yet told."""
    untold: list[Entry] = list(bulletin.begun)
    found: list[str] = []
    while untold and len(found) < _WORDS:
        counts: Counter[str] = Counter()
        for entry in untold:
            counts.update(dict.fromkeys(entry.tags, _weight(entry)))
        if not counts:
            break
        tag = max(sorted(counts), key=counts.__getitem__)
        found.append(tag)
        untold = [entry for entry in untold if tag not in entry.tags]
    return [tag.replace("-", " ") for tag in found]


def _weight(entry: Entry) -> int:
    return _WEIGHTS[entry.impact] if isinstance(entry, Incident) else 1


def _title(bulletin: Bulletin, frame: Frame) -> str:
    words = frame.words
    week = words.week(bulletin.weeks[0].first_day, bulletin.week.last_day)
    main = words.t("list.comma").join(main_words(bulletin))
    return words.t("digest.title", week=week, words=main) if main else week


def _headline(bulletin: Bulletin, frame: Frame) -> str:
    if bulletin.note and bulletin.note.headline:
        return _plain(bulletin.note.headline)
    return frame.words.t("digest.quiet") if bulletin.is_quiet else ""


def _efforts(relations: Iterable[Relations]) -> dict[EffortId, Effort]:
    return {effort.id: effort for one in relations for effort in one.efforts}


def _incidents(
    incidents: Sequence[Incident], relations: Mapping[EntryId, Relations], frame: Frame
) -> tuple[Item, ...]:
    items = [_incident(relations[incident.id], frame) for incident in incidents[:MOST]]
    if len(incidents) > MOST:
        items.append(Item((Span(frame.words.n("digest.more", len(incidents) - MOST)),)))
    return tuple(items)


def _incident(relations: Relations, frame: Frame) -> Item:
    """`Title: major (10 min), Thu, Dec 12, 11:50 – 12:00 EST; second time, after Title of Sep 1`.

    Of narrow and intense boxes, as readers of the diagram see them, it says so.
    """
    incident, words = relations.entry, frame.words
    assert isinstance(incident, Incident)  # noqa: S101 - the outline sorted them
    told = _told(incident, frame)
    spans = [_link(incident, frame), Span(f": {told}")]
    recurrence = recurrence_of(relations, frame)
    if recurrence and recurrence.previous:
        before = recurrence.previous
        day = before.stamp.text if before.stamp else ""
        head, _, tail = words.t("card.after", entry="\n", day=day).partition("\n")
        label = recurrence.label + words.t("list.comma")
        spans += [Span(f"; {label}{head}"), Span(_plain(before.title), before.url), Span(tail)]
    spans += _spofs(relations, frame)
    return Item(tuple(span for span in spans if span.text))


def _told(incident: Incident, frame: Frame) -> str:
    words, when = frame.words, _when(incident, frame)
    impact = words.t(f"impact.{incident.impact.value}")
    length = duration_of(incident, frame.times)
    if _is_intense(incident):
        return words.t("digest.intense", impact=impact, length=length, when=when)
    return f"{impact} ({length}){words.t('list.comma')}{when}"


def _is_intense(incident: Incident) -> bool:
    """Whether its box in the diagram is narrow and dark."""
    is_short = incident.duration is not None and incident.duration <= _NARROW
    return is_short and incident.impact in (Impact.MAJOR, Impact.CRITICAL)


def _spofs(relations: Relations, frame: Frame) -> list[Span]:
    """`; SPOF reduced: Title, Title`, a span for each label."""
    titles: dict[str, list[str]] = {}
    for tag in spof_tags(relations, frame):
        titles.setdefault(tag.label, []).append(_plain(tag.spof.title))
    t, comma = frame.words.t, frame.words.t("list.comma")
    return [
        Span("; " + t("feed.spof_moved", move=label, title=comma.join(named)))
        for label, named in titles.items()
    ]


def _when(entry: Entry, frame: Frame) -> str:
    times = frame.times
    return times.between(entry.began, entry.ended, times.short)


def _work(branches: Iterable[Change | Branch], frame: Frame) -> tuple[Item, ...]:
    return tuple(_branch(branch, frame) for branch in branches)


def _branch(branch: Change | Branch, frame: Frame) -> Item:
    if isinstance(branch, Change):
        return Item((_link(branch, frame),), branch.ongoing)
    return Item((_link(branch.effort, frame),), items=_work(branch.items, frame))


def _lines(entries: Iterable[Entry], frame: Frame) -> tuple[Item, ...]:
    return tuple(
        Item((_link(entry, frame), Span(f": {_standing(entry, frame)}{_when(entry, frame)}")))
        for entry in entries
    )


def _corrections(corrected: Iterable[tuple[Entry, Correction]], frame: Frame) -> tuple[Item, ...]:
    return tuple(
        Item((_link(entry, frame), Span(f": {_plain(correction.text)}")))
        for entry, correction in corrected
    )


def _standing(entry: Entry, frame: Frame) -> str:
    if not isinstance(entry, Maintenance):
        return ""
    return frame.words.t(f"state.{entry.state.value}") + frame.words.t("list.comma")


def _link(record: Entry | Effort, frame: Frame) -> Span:
    return Span(_plain(record.title), frame.base + record.url)


def _plain(text: str) -> str:
    """The text on one line; what UTF-8 cannot hold becomes `?`."""
    line = " ".join(text.split())
    return line if line.isprintable() else line.encode(errors="replace").decode()
