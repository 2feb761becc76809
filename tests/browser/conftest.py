"""The example log in Chromium, as readers have it: any console error, answer of 400 and above or
request to another host fails the test that saw it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, Request, Response, sync_playwright

from loopback import served as serving
from small_log import publish_log

ROOT = Path(__file__).parents[2]
CLOCK = "1734220800"
"""The time of all tests (tests/conftest.py), here for a build that is shared by them."""
CHROMIUM = shutil.which("chromium")
BELOW = "teams/infra"
"""The site is served below a path of its host, where links from the host's root would fail."""

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a host serves, with the log in `BELOW`; built once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "example"
    with FileLock(f"{folder}.lock"), pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOURCE_DATE_EPOCH", CLOCK)
        if not (folder / "host" / BELOW).is_dir():
            folder.mkdir(exist_ok=True)
            for name in ("entries", "theme"):
                shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
            shutil.copy(ROOT / "mkdocs.yml", folder)
            publish_log(folder / "mkdocs.yml", folder / "host" / BELOW)
    return folder / "host"


@pytest.fixture(scope="session")
def served(example_site: Path) -> Iterator[str]:
    """The address of the example log, with a closing slash."""
    with serving({}, example_site) as host:
        yield f"{host}{BELOW}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM:
        pytest.skip("chromium is not installed (tests/install_system_packages.sh installs it)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a fresh browser; takes the options of Playwright's `new_context`."""
    wrong: list[str] = []
    contexts = []

    def open_one(url: str, **options: object) -> Page:
        context = browser.new_context(**{"base_url": url, **options})
        contexts.append(context)
        page = context.new_page()
        _watch(page, urlsplit(url).netloc, wrong)
        page.goto(url)
        return page

    yield open_one
    seen = wrong.copy()  # closing breaks off what is still being loaded
    for context in contexts:
        context.close()
    assert seen == []


@pytest.fixture
def page(open_page: OpenPage, served: str) -> Page:
    """The example log's home page at 1280 x 720; paths such as `search/` are below `served`."""
    return open_page(served)


def _watch(page: Page, host: str, wrong: list[str]) -> None:
    def ask(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != host:
            wrong.append(f"{page.url} asks {request.url}")

    def answer(response: Response) -> None:
        if response.status >= 400:
            wrong.append(f"{page.url} got {response.status} for {response.url}")

    page.on("request", ask)
    page.on("response", answer)
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: (
            wrong.append(f"{page.url}: {message.text}") if message.type == "error" else None
        ),
    )
