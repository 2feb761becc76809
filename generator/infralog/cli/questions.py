"""Questions at a terminal for what a new record lacks; every answer is checked at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from infralog.authoring.choices import MEANINGS, catalogue_of, choices_of
from infralog.authoring.drafting import why_not
from infralog.parse.fields import TABLES
from infralog.parse.reading import Field
from infralog.settings import Settings

_WISHED = ("services",)
"""Keys that are worth a question though a record can be without."""


def ask(
    kind: str,
    missing: Sequence[Field],
    given: Mapping[str, object],
    usual: Mapping[str, str],
    settings: Settings,
) -> dict[str, object]:
    """Answers for `missing` keys, and for wished ones that were not given; `usual` are offered."""
    answers: dict[str, object] = {
        field.key: _answer(field, usual.get(field.key), settings) for field in missing
    }
    for key in _WISHED:
        if key in TABLES[kind] and key not in given and (listed := _list(key, kind, settings)):
            answers[key] = listed
    return answers


def _answer(field: Field, usual: str | None, settings: Settings) -> str:
    for value in choices_of(field.key, settings) or ():
        meaning = f": {MEANINGS[value]}" if value in MEANINGS else ""
        click.echo(f"  {value}{meaning}", err=True)

    def checked(text: str) -> str:
        wrong = why_not(field, text, settings)
        if wrong:
            raise click.UsageError(wrong)
        return text

    name = field.key.replace("_", " ").capitalize()
    return str(click.prompt(name, default=usual, value_proc=checked, err=True))


def _list(key: str, kind: str, settings: Settings) -> list[str]:
    field = TABLES[kind][key]
    for item in catalogue_of(key, settings) or ():
        click.echo(f"  {item.id}: {item.name}", err=True)

    def checked(text: str) -> list[str]:
        ids = [part.strip() for part in text.split(",") if part.strip()]
        wrong = [reason for one in ids if (reason := why_not(field, one, settings))]
        if wrong:
            raise click.UsageError(wrong[0])
        return ids

    name = f"{key.capitalize()}, with commas between; empty for none"
    return list(click.prompt(name, default="", show_default=False, value_proc=checked, err=True))
