"""The keys that all kinds of entry share (DESIGN section 3)."""

from __future__ import annotations

import re

from infralog.model.entry import Correction, EntryId, Link, SpofId
from infralog.model.terms import Audience, SpofMove
from infralog.parse.mappings import mapping
from infralog.parse.reading import Field, Reading, Table, table
from infralog.parse.times import moment
from infralog.parse.values import (
    list_of,
    listed_in,
    one_of,
    scalar,
    set_of,
    slug,
    switch,
    title,
    url,
    word,
)
from infralog.source.nodes import Node

TIME = "a time such as 2024-12-12 11:50"
IDS = "list of ids"

_CORRECTION = table(
    Field("at", moment, TIME, required=True),
    Field("text", scalar, "a text", required=True),
)
_LINK = table(
    Field("title", scalar, "a text", required=True),
    Field("url", url, "an http(s) address", required=True),
)


def _correction(node: Node, reading: Reading) -> Correction | None:
    values = mapping(_CORRECTION)(node, reading)
    return Correction(**values) if values else None  # type: ignore[arg-type] # as read


def _link(node: Node, reading: Reading) -> Link | None:
    values = mapping(_LINK)(node, reading)
    return Link(**values) if values else None  # type: ignore[arg-type] # as read


def entry_id(node: Node, reading: Reading) -> EntryId | None:
    """The id of an entry; whether it exists is a rule of the whole log."""
    text = slug(node, reading)
    return None if text is None else EntryId(text)


def _spof_id(node: Node, reading: Reading) -> SpofId | None:
    text = slug(node, reading)
    return None if text is None else SpofId(text)


_MOVES = table(*(Field(move.value, set_of(_spof_id), "list of SPOF ids") for move in SpofMove))


def _spof_moves(node: Node, reading: Reading) -> tuple[tuple[SpofMove, SpofId], ...]:
    values = mapping(_MOVES)(node, reading) or {}
    return tuple(
        (move, id_)
        for move in SpofMove
        for id_ in values.get(move.value, ())  # type: ignore[attr-defined] # tuples of ids, as read
    )


def _number(node: Node, reading: Reading) -> str | None:
    text = scalar(node, reading)
    if text and not re.fullmatch(r"[A-Za-z0-9#._/-]{1,40}", text):
        message = f"{text[:60]!r} is no number; write letters, digits and hyphens, such as INC-42."
        reading.wrong(node, "E138", message)
        return None
    return text


services = set_of(listed_in(lambda settings: settings.services, "services"))
regions = set_of(listed_in(lambda settings: settings.regions, "regions"))

TITLE = Field("title", title, "plain text of 1 to 160 characters", "what happened", required=True)
SERVICES = Field("services", services, IDS, "known to the catalogue of the settings, if any")
AUTHORS = Field("authors", set_of(word), IDS, "people or teams who wrote it")

COMMON: Table = table(
    TITLE,
    Field("type", scalar, "incident, change or maintenance", "else told by the folder"),
    Field("summary", scalar, "plain text", "else the body's first paragraph"),
    SERVICES,
    Field("regions", regions, IDS, "known to the catalogue of the settings, if any"),
    Field("tags", set_of(word), IDS, "topics, as you choose them"),
    AUTHORS,
    Field("audience", one_of(Audience), "public or internal", "public if absent"),
    Field("draft", switch, "true or false", "drafts show in serve only"),
    Field("published", moment, TIME, "if in a later week than the start, a late write-up"),
    Field("corrections", list_of(_correction), "list of {at, text}", "what was put right"),
    Field("links", list_of(_link), "list of {title, url}", "pages elsewhere"),
    Field("aliases", set_of(entry_id), "list of old ids", "oldest first; redirects lead here"),
    Field("number", _number, "text", "the internal incident or change number"),
)
"""Keys of every entry; the table of each kind goes on with its own."""

SPOF = Field(
    "spof",
    _spof_moves,
    "{exposes, reduces, removes, reintroduces, accepts: list of SPOF ids}",
    "moves single points of failure in the ledger",
    attribute="spof_moves",
)
