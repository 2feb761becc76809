"""Runs a command and tells its wall time, CPU time and peak memory; sums the sizes of files."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

_PAUSE: Final = 20
"""Times as long as it takes to sample memory, until it is sampled again: for every page that a
process holds the kernel needs a moment, and more often it would take half of a core from builds."""
_UNCOMPILED: Final = "PYTHONDONTWRITEBYTECODE"
"""Where this is set, Python compiles every module at every start, which no installed one does."""


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds of wall and CPU time, MB of memory (peak of the tree's PSS)."""

    wall: float
    cpu: float
    memory: float

    def __add__(self, after: Cost) -> Cost:
        """The cost of this run and then the other."""
        return Cost(self.wall + after.wall, self.cpu + after.cpu, max(self.memory, after.memory))


class CommandFailed(Exception):
    """A measured command did not exit with 0; holds the end of what it wrote."""


def run(command: Sequence[str | Path], folder: Path) -> Cost:
    """Runs the command in the folder to its end.

    Raises CommandFailed when it exits with anything but 0.
    """
    before = _children_cpu()
    start = perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != _UNCOMPILED},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    sampler = _Sampler(process.pid)
    sampler.start()
    output, _ = process.communicate()
    wall = perf_counter() - start
    sampler.stop()
    if process.returncode:
        tail = output.decode(errors="replace")[-2000:]
        raise CommandFailed(
            f"{' '.join(map(str, command))} exited with {process.returncode}:\n{tail}"
        )
    return Cost(wall, _children_cpu() - before, sampler.peak / 1024)


def bytes_under(folder: Path) -> int:
    """Sum of the sizes of all files below the folder, in bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


class _Sampler(threading.Thread):
    """Sums the memory of a process and its descendants again and again; `peak` is in kB."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._over = threading.Event()
        self.peak = 0

    def run(self) -> None:
        took = 0.0
        while not self._over.wait(_PAUSE * took):
            start = perf_counter()
            self.peak = max(self.peak, sum(map(_pss, _tree(self._pid))))
            took = perf_counter() - start

    def stop(self) -> None:
        self._over.set()
        self.join()


def _tree(pid: int) -> list[int]:
    """The process and all that descend from it."""
    found = [pid]
    for parent in found:
        with suppress(OSError):  # it may end while it is looked at
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += _children(task)
    return found


def _children(task: Path) -> list[int]:
    """Processes that a thread has begun; none when it has ended."""
    try:
        return [int(pid) for pid in (task / "children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def _pss(pid: int) -> int:
    """Memory of one process in kB, its part of shared pages included; 0 when it has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
