"""Makes a whole log from a count and a seed: the same pair gives the same log, byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from bodies import BodyWriter, Link
from catalogue import AUTHORS, regions, services
from draft import Draft, make_drafts
from fronts import FrontWriter
from ledger import Efforts, make_spofs
from moments import week_of
from record import Entry, Front, Log, Page
from words import Words


def make_log(count: int, seed: int) -> Log:
    """A log of `count` incidents, changes and maintenances: 500 a year, or all in one."""
    rng = Random(seed)
    words = Words(rng)
    writer = BodyWriter(words, rng)
    catalogue = services()
    drafts = make_drafts(count, list(catalogue), words, rng)
    spofs, moves = make_spofs(drafts, list(catalogue), words, writer, rng)
    efforts = Efforts(count, words, writer, rng)
    fronts = FrontWriter(drafts, list(regions()), moves, efforts, words, rng)
    entries = tuple(
        Entry(
            draft.id,
            draft.kind,
            draft.title,
            draft.start,
            fronts.front(draft),
            writer.body(_links(draft, drafts, rng)),
        )
        for draft in drafts
    )
    weeks = _weeks(drafts, words, writer, rng)
    return Log(entries, tuple(weeks), tuple(spofs), tuple(efforts.pages), catalogue, regions())


def _links(draft: Draft, drafts: Sequence[Draft], rng: Random) -> list[Link]:
    """One or two links of a body: some to the web, most to the source of an earlier entry."""
    links = []
    for _ in range(rng.randint(1, 2)):
        if draft.place == 0 or rng.random() < 0.3:
            links.append(("the manual", f"https://example.org/manual/{rng.randint(1, 400)}"))
        else:
            other = drafts[rng.randrange(max(0, draft.place - 300), draft.place)]
            links.append((other.title.lower(), f"../../{other.source}"))
    return links


def _weeks(drafts: Sequence[Draft], words: Words, writer: BodyWriter, rng: Random) -> list[Page]:
    """An editorial for a third of the weeks; a few of them cover the week before as well."""
    pages = []
    previous: date | None = None
    for saturday in sorted({week_of(draft.start.date()) for draft in drafts}):
        if rng.random() > 0.3:
            continue
        front: Front = {"headline": words.sentence(), "authors": [rng.choice(AUTHORS)]}
        if previous and saturday - previous > timedelta(days=14) and rng.random() < 0.05:
            front["covers"] = 2
        pages.append(Page(saturday.isoformat(), front, writer.paragraphs(2)))
        previous = saturday
    return pages
