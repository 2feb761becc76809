"""`/incidents/ID/`, `/changes/ID/`, `/maintenance/ID/`: the permalink of each entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import NamedTuple

from infralog.model.entry import Change, Entry, Incident, Maintenance
from infralog.model.week import Week
from infralog.outputs.card_paths import image_of_entry
from infralog.outputs.chapters import Chapter
from infralog.outputs.context import Context
from infralog.outputs.feeds.places import feed_links_for
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.page import FeedLink, Page
from infralog.outputs.subjects import Subject
from infralog.views.entry import entry_view, timeline_of
from infralog.views.frame import Frame, Ref
from infralog.views.placing import place
from infralog.views.scale import Scale, scale_of

_SECTIONS: Mapping[type[Entry], str] = {
    Incident: "incidents/",
    Change: "changes/",
    Maintenance: "maintenance/",
}


class EntrySubject(NamedTuple):
    """`weeks` are those of the bulletin that tells the entry, none before planned work begins.

    `now` is where an ongoing incident's timeline ends, None for all others.
    """

    subject: Subject
    weeks: tuple[Week, ...]
    now: datetime | None


def pages(context: Context, chapter: Chapter) -> Iterator[Page]:
    """The page of every entry of a chapter."""
    feeds = _feeds(context)
    for entry in chapter.entries:
        image = image_of_entry(context, entry)
        subject = context.subjects[entry.id]
        picked = EntrySubject(subject, _weeks_of(context, entry), _now_for(context, entry))
        yield Page(
            url=entry.url,
            title=entry.title,
            description=entry.summary,
            section=_SECTIONS[type(entry)],
            kind="entry",
            feeds=feeds[type(entry)],
            image=image,
            updated=str(entry.updated.date_in(context.settings.zone)),
            key=_key(context, picked, image),
            article=partial(_article, context, picked),
        )


def _key(context: Context, picked: EntrySubject, image: str | None) -> str:
    """One text of all that differs, as ten thousand keys are made in each build."""
    weeks = f"{picked.weeks[0].last_day} {picked.weeks[-1].last_day}" if picked.weeks else ""
    key = context.keys[picked.subject.entry.id]
    return fingerprint(f"entry {context.base_key} {image} {weeks} {picked.now}", key)


def _feeds(context: Context) -> Mapping[type[Entry], tuple[FeedLink, ...]]:
    t = context.words.t
    return {
        Incident: feed_links_for("incidents", title=t("feed.incidents")),
        Change: feed_links_for("changes", title=t("feed.changes")),
        Maintenance: feed_links_for("entries", title=t("feed.all")),
    }


def _weeks_of(context: Context, entry: Entry) -> tuple[Week, ...]:
    if home := context.homes.get(entry.id):
        return home.weeks
    settings, calendar = context.settings, context.calendar
    week = Week.of(entry.began.date_in(settings.zone), settings.last_weekday)
    return calendar.bulletin_of(week).weeks if week in calendar.positions else ()


def _now_for(context: Context, entry: Entry) -> datetime | None:
    return context.now if isinstance(entry, Incident) and entry.is_ongoing else None


def _article(context: Context, picked: EntrySubject) -> str:
    entry = picked.subject.entry
    frame = Frame("../../", context.times, context.settings)
    html = place(context.log.body_of(entry).html, frame.base, "", picked.subject.targets)
    scale = _scale(entry, picked.now, frame)
    edit, history = context.site.edit_url, context.site.history_url
    return context.templates.render(
        "entry",
        view=entry_view(picked.subject.relations, frame),
        bulletin=_bulletin(picked.weeks, frame),
        body=html,
        scale=scale,
        timeline=() if scale else timeline_of(entry, frame),
        edit_url=edit + entry.path if edit else "",
        history_url=history + entry.path if history else "",
        zone=frame.times.zone_label(entry.began.instant, (entry.ended or entry.began).instant),
        words=frame.words,
    )


def _bulletin(weeks: tuple[Week, ...], frame: Frame) -> Ref | None:
    if not weeks:
        return None
    return Ref(frame.base + weeks[-1].url, frame.words.week(weeks[0].first_day, weeks[-1].last_day))


def _scale(entry: Entry, now: datetime | None, frame: Frame) -> Scale | None:
    if not isinstance(entry, Incident):
        return None
    return scale_of(entry, now or entry.began.instant, frame.times)
