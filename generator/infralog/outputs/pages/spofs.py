"""`/spofs/`: the ledger of single points of failure, and a page for each (DESIGN section 6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from infralog.model.entry import Entry
from infralog.model.notes import Spof
from infralog.outputs.context import Context
from infralog.outputs.feeds.places import feed_links_for
from infralog.outputs.fingerprint import face_print
from infralog.outputs.listing import frame_of
from infralog.outputs.page import Page
from infralog.views.bulletin import Figure
from infralog.views.changes import item_of
from infralog.views.charts import steps_of
from infralog.views.frame import Frame
from infralog.views.placing import place
from infralog.views.spof_history import open_counts
from infralog.views.spofs import (
    SpofAccount,
    SpofLedger,
    account_of,
    ledger_of,
    lines_of,
    row_of,
)
from infralog.views.times import Stamp

URL = "spofs/"


class SpofSubject(NamedTuple):
    """A SPOF with the entries that carry its tag, and the addresses its body links to."""

    spof: Spof
    entries: tuple[Entry, ...]
    targets: Mapping[str, str]


def pages(context: Context) -> Iterator[Page]:
    """The ledger and the page of every SPOF."""
    yield _ledger_page(context)
    for id_, spof in context.log.spofs.items():
        entries = context.log.by_spof.get(id_, ())
        subject = SpofSubject(spof, entries, context.targets(spof))
        keys = [context.faces[entry.id] for entry in entries]
        yield Page(
            url=spof.url,
            title=spof.title,
            description=spof.summary or context.words.t("spofs.one", title=spof.title),
            section=URL,
            kind="spof",
            feeds=feed_links_for("spofs", title=context.words.t("feed.spofs")),
            key=face_print("spof", context.base_key, subject, keys),
            article=partial(_article, context, subject),
        )


def _ledger_page(context: Context) -> Page:
    log, bulletins = context.log, context.calendar.bulletins
    end = bulletins[-1].week.end(context.settings.zone) if bulletins else None
    tagged = [(spof, log.by_spof.get(id_, ())) for id_, spof in log.spofs.items()]
    words = context.words
    return Page(
        url=URL,
        title=words.t("spofs.title"),
        description=words.t("spofs.lead"),
        section=URL,
        kind="spofs",
        feeds=feed_links_for("spofs", title=context.words.t("feed.spofs")),
        key=face_print("spofs", context.base_key, tagged, end),
        article=partial(_ledger_article, context, end),
    )


def _ledger_article(context: Context, end: datetime | None) -> str:
    ledger, frame = ledger_of(context.log), frame_of(context, URL)
    accounts = (*ledger.open, *ledger.accepted, *ledger.removed)
    counts = open_counts(account.history for account in accounts)
    return context.templates.render(
        "spofs",
        any=bool(accounts),
        figures=_figures(ledger, frame),
        chart=steps_of(counts, end, partial(_mark, frame), frame.words.number) if end else None,
        counts=_count_rows(counts, frame),
        open=[row_of(account, frame) for account in ledger.open],
        accepted=[row_of(account, frame) for account in ledger.accepted],
        removed=[row_of(account, frame) for account in ledger.removed],
    )


def _mark(frame: Frame, month: date) -> str:
    """`Sep`; a January is named by its year."""
    return frame.words.short_month(month) if month.month > 1 else str(month.year)


def _count_rows(counts: Sequence[tuple[datetime, int]], frame: Frame) -> list[tuple[Stamp, str]]:
    zone = frame.times.zone
    days = {at.astimezone(zone).date(): number for at, number in counts}
    rows = [(frame.times.date(day), frame.words.number(number)) for day, number in days.items()]
    return rows[::-1]


def _figures(ledger: SpofLedger, frame: Frame) -> tuple[Figure, ...]:
    words = frame.words
    parts = (("open", ledger.open), ("removed", ledger.removed), ("accepted", ledger.accepted))
    return tuple(
        Figure(words.number(len(accounts)), words.t(f"spof_state.{name}"))
        for name, accounts in parts
    )


def _article(context: Context, subject: SpofSubject) -> str:
    spof, frame = subject.spof, frame_of(context, subject.spof.url)
    account = account_of(spof, subject.entries)
    subjects = context.subjects
    body = context.log.body_of(spof)
    return context.templates.render(
        "spof",
        base=frame.base,
        title=spof.title,
        row=row_of(account, frame),
        body=place(body.html, frame.base, "", subject.targets),
        lines=lines_of(spof, subject.entries, frame)[::-1],
        incidents=_incident_rows(context, account, frame),
        works=[item_of(subjects[one.id].relations, frame) for one in account.work[::-1]],
    )


def _incident_rows(context: Context, account: SpofAccount, frame: Frame) -> str:
    return context.rows.html(account.caused[::-1], frame.base)
