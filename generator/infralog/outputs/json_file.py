"""JSON as it is written to the site."""

from __future__ import annotations

import json
from collections.abc import Mapping

LIST_END = b"]}\n"
"""What closes a document that `json_before` has opened."""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def json_of(value: object) -> bytes:
    """A value on one line, in UTF-8 as `json_file` has it."""
    return _JSON.encode(value).encode(errors="replace")


def json_before(document: Mapping[str, object], key: str) -> bytes:
    """A document up to one more member, a list: its items follow, with commas, and `LIST_END`."""
    return json_of({**document, key: []}).removesuffix(b"]}")


def json_file(document: Mapping[str, object]) -> bytes:
    """A document in UTF-8, ending with a newline; what UTF-8 cannot hold becomes `?`."""
    return json_of(document) + b"\n"
