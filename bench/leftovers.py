"""Takes what is not to be there any more out of the way, and removes it when all is measured.

On ext4 each new file is looked for among those that were removed in the last minutes, so that
a build after the removal of ten thousands of files takes seconds longer than in a fresh folder.
"""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path
from typing import Final

_ASIDE: Final = Path(__file__).parent / "logs" / "aside"


def put_aside(path: Path) -> None:
    """Move a file or folder out of the way, if it is there."""
    if not path.exists():
        return
    _ASIDE.mkdir(parents=True, exist_ok=True)
    free = next(place for place in map(_place, count()) if not place.exists())
    path.rename(free)


def remove_all() -> None:
    """Remove all that was put aside."""
    shutil.rmtree(_ASIDE, ignore_errors=True)


def _place(number: int) -> Path:
    return _ASIDE / str(number)
