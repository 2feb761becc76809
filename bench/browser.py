"""Measures in a browser how many bytes a search loads from a static host that sends gzip."""

from __future__ import annotations

import gzip
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final

from contestant import Search

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

WORD: Final = "fibre"
"""A word that about one entry in fifteen has."""
_PACKED: Final = (".html", ".css", ".js", ".json", ".svg", ".xml")


def bytes_of_search(site: Path, search: Search) -> int | None:
    """Bytes of all that a search for WORD loads until results show, the page itself included.

    None where no browser can be driven, or where no result shows.
    """
    chromium = shutil.which("chromium")
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - may be missing
    except ImportError:
        return None
    if chromium is None:
        return None
    with _served(site) as origin, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            return _searched(browser.new_page(), origin, search)
        except Error as error:
            print(f"Search is not measured: {error}", file=sys.stderr)
            return None
        finally:
            browser.close()


def _searched(page: Page, origin: str, search: Search) -> int:
    loaded: list[Request] = []

    def note(request: Request) -> None:
        loaded.append(request)

    page.on("requestfinished", note)
    page.goto(origin + search.address.format(word=WORD))
    if search.script:
        page.evaluate(search.script, WORD)
    page.wait_for_selector(search.selector, timeout=30_000)
    page.wait_for_load_state("networkidle")
    return sum(request.sizes()["responseBodySize"] for request in loaded)


class _Host(SimpleHTTPRequestHandler):
    """Sends text gzipped, everything else as it is."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in _PACKED or not path.is_file():
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
