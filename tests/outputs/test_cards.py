"""Cards are pictures of one size, drawn from the log alone."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from infralog.outputs.card_paths import image_of_bulletin, image_of_entry
from infralog.outputs.chapters import OWN_CARDS
from infralog.outputs.context import Context
from infralog.outputs.templates import Templates
from infralog.pipeline.compose import context_of
from infralog.settings import Settings, Site
from infralog.views.words import words_of
from make import change, incident, log_of, week_note
from opened import card_artifacts as artifacts

NOW = datetime(2024, 12, 16, tzinfo=UTC)
THEME = Path(__file__).parents[2] / "theme"


def context(*records: Any, language: str = "en", **options: Any) -> Context:
    templates = Templates((THEME,), words_of(language))
    site = Site(name="Infra Log", language=language)
    return context_of(log_of(*records), Settings(**options), site, NOW, templates)


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def test_every_bulletin_and_incident_has_a_card_of_the_same_bytes_each_time():
    ours = context(incident(resolved="2024-12-12 12:00"), change(), week_note(headline="A week"))
    cards = {one.path: one for one in artifacts(ours)}
    assert cards.keys() == {"cards/2024-12-14.png", "cards/2024-12-12-proxy-deadlock.png"}
    for card in cards.values():
        first = card.make()
        assert size_of(first) == (1200, 630)
        assert card.make() == first


def test_a_card_changes_with_what_it_shows():
    one, other = (
        {card.path: card for card in artifacts(context(incident(resolved=end)))}
        for end in ("2024-12-12 12:00", "2024-12-13 12:00")
    )
    for path, card in one.items():
        assert card.key != other[path].key
        assert card.make() != other[path].make()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    "title",
    [
        "</text><script>alert(1)</script> & more",
        "\x0b\x7f\ud800 odd \u202e letters",
        "障害 " * 40,
        "W" * 160,
    ],
)
def test_any_title_gives_a_card(title, language):
    ours = context(incident(title=title), week_note(headline=title), language=language)
    assert all(size_of(card.make()) == (1200, 630) for card in artifacts(ours))


def test_no_cards_where_the_option_is_off():
    ours = context(incident(), social_cards=False)
    assert list(artifacts(ours)) == []
    assert image_of_entry(ours, incident()) is None
    assert image_of_bulletin(ours, ours.calendar.bulletins[0]) is None


def test_every_image_that_a_page_names_is_made():
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29, 3)]
    ours = context(*(incident(f"{day}-x", f"{day} 10:00") for day in days), change())
    paths = {card.path for card in artifacts(ours)}
    named = [image_of_entry(ours, entry) for entry in ours.log.entries.values()]
    assert len(days) > OWN_CARDS
    assert paths.issuperset(named)
    assert paths == {*named, *(image_of_bulletin(ours, one) for one in ours.calendar.bulletins)}
