"""JSON as it is written to the site."""

from __future__ import annotations

import json
from collections.abc import Mapping

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def json_file(document: Mapping[str, object]) -> bytes:
    """A document in UTF-8, ending with a newline; what UTF-8 cannot hold becomes `?`."""
    return f"{_JSON.encode(document)}\n".encode(errors="replace")
