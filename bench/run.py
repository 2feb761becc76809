"""Compares infralog with Hugo and Pagefind: `python bench/run.py -n 1000,10000 --rounds 3`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Final

import ours
import rival
from contestant import Contestant
from leftovers import remove_all
from log import make_log
from machine import describe_machine
from measure import CommandFailed
from race import Figures, race
from table import growth, markdown, rows

_HERE: Final = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Build the same log with infralog and with Hugo and Pagefind."
    )
    parser.add_argument("-n", "--entries", default="10000", help="sizes of log, such as 1000,10000")
    parser.add_argument("--rounds", type=int, default=3, help="how often each build is timed")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    counts = [int(count) for count in given.entries.split(",")]
    machine = describe_machine()
    print(", ".join(f"{name}: {value}" for name, value in machine.items()), flush=True)
    try:
        measured = [_measured(count, given.rounds, given.seed) for count in counts]
    except CommandFailed as error:
        parser.exit(1, f"{error}\n")
    finally:
        remove_all()
    grown = [row for small, large in pairwise(measured) for row in growth(small, large)]
    if grown:
        print(f"\n{markdown(grown)}")
    print(f"\nFigures of every round: {_kept(measured, machine)}")


def _measured(count: int, rounds: int, seed: int) -> Figures:
    contestants = _contestants(_HERE / "logs" / str(count))
    log = make_log(count, seed)
    for contestant in contestants.values():
        contestant.make(log)
    versions = "; ".join(contestant.version() for contestant in contestants.values())
    print(f"\n{count:,} entries, medians of {rounds} rounds ({versions})\n", flush=True)
    figures = race(contestants, log, rounds)
    print(markdown(rows(figures)), flush=True)
    return figures


def _contestants(folder: Path) -> dict[str, Contestant]:
    return {ours.NAME: ours.Ours(folder / "infralog"), rival.NAME: rival.Rival(folder / "hugo")}


def _kept(measured: Sequence[Figures], machine: dict[str, str]) -> Path:
    """Writes all figures beside this file and tells where."""
    now = datetime.now(UTC)
    results = {
        "at": now.isoformat(),
        "machine": machine,
        "sizes": [asdict(one) for one in measured],
    }
    path = _HERE / "results" / f"{now:%Y%m%dT%H%M%SZ}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
