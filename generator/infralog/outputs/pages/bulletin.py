"""`/DATE/`: a week in full (DESIGN section 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import NamedTuple

from infralog.model.bulletin import Bulletin
from infralog.model.entry import Entry, EntryId
from infralog.model.terms import SpofMove
from infralog.model.week import Week, midnight
from infralog.outputs.card_paths import image_of_bulletin
from infralog.outputs.chapters import Chapter
from infralog.outputs.context import Context
from infralog.outputs.feeds.places import feed_links_for
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.page import Page
from infralog.outputs.subjects import Subject
from infralog.views.bulletin import contents_of, figures_of, week_of_year
from infralog.views.card import card_of
from infralog.views.diagram import Diagram, EntryLabel, diagram_of
from infralog.views.diagram_labels import labels_of
from infralog.views.frame import Frame, Ref
from infralog.views.outline import told_in
from infralog.views.placing import deepen, place
from infralog.views.relations import Relations
from infralog.views.span import is_ongoing
from infralog.views.times import ZoneLabel
from infralog.views.work import Told

BELOW_TITLE = 2
"""Bodies stand under a heading of level three, where their own begin at two."""


class BulletinSubject(NamedTuple):
    """All that one bulletin is made of.

    `drawn` are the entries of its diagram; `rows` its weeks with the addresses of their bulletins,
    empty for its own. `now` is where the diagram ends what is ongoing, None where nothing is.
    """

    bulletin: Bulletin
    before: tuple[Week, ...]
    after: tuple[Week, ...]
    rows: tuple[tuple[Week, str], ...]
    drawn: tuple[Entry, ...]
    targets: Mapping[str, str]
    open_spofs: int | None
    now: datetime | None


def pages(context: Context, chapter: Chapter) -> Iterator[Page]:
    """The page of a chapter's bulletin."""
    bulletin = chapter.bulletin
    if bulletin is None:
        return
    subject = subject_of(context, bulletin)
    yield Page(
        url=bulletin.url,
        title=context.words.week(bulletin.weeks[0].first_day, bulletin.week.last_day),
        description=description_of(bulletin, context),
        section="archive/",
        kind="bulletin",
        feeds=feed_links_for("bulletins", title=context.words.t("feed.bulletins")),
        image=image_of_bulletin(context, bulletin),
        updated=str(bulletin.week.last_day),
        key=key_of("bulletin", context, subject, context.keys),
        article=partial(_article, context, subject),
    )


def subject_of(context: Context, bulletin: Bulletin) -> BulletinSubject:
    """Pick what a bulletin needs."""
    before, after = context.calendar.before(bulletin), context.calendar.after(bulletin)
    earlier = (before.begun + before.continued) if before else ()
    told = (*earlier, *bulletin.begun, *bulletin.continued)
    drawn = tuple({entry.id: entry for entry in told}.values())
    rows = tuple((week, "") for week in bulletin.weeks)
    if before:
        rows = ((before.week, before.url), *rows)
    end = bulletin.week.end(context.settings.zone)
    return BulletinSubject(
        bulletin=bulletin,
        before=before.weeks if before else (),
        after=after.weeks if after else (),
        rows=rows,
        drawn=drawn,
        targets=context.targets(bulletin.note) if bulletin.note else {},
        open_spofs=context.open_spofs_at(end),
        now=min(context.now, end) if any(map(is_ongoing, drawn)) else None,
    )


def key_of(
    kind: str, context: Context, subject: BulletinSubject, keys: Mapping[EntryId, str]
) -> str:
    """The fingerprint of a subject, in which entries count by their own `keys`."""
    bulletin = subject.bulletin
    told = (*bulletin.begun, *bulletin.continued, *bulletin.late)
    return fingerprint(
        kind,
        context.base_key,
        "".join([keys[entry.id] for entry in told]),
        " ".join([entry.face for entry in subject.drawn]),
        [len(bulletin.begun), len(bulletin.continued), bulletin.weeks, bulletin.note],
        [(entry, correction.at) for entry, correction in bulletin.corrected],
        [subject.before, subject.after, subject.rows],
        [subject.targets, subject.open_spofs, subject.now],
    )


def description_of(bulletin: Bulletin, context: Context) -> str:
    """What search engines and link previews say of a bulletin."""
    words = context.words
    if bulletin.note and bulletin.note.headline:
        return bulletin.note.headline
    if bulletin.is_quiet:
        return words.t("bulletin.quiet")
    return words.list_of(told_in(bulletin, words))


def diagram_on(frame: Frame, subject: BulletinSubject, known: dict[EntryId, EntryLabel]) -> Diagram:
    """The diagram of a bulletin, as it stands on one page; `known` as in `labels_of`."""
    weeks = tuple(week for week, _ in subject.rows)
    now = subject.now or weeks[-1].end(frame.times.zone)
    labels = labels_of(frame, dict(subject.rows), known)
    return diagram_of(weeks, subject.drawn, frame.times.zone, now, labels)


def zone_on(frame: Frame, subject: BulletinSubject) -> ZoneLabel:
    """The zone of a bulletin's hours, those of the rows of its diagram included."""
    zone, (first, _), (last, _) = frame.times.zone, subject.rows[0], subject.rows[-1]
    return frame.times.zone_label(midnight(first.first_day, zone), last.end(zone))


def tell(context: Context, frame: Frame, subject: Subject) -> Told:
    """An entry with the lead of its body, below a heading of level three."""
    body = context.log.body_of(subject.entry)
    html = place(body.lead, frame.base, f"{subject.entry.id}-", subject.targets)
    return Told(card_of(subject.relations, frame), deepen(html, BELOW_TITLE), body.has_more)


def _article(context: Context, subject: BulletinSubject) -> str:
    bulletin = subject.bulletin
    frame = Frame("../", context.times, context.settings)
    entries = (*bulletin.begun, *bulletin.continued, *bulletin.late)
    relations = {entry.id: context.subjects[entry.id].relations for entry in entries}
    moves = (move for entry in bulletin.begun for move, _ in relations[entry.id].spofs)
    removed = sum(move is SpofMove.REMOVES for move in moves)

    def told(one: Relations) -> Told:
        return tell(context, frame, context.subjects[one.entry.id])

    return context.templates.render(
        "bulletin",
        title=frame.words.week(bulletin.weeks[0].first_day, bulletin.week.last_day),
        week_of_year=week_of_year(bulletin.week, frame),
        headline=bulletin.note.headline if bulletin.note else None,
        editorial=_editorial(context, frame, subject),
        before=_neighbour(subject.before, frame),
        after=_neighbour(subject.after, frame),
        figures=figures_of(bulletin.begun, removed, subject.open_spofs, frame),
        diagram=diagram_on(frame, subject, context.bulletin_labels),
        contents=contents_of(bulletin, relations, frame, told),
        quiet=bulletin.is_quiet,
        authors=bulletin.note.authors if bulletin.note else (),
        zone=zone_on(frame, subject),
        words=frame.words,
    )


def _editorial(context: Context, frame: Frame, subject: BulletinSubject) -> str:
    note = subject.bulletin.note
    if note is None:
        return ""
    html = place(context.log.body_of(note).html, frame.base, "week-", subject.targets)
    return deepen(html, 1)


def _neighbour(weeks: tuple[Week, ...], frame: Frame) -> Ref | None:
    if not weeks:
        return None
    days = frame.words.short_week(weeks[0].first_day, weeks[-1].last_day)
    return Ref(frame.base + weeks[-1].url, days)
