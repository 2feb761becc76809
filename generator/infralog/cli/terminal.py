"""Whether someone is there to answer a question."""

from __future__ import annotations

import os
import sys


def can_ask() -> bool:
    """At a terminal, and not in CI, whose logs may look like one."""
    in_ci = os.environ.get("CI", "").lower() not in ("", "0", "false")
    return sys.stdin.isatty() and sys.stderr.isatty() and not in_ci
