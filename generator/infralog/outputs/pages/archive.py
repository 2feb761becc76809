"""`/archive/` and `/2024/`: every bulletin, by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from infralog.model.bulletin import Bulletin
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.listing import frame_of
from infralog.outputs.page import Page
from infralog.views.archive import (
    IMPACTS,
    YearCount,
    chart_of,
    count_of,
    months_shelved,
    year_row,
)
from infralog.views.bulletin import Figure
from infralog.views.frame import Frame, Ref
from infralog.views.volumes import YearLink

URL = "archive/"
LIMIT = 60
"""Bulletins on the archive's own page: a year and what has begun of the next."""


def pages(context: Context) -> Iterator[Page]:
    """The archive and a page for each year."""
    years = _by_year(context)
    counts = tuple(count_of(year, bulletins) for year, bulletins in years.items())
    yield _archive(context, counts)
    for count in counts:
        yield _year(context, count, years)


def _by_year(context: Context) -> Mapping[int, tuple[Bulletin, ...]]:
    """Bulletins by the year in which they end, both newest first."""
    newest_first = context.calendar.newest_first()
    by_year = groupby(newest_first, key=lambda bulletin: bulletin.week.last_day.year)
    return {year: tuple(bulletins) for year, bulletins in by_year}


def _archive(context: Context, counts: tuple[YearCount, ...]) -> Page:
    words = context.words
    shown = context.calendar.bulletins[: -LIMIT - 1 : -1]
    return Page(
        url=URL,
        title=words.t("archive.title"),
        description=words.t("archive.lead"),
        section=URL,
        kind="archive",
        key=fingerprint("archive", context.base_key, counts, _key_of(context, shown)),
        article=partial(_archive_article, context, shown, counts),
    )


def _year(context: Context, count: YearCount, years: Mapping[int, tuple[Bulletin, ...]]) -> Page:
    bulletins = years[count.year]
    beside = (count.year - 1 in years, count.year + 1 in years)
    title = context.words.t("archive.year", year=count.year)
    key = fingerprint("year", context.base_key, count, beside, _key_of(context, bulletins))
    return Page(
        url=f"{count.year}/",
        title=title,
        description=context.words.t("archive.year_lead", year=count.year),
        section=URL,
        kind="year",
        key=key,
        article=partial(_year_article, context, bulletins, count, beside),
    )


def _key_of(context: Context, bulletins: Sequence[Bulletin]) -> list[object]:
    keys = context.faces
    return [
        "".join([keys[entry.id] for bulletin in bulletins for entry in bulletin.begun]),
        [bulletin.note for bulletin in bulletins if bulletin.note],
        "".join([str(bulletin.week.last_day) for bulletin in bulletins]),
        [(bool(one.continued), bool(one.late), bool(one.corrected)) for one in bulletins],
    ]


def _archive_article(
    context: Context, bulletins: Sequence[Bulletin], counts: tuple[YearCount, ...]
) -> str:
    frame = frame_of(context, URL)
    return context.templates.render(
        "archive",
        title=frame.words.t("archive.title"),
        months=months_shelved(bulletins, frame),
        years=[year_row(count, frame) for count in counts],
        links=_year_links(counts, frame),
        impacts=[impact.value for impact in reversed(IMPACTS)],
    )


def _year_links(counts: tuple[YearCount, ...], frame: Frame) -> list[YearLink]:
    if len(counts) == 1:
        return []
    return [
        YearLink(
            url=f"{frame.base}{count.year}/",
            label=str(count.year),
            total=frame.words.number(count.incidents),
            is_here=False,
        )
        for count in counts
    ]


def _year_article(
    context: Context,
    bulletins: Sequence[Bulletin],
    count: YearCount,
    beside: tuple[bool, bool],
) -> str:
    frame = frame_of(context, f"{count.year}/")
    entries = [entry for bulletin in bulletins for entry in bulletin.begun]
    earlier, later = (
        Ref(f"{frame.base}{year}/", str(year)) if is_there else None
        for year, is_there in zip((count.year - 1, count.year + 1), beside, strict=True)
    )
    return context.templates.render(
        "year",
        title=frame.words.t("archive.year", year=count.year),
        year=count.year,
        archive=f"{frame.base}{URL}",
        earlier=earlier,
        later=later,
        figures=_figures(count, frame),
        chart=chart_of(entries, count.year, frame) if count.incidents else None,
        months=months_shelved(bulletins, frame),
    )


def _figures(count: YearCount, frame: Frame) -> tuple[Figure, ...]:
    words = frame.words
    counted = (
        ("figure.incidents", count.incidents),
        ("figure.changes", count.changes),
        ("archive.figure_removed", count.removed),
        ("archive.figure_weeks", count.weeks),
    )
    return tuple(
        Figure(words.number(number), words.n(key, number)) for key, number in counted if number
    )
