"""When the host's part of a build is used again, and when everything is to be made."""

from __future__ import annotations

import itertools
import os
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from infralog.errors import InfralogError
from infralog.pipeline.again import Command, build_again, serve_again
from infralog.pipeline.cache import Cache
from infralog.pipeline.workers import by_two
from infralog.plugin.host import build_site
from small_log import CONFIG, INCIDENT, contents, incident, write_log

PATH = "incidents/2024-12-12-deadlock.md"
PAGE = "# About\n\n[The deadlock](incidents/2024-12-12-deadlock.md)\n"


def built(folder: Path, config: str = CONFIG) -> Command:
    command = Command(write_log(folder, {PATH: INCIDENT, "about.md": PAGE}, config))
    build_site(command)
    return command


def test_an_edit_needs_no_host(tmp_path: Path) -> None:
    command = built(tmp_path)
    write_log(tmp_path, {PATH: incident(title="Another title")})
    assert build_again(command) == tmp_path / "site"
    page = tmp_path / "site" / "incidents" / "2024-12-12-deadlock" / "index.html"
    assert "Another title" in page.read_text(encoding="utf-8")
    assert contents(tmp_path / "site") == contents(
        build_site(Command(command.config_file, tmp_path / "clean"))
    )


def test_two_processes_make_what_one_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = built(tmp_path)
    write_log(tmp_path, {PATH: incident(title="Another title")})
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr("infralog.pipeline.workers._FEWEST", 2)
    monkeypatch.setattr("infralog.pipeline.publish._SHARE", 2)
    shared: list[int] = []
    monkeypatch.setattr(
        "infralog.pipeline.publish.by_two",
        lambda work, items, kin: [shared.append(len(items)), *by_two(work, items, kin)][1:],
    )
    assert build_again(command)
    assert shared
    assert shared[0] > 2
    assert contents(tmp_path / "site") == contents(
        build_site(Command(command.config_file, tmp_path / "clean"))
    )


@pytest.mark.parametrize("asked", [0, 1, 9])
def test_what_is_served_makes_room_for_the_next_edit(tmp_path: Path, asked: int) -> None:
    command = built(tmp_path)
    page, feed = (
        tmp_path / "site/incidents/2024-12-12-deadlock/index.html",
        tmp_path / "site/feed.xml",
    )
    questions = itertools.count()
    with closing(Cache(command.cache_folder)) as cache:
        hosted = cache.get(command.key)
        write_log(tmp_path, {PATH: incident(title="Another title")})
        assert serve_again(hosted, cache, lambda: None, lambda: next(questions) >= asked)
        assert "Another title" in page.read_text(encoding="utf-8")
        assert "Another title" not in feed.read_text(encoding="utf-8")
        assert next(questions) == asked + 1
        assert serve_again(hosted, cache, lambda: None, lambda: False)
    assert contents(tmp_path / "site") == contents(
        build_site(Command(command.config_file, tmp_path / "clean"))
    )


def test_what_stands_as_it_did_is_left(tmp_path: Path) -> None:
    command = built(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*.html")}
    assert build_again(command)
    assert {path: path.stat().st_mtime_ns for path in before} == before


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: write_log(folder, {"about.md": f"{PAGE}\nMore.\n"}),
        lambda folder: write_log(folder, {"more.md": "# More\n"}),
        lambda folder: (folder / "entries" / "about.md").unlink(),
        lambda folder: write_log(folder, {}, CONFIG.replace("Test log", "Our log")),
        lambda folder: (folder / "site" / "about" / "index.html").unlink(),
        lambda folder: (folder / "site" / "assets" / "infralog" / "diagram.css").write_text(""),
        lambda folder: write_log(folder, {"changes/2024-12-13-x.md": CHANGE}),
        lambda folder: write_log(folder, {PATH: INCIDENT + "\n![A picture](picture.png)\n"}),
        lambda folder: build_site(Command(folder / "mkdocs.yml", folder / "site")),
    ],
    ids=[
        "a plain page",
        "one more page",
        "one page less",
        "mkdocs.yml",
        "a page of the site",
        "a style of the site",
        "an entry that plain pages may link to",
        "a file that an entry links to",
        "another command",
    ],
)
def test_the_host_is_asked_again_after_a_change_of(
    tmp_path: Path, change: Callable[[Path], object]
) -> None:
    command = built(tmp_path)
    change(tmp_path)
    assert build_again(command) is None


CHANGE = "---\ntitle: Two queues\ndate: 2024-12-13\ngroup: prevention\n---\nSplit.\n"


def test_the_host_dates_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = built(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert build_again(command) is None


@pytest.mark.parametrize(
    "config",
    [
        CONFIG.replace("site_url: https://log.example/\n", ""),
        f"{CONFIG}  - search\n",
        f"{CONFIG}extra:\n  word: !ENV [SOME_WORD, none]\n",
        f"{CONFIG}hooks:\n  - hook.py\n",
        f"{CONFIG}nav:\n  - Missing: missing.md\n",
    ],
    ids=["no address", "another plugin", "environment", "hooks", "a warning"],
)
def test_a_host_of_which_not_all_is_known_is_asked_each_time(tmp_path: Path, config: str) -> None:
    (tmp_path / "hook.py").write_text("", encoding="utf-8")
    assert build_again(built(tmp_path, config)) is None


def test_mistakes_are_told_by_the_whole_build(tmp_path: Path) -> None:
    command = built(tmp_path)
    before = contents(tmp_path / "site")
    write_log(tmp_path, {PATH: incident(impact="huge")})
    assert build_again(command) is None
    with pytest.raises(InfralogError):
        build_site(command)
    assert contents(tmp_path / "site") == before


def test_pages_at_a_new_place_need_a_shell(tmp_path: Path) -> None:
    command = Command(write_log(tmp_path, {PATH: INCIDENT}))
    build_site(command)
    write_log(tmp_path, {"spofs/state.md": "---\ntitle: One\nfound: 2024-10-01\n---\nOne.\n"})
    assert build_again(command) is None
    write_log(tmp_path, {"changes/2024-12-13-x.md": CHANGE})
    build_site(command)
    write_log(tmp_path, {"changes/2024-12-13-y.md": CHANGE})
    assert build_again(command)


def test_the_map_names_plain_pages_and_those_of_the_log(tmp_path: Path) -> None:
    command = built(tmp_path)
    text = (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://log.example/about/</loc>" in text
    assert "<loc>https://log.example/incidents/2024-12-12-deadlock/</loc>" in text
    write_log(tmp_path, {PATH: incident(title="Another title", services="proxy")})
    assert build_again(command)
    assert (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8") == text


def test_without_an_address_the_map_is_the_host_s(tmp_path: Path) -> None:
    built(tmp_path, CONFIG.replace("site_url: https://log.example/\n", ""))
    assert "<urlset" in (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")
