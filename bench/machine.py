"""Tells on which machine the figures were taken."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def describe_machine() -> dict[str, str]:
    """Cores that may be used, memory and versions, as text for people."""
    return {
        "cores": str(len(os.sched_getaffinity(0))),
        "processor": _field(Path("/proc/cpuinfo"), "model name"),
        "memory": f"{int(_field(Path('/proc/meminfo'), 'MemTotal').split()[0]) / 1024**2:.0f} GB",
        "python": platform.python_version(),
        "load": f"{os.getloadavg()[0]:.1f} at the start",
    }


def _field(path: Path, name: str) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "0")
