"""Readers of mappings: a record's fields, and those that stand within it."""

from __future__ import annotations

from collections.abc import Callable

from infralog.errors import did_you_mean
from infralog.parse.reading import Reading, Table
from infralog.source.nodes import Keyed, Node, Scalar


def mapping(fields: Table) -> Callable[[Node, Reading], dict[str, object] | None]:
    """A reader of a mapping with these keys; None where a required one is missing or wrong."""

    def read(node: Node, reading: Reading) -> dict[str, object] | None:
        if not isinstance(node, Keyed):
            needed = [key for key, one in fields.items() if one.required]
            reading.wrong(node, "E122", _without_key(node, needed or list(fields)))
            return None
        for key in node.fields.keys() - fields.keys():
            message = f"{key!r} is no key here; {did_you_mean(key, fields)}"
            reading.wrong(node.keys[key], "E120", message)
        values: dict[str, object] = {}
        return values if read_fields(fields, node, reading, values) else None

    return read


def _without_key(node: Node, keys: list[str]) -> str:
    """The message about a text or a list where keys and values should stand."""
    written = ", ".join(f"'{key}: ...'" for key in keys)
    if not isinstance(node, Scalar):
        return f"Here stands a list; write {written} in its place."
    text = " ".join(node.text.split())[:60]
    if len(keys) == 1:
        return f"{text!r} stands without its key; write '{keys[0]}: {text}'."
    return f"{text!r} stands without a key; write {written}, each on a line of its own."


def read_fields(fields: Table, node: Keyed, reading: Reading, values: dict[str, object]) -> bool:
    """Put the values of a mapping into `values`, by attribute, in the order of the table.

    False where a required one is missing or wrong.
    """
    complete = True
    for key, one in fields.items():
        given = node.fields.get(key)
        value = None if given is None else one.read(given, reading)
        if value is not None:
            values[one.target] = value
        elif one.required:
            complete = False
        if one.required and given is None:
            message = f"{key!r} is missing; add a line '{key}: ...' with {one.form}."
            reading.wrong(node, "E121", message)
    return complete
