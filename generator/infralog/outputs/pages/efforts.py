"""`/efforts/` and a page for each: work carried from week to week until it is finished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from infralog.model.entry import Change
from infralog.model.notes import Effort
from infralog.model.week import Week
from infralog.outputs.context import Context
from infralog.outputs.feeds.places import feed_links_for
from infralog.outputs.fingerprint import face_print
from infralog.outputs.listing import Listing, frame_of, listings
from infralog.outputs.page import Page
from infralog.views.efforts import (
    EffortAccount,
    account_of,
    accounts_of,
    finished_apart,
    row_of,
    way_to,
    weeks_told,
)
from infralog.views.frame import Frame, Ref
from infralog.views.placing import place
from infralog.views.volumes import year_links

URL = "efforts/"
LIMIT = 100
"""Changes on an effort's own page; where there are more, each year has a page of its own."""


class EffortSubject(NamedTuple):
    """An effort, those it is part of (the outermost first), and its body's addresses."""

    account: EffortAccount
    way: tuple[Effort, ...]
    targets: Mapping[str, str]


def pages(context: Context) -> Iterator[Page]:
    """The index and the pages of every effort."""
    yield _index(context)
    for effort in context.log.efforts.values():
        yield from _pages_of(context, effort)


def _index(context: Context) -> Page:
    accounts = accounts_of(context.log)
    words = context.words
    return Page(
        url=URL,
        title=words.t("efforts.title"),
        description=words.t("efforts.lead"),
        section=URL,
        kind="efforts",
        key=face_print("efforts", context.base_key, accounts),
        article=partial(_index_article, context, accounts),
    )


def _index_article(context: Context, accounts: tuple[EffortAccount, ...]) -> str:
    frame = frame_of(context, URL)
    going, finished = finished_apart(accounts)
    return context.templates.render(
        "efforts",
        base=frame.base,
        going=[row_of(account, frame) for account in going],
        finished=[row_of(account, frame) for account in finished],
    )


def _pages_of(context: Context, effort: Effort) -> Iterator[Page]:
    log, words = context.log, context.words
    account = account_of(log, effort)
    subject = EffortSubject(
        account=account,
        way=way_to(effort, log.efforts),
        targets=context.targets(effort),
    )
    feed_title = words.t("feed.efforts", title=effort.title)
    for listing in listings(context, account.all_changes, effort.url, LIMIT):
        told = _told(context, listing.volume.items)
        weeks = " ".join([f"{first.last_day} {last.last_day}" for first, last in told])
        yield Page(
            url=listing.url,
            title=listing.title(effort.title),
            description=effort.summary or words.t("efforts.one", title=effort.title),
            section=URL,
            kind="effort",
            feeds=feed_links_for("efforts", effort.id, feed_title),
            key=face_print("effort", context.base_key, subject, listing.key, weeks),
            article=partial(_article, context, subject, listing, told),
        )


def _told(context: Context, changes: tuple[Change, ...]) -> list[tuple[Week, Week]]:
    """The first and the last week of the bulletin of each change."""
    zone, last_weekday = context.settings.zone, context.settings.last_weekday
    weeks = (Week.of(change.began.date_in(zone), last_weekday) for change in changes)
    bulletins = map(context.calendar.bulletin_of, weeks)
    return [(bulletin.weeks[0], bulletin.week) for bulletin in bulletins]


def _article(
    context: Context,
    subject: EffortSubject,
    listing: Listing[Change],
    told: Sequence[tuple[Week, Week]],
) -> str:
    effort, frame = subject.account.effort, frame_of(context, listing.url)
    body = context.log.body_of(effort)
    subjects = context.subjects
    relations = [subjects[change.id].relations for change in listing.volume.items]
    links = [_bulletin_link(first, last, frame) for first, last in told]
    return context.templates.render(
        "effort",
        base=frame.base,
        title=listing.title(effort.title),
        way=[frame.record(one) for one in subject.way],
        row=row_of(subject.account, frame),
        is_year=listing.volume.year is not None,
        body=place(body.html, frame.base, "", subject.targets),
        years=year_links(listing.volume, effort.url, frame),
        weeks=weeks_told(zip(links, relations, strict=True), frame),
        feed=f"{frame.base}feeds/efforts/{effort.id}.xml",
    )


def _bulletin_link(first: Week, last: Week, frame: Frame) -> Ref:
    return Ref(frame.base + last.url, frame.words.week(first.first_day, last.last_day))
