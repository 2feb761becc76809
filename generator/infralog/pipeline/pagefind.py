"""Pagefind as a program: documents in, a search bundle out."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind_bin import get_executable

from infralog.errors import InfralogError
from infralog.pipeline.canonical import put_in_order

_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
"""Beside wasm, index, fragments and filters; Pagefind's own user interfaces are left out."""


def run_pagefind(documents: Mapping[str, str], folder: Path) -> None:
    """Index HTML documents, by their path under the site's root, into `folder`.

    Raises InfralogError with what Pagefind says where it fails.
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
    for file in folder.iterdir():
        if file.is_file() and file.suffix in {".js", ".css"} and file.name not in _NEEDED:
            file.unlink()
