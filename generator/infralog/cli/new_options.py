"""The options of `infralog new`, one for every key of a kind of record, from its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from infralog.parse.fields import TABLES
from infralog.parse.reading import Field

_NOT_HERE = ("title", "headline", "type", "corrections")
"""Keys that are the argument, the folder's to say, or no matter of a new record."""

_IDS = ("list of ids", "list of old ids", "list of entry ids", "list of incident ids")
_TEXTS = ("text or list of texts",)
_FLAG = "true or false"
_FORMS = {
    "list of {title, url}": "TITLE=URL",
    "list of {at, what, kind}": "'TIME TEXT'",
    "list of {what, state, by, due}": "TEXT",
    "{exposes, reduces, removes, reintroduces, accepts: list of SPOF ids}": "MOVE=SPOF",
}


def new_options(kind: str) -> list[click.Parameter]:
    """TITLE, an option for each key, and those of every new file."""
    title = click.Argument(["title"], nargs=-1, metavar="HEADLINE" if kind == "week" else "TITLE")
    keys = [_option(one) for key, one in TABLES[kind].items() if key not in _NOT_HERE]
    day = click.Option(["--day"], metavar="DATE", help="Any day of the week; today if absent.")
    return [title, *keys, *([day] if kind == "week" else []), *_every_file()]


def _option(field: Field) -> click.Option:
    name = f"--{field.key.replace('_', '-')}"
    rule = field.rule[:1].upper() + field.rule[1:]
    if field.form == _FLAG:
        return click.Option([name], is_flag=True, help=rule)
    if field.form in (*_IDS, *_TEXTS, *_FORMS):
        metavar = _FORMS.get(field.form, "TEXT" if field.form in _TEXTS else "ID,ID...")
        return click.Option([name], multiple=True, metavar=metavar, help=rule)
    form = field.form[:1].upper() + field.form[1:]
    return click.Option([name], metavar="TEXT", help=f"{form}; {field.rule}".rstrip("; "))


def _every_file() -> list[click.Parameter]:
    return [
        click.Option(["--body"], default="", metavar="TEXT", help="Its text; - reads it."),
        click.Option(["--edit"], is_flag=True, help="Open it in $EDITOR."),
        click.Option(["--json", "as_json"], is_flag=True, help="Print the path as JSON."),
        click.Option(
            ["-f", "--config-file"],
            type=click.Path(path_type=Path),
            default="mkdocs.yml",
            show_default=True,
            help="The site's configuration.",
        ),
    ]


def list_value(field: Field, given: Sequence[str]) -> list[object] | dict[str, list[str]]:
    """The value of a key whose option may be given several times."""
    if field.form in _IDS:
        return [part.strip() for one in given for part in one.split(",") if part.strip()]
    if field.form in _TEXTS:
        return list(given)
    if field.key == "spof":
        return _moves(given)
    return [_ITEMS[field.key](one) for one in given]


def _moves(given: Sequence[str]) -> dict[str, list[str]]:
    moves: dict[str, list[str]] = {}
    for one in given:
        move, _, ids = one.partition("=")
        moves.setdefault(move.strip(), []).extend(id_.strip() for id_ in ids.split(","))
    return moves


def _link(text: str) -> Mapping[str, str]:
    title, equals, url = text.partition("=")
    if not equals:
        raise click.UsageError(f"--links: {text!r} has no '='; write 'Bulletin=https://...'.")
    return {"title": title.strip(), "url": url.strip()}


def _event(text: str) -> Mapping[str, str]:
    words = text.split()
    dated = len(words) > 1 and "-" in words[0] and ":" in words[1]
    at = " ".join(words[: 2 if dated else 1])
    return {"at": at, "what": " ".join(words[2 if dated else 1 :])}


_ITEMS: Mapping[str, Callable[[str], Mapping[str, str]]] = {
    "links": _link,
    "timeline": _event,
    "follow_ups": lambda text: {"what": text},
}
