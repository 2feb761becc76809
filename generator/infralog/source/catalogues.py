"""Where in mkdocs.yml the catalogues of services and regions have their ids."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from infralog.source.flaw import Place

CATALOGUES = ("services", "regions")
"""The settings that declare what entries may name."""


def places_of_ids(text: str) -> Mapping[tuple[str, str], Place]:
    """The place of each id, by catalogue and id; `text` is a mkdocs.yml that MkDocs could read."""
    options = _below(_below(yaml.compose(text, Loader=yaml.SafeLoader), "plugins"), "infralog")
    return {
        (catalogue, str(key.value)): Place(key.start_mark.line + 1, key.start_mark.column + 1)
        for catalogue in CATALOGUES
        for key, _ in _pairs(_below(options, catalogue))
    }


def _below(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """What a key leads to, in a mapping or in one of a list of mappings."""
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    pairs = (pair for item in items for pair in _pairs(item))
    return next((value for key, value in pairs if key.value == name), None)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []
