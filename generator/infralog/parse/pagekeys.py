"""Values of the host's page keys: plain data, as the host's own reading of YAML would give."""

from __future__ import annotations

from infralog.source.nodes import Keyed, Listed, Node

_PLAIN: dict[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}


def plain_value(node: Node) -> object:
    """Texts, lists and mappings, with `true`, `false` and `null` as YAML 1.2 has them."""
    if isinstance(node, Keyed):
        return {key: plain_value(value) for key, value in node.fields.items()}
    if isinstance(node, Listed):
        return [plain_value(item) for item in node.items]
    return _PLAIN.get(node.text, node.text) if node.plain else node.text
