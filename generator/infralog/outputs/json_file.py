"""JSON as it is written to the site."""

from __future__ import annotations

import json
from collections.abc import Mapping


def json_file(document: Mapping[str, object]) -> bytes:
    """A document in UTF-8, ending with a newline; what UTF-8 cannot hold becomes `?`."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode(errors="replace")
