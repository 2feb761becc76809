"""Writing front matter: from keys and values to the text of an entry file."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import LiteralScalarString

_TIMESTAMP = "tag:yaml.org,2002:timestamp"
_TEXT = "tag:yaml.org,2002:str"
_ID = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_./+-]|:(?=\w)| (?=\w))*")
"""What needs no quotes, even between brackets."""

_ORDER = (
    *("title", "headline", "type", "draft", "audience", "summary", "number"),
    *("started", "detected", "mitigated", "resolved", "date", "finished", "starts", "ends"),
    *("found", "published", "impact", "near_miss", "pending", "state", "group", "ongoing"),
    *("effort", "part_of", "services", "regions", "tags", "authors", "cause", "recurrence_of"),
    *("caused_by", "prevents", "spof", "status_page", "links", "timeline", "follow_ups"),
)


class _Resolver(VersionedResolver):
    """Knows no timestamps, so that times stand without quotes, as authors write them."""

    def resolve(self, kind: object, value: object, implicit: object) -> object:
        tag = super().resolve(kind, value, implicit)
        return _TEXT if kind is ScalarNode and str(tag) == _TIMESTAMP else tag


def in_order(front: Mapping[str, object]) -> dict[str, object]:
    """Keys as a reader wants to meet them: what it is, when, how bad, where; the rest below."""
    places = {key: place for place, key in enumerate(_ORDER)}
    keys = sorted(front, key=lambda key: places.get(key, len(places)))
    return {key: front[key] for key in keys}


def entry_text(front: Mapping[str, object], body: str) -> str:
    """The whole file: front matter in the given order, then the body, one newline at its end."""
    text = body.strip("\n")
    return f"---\n{front_matter_text(front)}---\n" + (f"{text}\n" if text.strip() else "")


def front_matter_text(front: Mapping[str, object]) -> str:
    """YAML of texts, numbers, flags, lists and mappings; lists of ids in one line."""
    yaml = YAML()
    yaml.Resolver = _Resolver
    yaml.width = 2**30
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    stream = io.StringIO()
    yaml.dump(_styled(front), stream)
    return stream.getvalue()


def block_text(value: str) -> str:
    """A value as it stands behind `key: `, on one line."""
    return front_matter_text({"k": " ".join(value.split())}).removeprefix("k: ").rstrip("\n")


def flow_text(value: str | Mapping[str, str]) -> str:
    """A value as it stands between brackets."""
    if isinstance(value, str):
        return value if _SAFE.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    return "{" + ", ".join(f"{key}: {flow_text(one)}" for key, one in value.items()) + "}"


def item_text(item: str | Mapping[str, str]) -> str:
    """An item of a block list, its further lines indented."""
    if isinstance(item, str):
        return f"- {block_text(item)}"
    lines = [f"{key}: {block_text(value)}" for key, value in item.items()]
    return "\n".join(("- " if count == 0 else "  ") + line for count, line in enumerate(lines))


def _styled(value: object) -> object:
    if isinstance(value, Mapping):
        return CommentedMap((str(key), _styled(one)) for key, one in value.items())
    if isinstance(value, list | tuple):
        listed = CommentedSeq(_styled(one) for one in value)
        if all(isinstance(one, str) and _ID.fullmatch(one) for one in value):
            listed.fa.set_flow_style()
        return listed
    if isinstance(value, str) and "\n" in value:
        return LiteralScalarString(value)
    return value
