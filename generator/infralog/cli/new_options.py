"""The options of `infralog new`, one for every key of a kind of record, from its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from infralog.authoring.choices import SHAPES, Shape, choices_of
from infralog.authoring.references import nameable
from infralog.cli.arguments import open_files
from infralog.errors import InfralogError
from infralog.parse.fields import TABLES
from infralog.parse.reading import Field

_NOT_HERE = ("title", "headline", "type", "corrections")
"""Keys that are the argument, the folder's to say, or no matter of a new record."""

_METAVARS = {
    Shape.TIME: "TIME",
    Shape.TIME_OR_UNKNOWN: "TIME",
    Shape.IDS: "ID,ID...",
    Shape.WORDS: "ID,ID...",
    Shape.TEXTS: "TEXT",
    Shape.LINKS: "TITLE=URL",
    Shape.EVENTS: "'TIME TEXT'",
    Shape.PROMISES: "TEXT",
    Shape.MOVES: "MOVE=SPOF",
}
_SEVERAL = (
    *(Shape.IDS, Shape.WORDS, Shape.TEXTS),
    *(Shape.LINKS, Shape.EVENTS, Shape.PROMISES, Shape.MOVES),
)


def new_options(kind: str) -> list[click.Parameter]:
    """TITLE, an option for each key, and those of every new file."""
    title = click.Argument(["title"], nargs=-1, metavar="HEADLINE" if kind == "week" else "TITLE")
    keys = [_option(one) for key, one in TABLES[kind].items() if key not in _NOT_HERE]
    day = click.Option(["--day"], metavar="DATE", help="Any day of the week; today if absent.")
    return [title, *keys, *([day] if kind == "week" else []), *_every_file()]


def _option(field: Field) -> click.Option:
    shape = SHAPES[field.key]
    one_of = f"one of {field.form}; {field.rule}"
    told = one_of if shape is Shape.CHOICE else field.rule or field.form
    return click.Option(
        [f"--{field.key.replace('_', '-')}"],
        is_flag=shape is Shape.FLAG,
        multiple=shape in _SEVERAL,
        metavar=None if shape is Shape.FLAG else _METAVARS.get(shape, "TEXT"),
        shell_complete=partial(_complete, field.key),
        help=told[:1].upper() + told[1:].rstrip("; "),
    )


def _complete(
    key: str,
    ctx: click.Context,
    param: click.Parameter,  # noqa: ARG001 - the signature is click's
    incomplete: str,
) -> list[CompletionItem]:
    """The choices of a key in this log, for the last of several ids too."""
    try:
        files = open_files(Path(ctx.params.get("config_file") or "mkdocs.yml"))
    except InfralogError:
        return []
    known = choices_of(key, files.settings) or sorted(nameable(files, key), reverse=True)
    before, separator, last = incomplete.rpartition("=" if key == "spof" else ",")
    found = (one for one in known if one.startswith(last))
    return [CompletionItem(f"{before}{separator}{one}") for one in found]


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


def list_value(key: str, given: Sequence[str]) -> list[object] | dict[str, list[str]]:
    """The value of a key whose option may be given several times."""
    shape = SHAPES[key]
    if shape in (Shape.IDS, Shape.WORDS):
        return [part.strip() for one in given for part in one.split(",") if part.strip()]
    if shape is Shape.MOVES:
        return _moves(given)
    item = _ITEMS.get(shape)
    return [item(one) if item else one for one in given]


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
    at, what = words[: 2 if dated else 1], words[2 if dated else 1 :]
    if not what:
        raise click.UsageError(f"--timeline: {text!r} has no text; write '22:31 What happened'.")
    return {"at": " ".join(at), "what": " ".join(what)}


_ITEMS: Mapping[Shape, Callable[[str], Mapping[str, str]]] = {
    Shape.LINKS: _link,
    Shape.EVENTS: _event,
    Shape.PROMISES: lambda text: {"what": text},
}
