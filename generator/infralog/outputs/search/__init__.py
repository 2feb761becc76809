"""Search: the log cut into parts, each a folder of small files, and the list of them.

An edit makes its part anew and nothing else; a reader loads of each part what a word needs
(docs/adr/0005-search.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial

from infralog.model.entry import EntryId
from infralog.outputs.artifact import Artifact, Bundle
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import digest_of, fingerprint
from infralog.outputs.search.files import BLOCK, files_of, shards_in
from infralog.outputs.search.parts import Part, Years, parts_of

FOLDER = "search"
_VERSION = 1
"""Of the files' form. Raise it whenever that changes: browsers keep files by their address."""


def search_bundles(context: Context) -> list[Bundle]:
    """The list of parts and the parts, newest first; none where the log is built without search."""
    if not context.settings.search:
        return []
    keyed = [(part, _key_of(part, context)) for part in _parts_in(context)]
    key = fingerprint([key for _, key in keyed])
    return [
        Bundle("search", key, partial(_list, keyed)),
        *(
            Bundle(f"search {part.name}", key, partial(_files, part, context, key))
            for part, key in keyed
        ),
    ]


def _list(keyed: Iterable[tuple[Part, str]]) -> Iterator[Artifact]:
    """All that the search page has to know beforehand."""
    parts = [
        {"folder": _name_of(part, key), "years": part.years, "shards": shards_in(part)}
        for part, key in keyed
    ]
    content = json.dumps({"block": BLOCK, "parts": parts}, separators=(",", ":")).encode()
    yield Artifact(f"{FOLDER}/index.json", digest_of(content.decode()), partial(bytes, content))


def _files(part: Part, context: Context, key: str) -> Iterator[Artifact]:
    folder = f"{FOLDER}/{_name_of(part, key)}"
    for name, content in files_of(part, context).items():
        yield Artifact(f"{folder}/{name}", key, partial(bytes, content))


def _parts_in(context: Context) -> Iterator[Part]:
    key = f"{context.settings.timezone} {context.bones}"
    for first, last, years, ids in context.recall("parts of search", key, partial(_cut, context)):
        yield Part(first, last, years, tuple([context.log.entries[id_] for id_ in ids]))


def _cut(context: Context) -> list[tuple[str, str, Years, list[EntryId]]]:
    """The parts with the names of their entries."""
    parts = parts_of(context.log.entries.values(), context.settings.zone)
    return [(one.first, one.last, one.years, [entry.id for entry in one.entries]) for one in parts]


def _key_of(part: Part, context: Context) -> str:
    told = (_VERSION, context.settings.timezone, context.site.language)
    entries = "".join([f"{entry.path}{entry.digest}" for entry in part.entries])
    return fingerprint("search", told, entries)


def _name_of(part: Part, key: str) -> str:
    """A name of its own for each state, so that no file is ever read with the list of another."""
    return f"{part.name}-{key[:10]}"
