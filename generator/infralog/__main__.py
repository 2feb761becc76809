"""`infralog` and `python -m infralog`: a process for one command."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from infralog.cli import main


def run() -> NoReturn:
    """Run a command, and end the process with it.

    Python would take all that a build has read apart, record by record, before it ends: for a
    large log that takes as long as reading it. To look for garbage in it takes a third of that,
    and a process that ends needs no room.
    """
    gc.disable()
    try:
        main()
    except SystemExit as end:
        with suppress(OSError):  # whoever has read the output may be gone
            sys.stdout.flush()
            sys.stderr.flush()
            if isinstance(end.code, int):
                os._exit(end.code)
        raise


if __name__ == "__main__":
    run()
