"""Search: the log cut into parts, each a folder of small files, and the list of them.

An edit makes its part anew and nothing else; a reader loads of each part what a word needs
(docs/adr/0005-search.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from infralog.outputs.artifact import Artifact, Bundle
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.search.files import BLOCK, files_of, shards_in
from infralog.outputs.search.parts import Part, parts_of

FOLDER = "search"
_VERSION = 1
"""Of the files' form. Raise it whenever that changes: browsers keep files by their address."""


def search_bundles(context: Context) -> list[Bundle]:
    """One bundle for each part, newest first; none where the log is built without search."""
    bundles = []
    for part in _parts_in(context) if context.settings.search else ():
        key = _key_of(part, context)
        bundles.append(Bundle(f"search {part.name}", key, partial(_files, part, context, key)))
    return bundles


def artifacts(context: Context) -> Iterator[Artifact]:
    """The list of parts, newest first: all that the search page has to know beforehand."""
    if not context.settings.search:
        return
    parts = [
        {
            "folder": _name_of(part, _key_of(part, context)),
            "years": part.years,
            "shards": shards_in(part),
        }
        for part in _parts_in(context)
    ]
    content = json.dumps({"block": BLOCK, "parts": parts}, separators=(",", ":")).encode()
    yield Artifact(f"{FOLDER}/index.json", fingerprint(content.decode()), lambda: content)


def _files(part: Part, context: Context, key: str) -> Iterator[Artifact]:
    folder = f"{FOLDER}/{_name_of(part, key)}"
    for name, content in files_of(part, context).items():
        yield Artifact(f"{folder}/{name}", key, partial(bytes, content))


def _parts_in(context: Context) -> tuple[Part, ...]:
    return parts_of(context.log.entries.values(), context.settings.zone)


def _key_of(part: Part, context: Context) -> str:
    told = (_VERSION, context.settings.timezone, context.site.language)
    return fingerprint("search", told, part.entries)


def _name_of(part: Part, key: str) -> str:
    """A name of its own for each state, so that no file is ever read with the list of another."""
    return f"{part.name}-{key[:10]}"
