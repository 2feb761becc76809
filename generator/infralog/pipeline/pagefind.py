"""Pagefind as a program: documents in, a search bundle out."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind_bin import get_executable

from infralog.errors import InfralogError
from infralog.pipeline.canonical import put_in_order

_ENTRY = "pagefind-entry.json"


def run_pagefind(documents: Mapping[str, str], folder: Path, *, with_program: bool) -> None:
    """Index HTML documents, by their path under the site's root, into `folder`.

    `with_program` leaves beside the index what a browser runs; bundles that are merged into
    another need none of it. Raises InfralogError with what Pagefind says where it fails.
    """
    with TemporaryDirectory() as place:
        for path, document in documents.items():
            file = Path(place, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(document, encoding="utf-8")
        command = [str(get_executable()), "--site", place, "--output-path", str(folder), "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no part is the author's
    if done.returncode:
        raise InfralogError(f"The search index could not be made: {done.stderr.strip()}")
    put_in_order(folder)
    needed = {_ENTRY, *(_program_of(folder) if with_program else ())}
    for file in folder.iterdir():
        if file.is_file() and file.suffix != ".pf_meta" and file.name not in needed:
            file.unlink()


def _program_of(folder: Path) -> list[str]:
    """The scripts and the WebAssembly of each language; none of Pagefind's own interfaces."""
    languages = json.loads((folder / _ENTRY).read_text(encoding="utf-8"))["languages"].values()
    wasm = [f"wasm.{one['wasm'] or 'unknown'}.pagefind" for one in languages]
    return ["pagefind.js", "pagefind-worker.js", *wasm]
