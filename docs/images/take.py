"""Takes the manual's pictures of the example log: `.venv/bin/python docs/images/take.py`.

Needs the test dependencies and Debian's chromium. Built and shown as of December 15, 2024, so that
pictures differ only where pages do.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

from infralog.pipeline.again import Command
from infralog.plugin.host import build_site

FOLDER = Path(__file__).parent
CONFIG = FOLDER.parents[1] / "mkdocs.yml"
DAY = datetime(2024, 12, 15, tzinfo=UTC)
WIDTH = 1280

PICTURES = {
    "home": ("", 1000),
    "bulletin": ("2024-07-06/", 900),
    "incident": ("incidents/2024-12-12-proxy-deadlock/", 1000),
    "incidents": ("incidents/", 900),
    "spofs": ("spofs/", 1000),
}
"""Each picture's page and its height."""
DARK = ("bulletin",)
"""What is taken in the dark too."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a published folder, on this machine alone."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def take(browser: Browser, origin: str, name: str, scheme: str) -> None:
    """One picture, of the top of its page."""
    address, height = PICTURES[name]
    page = browser.new_page(
        viewport={"width": WIDTH, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.clock.set_fixed_time(DAY)
    page.goto(origin + address)
    page.wait_for_load_state("networkidle")
    suffix = "-dark" if scheme == "dark" else ""
    page.screenshot(path=FOLDER / f"{name}{suffix}.png")
    page.close()


def main() -> None:
    """Build the example log aside, and take every picture of it."""
    os.environ["SOURCE_DATE_EPOCH"] = str(int(DAY.timestamp()))
    with tempfile.TemporaryDirectory() as folder:
        site = build_site(Command(CONFIG, Path(folder) / "site", strict=True))
        with served(site) as origin, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            for name in PICTURES:
                take(browser, origin, name, "light")
            for name in DARK:
                take(browser, origin, name, "dark")
            browser.close()


if __name__ == "__main__":
    main()
