"""Times the way from a saved file to the page that a local server shows."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

from contestant import Contestant
from edits import edited, new_body
from record import Entry

_PAUSE: Final = 0.01
"""Seconds between two looks at the page."""
_TO_START: Final = 600.0
_TO_SHOW: Final = 30.0
_TO_SETTLE: Final = 2.0
"""Seconds before each edit, in which a server may finish what it does in the background."""


def seconds_to_show(contestant: Contestant, entries: Sequence[Entry]) -> list[float]:
    """For each entry the seconds from saving an edit of its body to its page with the new word.

    Empty where the server does not start, or does not show an edit in half a minute.
    """
    try:
        return _all_shown(contestant, entries)
    except TimeoutError as error:
        print(f"Serving is not measured: {error}.", file=sys.stderr)
        return []


def _all_shown(contestant: Contestant, entries: Sequence[Entry]) -> list[float]:
    port = _free_port()
    with _served(contestant.serve_command(port)), ExitStack() as edits:
        addresses = [f"http://127.0.0.1:{port}/{entry.folder}/{entry.id}/" for entry in entries]
        _wait_for(addresses[0], "", _TO_START)
        return [
            _shown_after(edits, contestant.source(entry), address, f"quagga{number}")
            for number, (entry, address) in enumerate(zip(entries, addresses, strict=True))
        ]


def _shown_after(edits: ExitStack, source: Path, address: str, word: str) -> float:
    sleep(_TO_SETTLE)
    start = perf_counter()
    edits.enter_context(edited(source, new_body(word)))
    _wait_for(address, word, _TO_SHOW)
    return perf_counter() - start


def _wait_for(address: str, word: str, seconds: float) -> None:
    end = monotonic() + seconds
    while monotonic() < end:
        if word in (_page(address) or ()):
            return
        sleep(_PAUSE)
    raise TimeoutError(f"{address} did not show {word!r} within {seconds:.0f} s")


def _page(address: str) -> str | None:
    """The page's text, or None while there is none."""
    try:
        with urlopen(address, timeout=_TO_SHOW) as answer:
            return str(answer.read(), "utf-8")
    except (URLError, ConnectionError):
        return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _served(command: list[str]) -> Iterator[None]:
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        server.terminate()
        server.wait(timeout=30)
