"""The example log as people get it: built strictly, every link walked, the same everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from small_log import contents

ROOT = Path(__file__).parents[1]
HOST = "infralog.example"


def build(folder: Path, **environment: str) -> Path:
    """Build a copy of the example log in another process; returns the published folder."""
    for name in ("entries", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    command = [sys.executable, "-m", "infralog", "build", "--strict", "-f", "mkdocs.yml"]
    subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=True)
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    os.environ["SOURCE_DATE_EPOCH"] = "1734220800"
    return build(tmp_path_factory.mktemp("log"))


def pages(site: Path) -> Iterator[tuple[Path, html.HtmlElement]]:
    for path in sorted(site.rglob("*.html")):
        yield path, html.fromstring(path.read_bytes())


def test_every_link_anchor_and_asset_is_there(site: Path) -> None:
    ids = {path: set(page.xpath("//@id")) for path, page in pages(site)}
    broken = []
    for path, page in pages(site):
        for link in page.xpath("//@href | //@src"):
            target, fragment = _target(site, path, link)
            if target is None:
                continue
            if not target.is_file():
                broken.append(f"{path.relative_to(site)} -> {link}")
            elif fragment and target in ids and unquote(fragment) not in ids[target]:
                broken.append(f"{path.relative_to(site)} -> {link} (no such anchor)")
    assert broken == []


def _target(site: Path, path: Path, link: str) -> tuple[Path | None, str]:
    """The file that a link of our own site leads to; None for other hosts."""
    parts = urlsplit(link)
    if parts.scheme not in {"", "https"} or parts.netloc not in {"", HOST}:
        return None, ""
    if not parts.netloc and not parts.path:
        return path, parts.fragment
    start = site if parts.netloc or parts.path.startswith("/") else path.parent
    target = (start / unquote(parts.path).lstrip("/")).resolve()
    if target.is_dir() or parts.path.endswith("/"):
        target /= "index.html"
    return target, parts.fragment


def test_no_page_asks_another_host(site: Path) -> None:
    asked = {
        (path.relative_to(site).as_posix(), url)
        for path, page in pages(site)
        for url in page.xpath(
            "//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='preconnect']/@href"
        )
        if urlsplit(url).netloc not in {"", HOST}
    }
    assert asked == set()


def test_every_page_has_one_heading_a_title_and_no_id_twice(site: Path) -> None:
    for path, page in pages(site):
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        assert page.xpath("count(//head/title)") == 1, path
        if not page.xpath("//meta[@http-equiv='refresh']"):
            assert page.xpath("count(//h1)") == 1, path


def test_every_page_that_is_not_a_redirect_is_in_the_site_map(site: Path) -> None:
    mapped = {
        element.text.removeprefix(f"https://{HOST}/")
        for element in html.fromstring((site / "sitemap.xml").read_bytes()).iter("loc")
    }
    published = {
        path.relative_to(site).as_posix().removesuffix("index.html")
        for path, page in pages(site)
        if path.name == "index.html" and not page.xpath("//meta[@content='noindex']")
    }
    assert mapped == published


def test_no_bulletin_is_larger_than_a_hundred_kilobytes(site: Path) -> None:
    for path in site.glob("20??-??-??/index.html"):
        assert path.stat().st_size < 100_000, path


def test_the_same_everywhere(site: Path, tmp_path: Path) -> None:
    other = build(
        tmp_path / "elsewhere",
        TZ="Asia/Kolkata",
        LANG="tr_TR.UTF-8",
        LC_ALL="C",
        PYTHONHASHSEED="7",
    )
    assert contents(other) == contents(site)


def test_mkdocs_builds_the_same(site: Path, tmp_path: Path) -> None:
    for name in ("entries", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert contents(tmp_path / "site") == contents(site)
