"""A Pagefind bundle whose bytes follow from its documents alone.

Pagefind writes filters, and the values of each, in the order of a hash table that differs from
run to run. Here they are sorted, and the files named anew by what they hold.
"""

from __future__ import annotations

import gzip
import json
from hashlib import blake2b
from pathlib import Path
from typing import Any

import cbor2

_MAGIC = b"pagefind_dcd"
_FILTERS = 3
"""Where the list of filters stands in the meta file: version, pages, index, filters, ..."""


def put_in_order(folder: Path) -> None:
    """Rewrite the filters of a bundle, the meta file that names them, and its entry point."""
    entry_file = folder / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for language, index in entry["languages"].items():
        meta_file = folder / f"pagefind.{index['hash']}.pf_meta"
        meta = _read(meta_file)
        meta[_FILTERS] = sorted(
            [name, _ordered_filter(folder / "filter", language, old)]
            for name, old in meta[_FILTERS]
        )
        content = _content(meta)
        index["hash"] = _name(language, content)
        meta_file.unlink()
        (folder / f"pagefind.{index['hash']}.pf_meta").write_bytes(content)
    entry["languages"] = dict(sorted(entry["languages"].items()))
    entry_file.write_text(json.dumps(entry), encoding="utf-8")


def _ordered_filter(folder: Path, language: str, old: str) -> str:
    """Sort the values of one filter; returns the new name of its file."""
    file = folder / f"{old}.pf_filter"
    name, values = _read(file)
    content = _content([name, sorted(values)])
    new = _name(language, content)
    file.unlink()
    (folder / f"{new}.pf_filter").write_bytes(content)
    return new


def _read(file: Path) -> Any:  # noqa: ANN401 - CBOR of whatever shape
    return cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(_MAGIC))


def _content(data: object) -> bytes:
    return gzip.compress(_MAGIC + cbor2.dumps(data), mtime=0)


def _name(language: str, content: bytes) -> str:
    return f"{language}_{blake2b(content, digest_size=5).hexdigest()}"
