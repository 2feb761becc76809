"""Makes a log of any size: `python bench/maker.py OUT -n 10000 --seed 1 --format infralog`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final

from hugo_format import write_hugo
from infralog_format import write_infralog
from log import make_log
from record import Log

FORMATS: Final[dict[str, Callable[[Log, Path], None]]] = {
    "infralog": write_infralog,
    "hugo": write_hugo,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Make a log of invented entries, the same for the same seed."
    )
    parser.add_argument("out", type=Path, help="folder to write into; must not exist yet")
    parser.add_argument(
        "-n", "--entries", type=int, default=1000, help="incidents, changes and maintenances"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=sorted(FORMATS), default="infralog")
    given = parser.parse_args()
    if given.out.exists():
        parser.error(f"{given.out} exists already: remove it or name another folder")
    FORMATS[given.format](make_log(given.entries, given.seed), given.out)


if __name__ == "__main__":
    main()
