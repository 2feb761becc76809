"""The programs that are compared, from the environment that runs the benchmark."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from pagefind_bin import get_executable

INFRALOG: Final = Path(sys.executable).with_name("infralog")
HUGO: Final = Path(sys.executable).with_name("hugo")
PAGEFIND: Final = Path(get_executable())


def first_version(command: list[str]) -> str:
    """The part of what the command prints that looks like a version, such as `0.152.2`."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    words = done.stdout.replace(",", " ").replace("-", " ").split()
    return next((word.lstrip("v") for word in words if word.lstrip("v")[:1].isdigit()), "unknown")
