"""`infralog serve` follows every edit and survives every mistake."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from small_log import CONFIG, incident, write_log

FIRST = "incidents/2024-12-12-first.md"
PATIENCE = 20.0
"""Seconds until a test gives up; nothing is measured here."""


class Served:
    """A log that is being served."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = (folder / "serve.log").open("w+", encoding="utf-8")
        command = [sys.executable, "-m", "infralog", "serve", "-f", str(folder / "mkdocs.yml")]
        self.process = subprocess.Popen(
            [*command, "-a", f"127.0.0.1:{self.port}"], stdout=self.log, stderr=self.log
        )

    def get(self, url: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{url}", timeout=5) as page:
                return page.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            return str(error.code)
        except OSError:
            return ""

    def said(self) -> str:
        return (self.folder / "serve.log").read_text(encoding="utf-8")

    def wait_for(self, found: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not found():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < until, self.said()
            time.sleep(0.1)


def words_of(served: Served) -> str:
    """What the search page loads of a log of few entries."""
    listed = served.get("search/index.json")
    (folder,) = (part["folder"] for part in json.loads(listed)["parts"])
    return served.get(f"search/{folder}/words/0.json")


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[dict[str, str]], Served]]:
    running: list[Served] = []

    def begin(files: dict[str, str], config: str = CONFIG) -> Served:
        write_log(tmp_path, files, config)
        running.append(Served(tmp_path))
        return running[-1]

    yield begin
    for one in running:
        one.process.terminate()
        one.process.wait(PATIENCE)
        one.log.close()


def test_edits_additions_renames_and_removals_are_followed(
    serve: Callable[[dict[str, str]], Served],
) -> None:
    served = serve({FIRST: incident()})
    page = "incidents/2024-12-12-first/"
    served.wait_for(lambda: "The proxy stopped." in served.get(page))
    write_log(served.folder, {FIRST: incident(body="A new word: heliotrope.")})
    served.wait_for(lambda: "heliotrope" in served.get(page))
    served.wait_for(lambda: "heliotrop" in words_of(served))
    write_log(served.folder, {"changes/2024-12-13-fix.md": _change("A fix")})
    served.wait_for(lambda: "A fix" in served.get("2024-12-14/"))
    entries = served.folder / "entries"
    (entries / FIRST).rename(entries / "incidents/2024-12-12-other.md")
    served.wait_for(lambda: "heliotrope" in served.get("incidents/2024-12-12-other/"))
    assert served.get(page) == "404"
    (entries / "changes/2024-12-13-fix.md").unlink()
    served.wait_for(lambda: "A fix" not in served.get("2024-12-14/"))


def test_a_mistake_is_told_and_the_site_stays(serve: Callable[[dict[str, str]], Served]) -> None:
    served = serve({FIRST: incident()})
    page = "incidents/2024-12-12-first/"
    served.wait_for(lambda: "The proxy stopped." in served.get(page))
    write_log(served.folder, {FIRST: incident(impact="huge")})
    served.wait_for(lambda: "The pages are as they were before." in served.said())
    assert "E125 'huge' is not known" in served.said()
    assert "The proxy stopped." in served.get(page)
    write_log(served.folder, {FIRST: incident(body="Mended: heliotrope.")})
    served.wait_for(lambda: "heliotrope" in served.get(page))
    served.wait_for(lambda: "heliotrop" in words_of(served))
    assert "Traceback" not in served.said()


def test_a_log_with_mistakes_from_the_start_shows_them(
    serve: Callable[[dict[str, str]], Served],
) -> None:
    served = serve({FIRST: incident(impact="huge")})
    served.wait_for(lambda: "E125" in served.get(""))
    write_log(served.folder, {FIRST: incident()})
    served.wait_for(lambda: "The proxy stopped." in served.get("incidents/2024-12-12-first/"))


def test_drafts_are_shown_while_writing(serve: Callable[[dict[str, str]], Served]) -> None:
    served = serve({FIRST: incident(draft="true")})
    served.wait_for(lambda: "The proxy stopped." in served.get("incidents/2024-12-12-first/"))


def test_templates_of_the_sites_own_are_followed(
    serve: Callable[[dict[str, str], str], Served], tmp_path: Path
) -> None:
    own, page = tmp_path / "overrides/infralog/entry.html", "incidents/2024-12-12-first/"
    own.parent.mkdir(parents=True)
    own.write_text("A first form.")
    served = serve(
        {FIRST: incident()}, CONFIG.replace("material", "material\n  custom_dir: overrides")
    )
    served.wait_for(lambda: "A first form." in served.get(page))
    own.write_text("\n{{ nobody }}")
    served.wait_for(lambda: "overrides/infralog/entry.html:2:1: E291" in served.said())
    own.write_text("A second form.")
    served.wait_for(lambda: "A second form." in served.get(page))
    assert "Traceback" not in served.said()


def _change(title: str) -> str:
    return f"---\ntitle: {title}\ndate: 2024-12-13\ngroup: prevention\n---\nBetter.\n"
