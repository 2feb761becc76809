"""Times of one record that must follow each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from infralog.model.moment import Moment
from infralog.parse.reading import Reading, Table
from infralog.parse.times import is_before
from infralog.source.nodes import Keyed, Scalar


def check_order(keys: Sequence[str], fields: Table, node: Keyed, reading: Reading) -> None:
    """Note each of these keys whose time is before that of the one given before it."""
    told = ((key, reading.values.get(fields[key].target)) for key in keys)
    known = [(key, value) for key, value in told if isinstance(value, Moment)]
    for (first, earlier), (second, later) in pairwise(known):
        if is_before(later, earlier, reading.settings.zone):
            message = f"{_told(second, node)} is before {_told(first, node)}; correct one of them."
            reading.wrong(node.fields[second], "E134", message)


def _told(key: str, node: Keyed) -> str:
    given = node.fields[key]
    return f"'{key}: {given.text}'" if isinstance(given, Scalar) else repr(key)
