"""What becomes of the published folder when builds fail, are killed or meet."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pytest

from infralog.errors import InfralogError, ProblemsFound
from infralog.outputs.artifact import Address, Artifact, Bundle
from infralog.outputs.pieces import Piece, assembled
from infralog.pipeline.cache import Cache
from infralog.pipeline.framing import NoFrames
from infralog.pipeline.publish import Host, held, publication
from small_log import contents, incident, publish_log, write_log

NO_PAGES: Mapping[str, str] = MappingProxyType({})
COMMAND = [sys.executable, "-m", "infralog", "build", "-q", "-f"]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    files = {
        f"incidents/2024-12-{day:02}-event.md": incident(
            title=f"Event {day}", started=f"2024-12-{day:02} 10:00", resolved="unknown"
        )
        for day in range(1, 15)
    }
    return write_log(tmp_path, files)


def test_a_mistake_leaves_the_published_site_as_it_was(config: Path) -> None:
    site = publish_log(config)
    before = contents(site)
    write_log(config.parent, {"incidents/2024-12-20-bad.md": incident(impact="huge")})
    with pytest.raises(InfralogError):
        publish_log(config)
    assert contents(site) == before
    assert not list(site.parent.glob(".site*"))


def test_every_mistake_is_told_by_path_and_line(
    config: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_log(
        config.parent,
        {
            "incidents/2024-12-20-bad.md": incident(impact="huge"),
            "changes/2024-12-21-worse.md": "---\ntitle: X\ndate: 2024-12-21\ngroup: none\n---\n",
        },
    )
    with pytest.raises(InfralogError):
        publish_log(config)
    told = [record.getMessage() for record in caplog.records]
    assert any(line.startswith("entries/incidents/2024-12-20-bad.md:5:") for line in told)
    assert any(line.startswith("entries/changes/2024-12-21-worse.md:4:") for line in told)


def publish(
    artifacts, site: Path, cache: Cache, host: Mapping[str, str] = NO_PAGES, root: str = ""
) -> None:
    """Each artifact in a bundle of its own; `host` are pages of the host's, by path."""
    bundled = {one.path: [one] for one in artifacts}
    publish_bundles(bundled, site, cache, host, root)


def publish_bundles(
    bundled, site: Path, cache: Cache, host: Mapping[str, str] = NO_PAGES, root: str = ""
) -> None:
    bundles = [
        Bundle(name, " ".join(f"{one.path} {one.key}" for one in found), partial(iter, found))
        for name, found in bundled.items()
    ]
    with held(site, cache) as stages, publication(stages, site, cache) as begun:
        for path, text in host.items():
            (stages.host / path).parent.mkdir(parents=True, exist_ok=True)
            (stages.host / path).write_text(text)
        begun.finish(bundles, NoFrames(), Host("host", {path: path for path in host}), root)


@pytest.mark.parametrize("after", [0.3, 0.5, 0.6, 0.7, 0.8, 0.9])
def test_a_killed_build_is_made_good_by_the_next(
    config: Path, tmp_path: Path, after: float
) -> None:
    publish_log(config)
    write_log(
        tmp_path,
        {
            "incidents/2024-12-03-event.md": incident(title="Another title"),
            "incidents/2024-12-13-more.md": incident(title="One more", tags="new"),
        },
    )
    build = subprocess.Popen([*COMMAND, str(config)], start_new_session=True)
    time.sleep(after)
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    (tmp_path / "entries/incidents/2024-12-13-more.md").unlink()
    site = publish_log(config)
    clean = publish_log(config, tmp_path / "clean")
    assert contents(site) == contents(clean)
    assert not list(site.parent.glob(".site*"))


def test_two_builds_at_once_do_no_harm(config: Path, tmp_path: Path) -> None:
    builds = [subprocess.Popen([*COMMAND, str(config)]) for _ in range(3)]
    assert [build.wait() for build in builds] == [0, 0, 0]
    assert contents(tmp_path / "site") == contents(publish_log(config, tmp_path / "clean"))


def test_what_did_not_change_keeps_its_time(config: Path) -> None:
    site = publish_log(config)
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    write_log(config.parent, {"incidents/2024-12-14-event.md": incident(title="Changed")})
    publish_log(config)
    after = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    same = {path for path in before if after.get(path) == before[path]}
    assert site / "incidents/2024-12-02-event/index.html" in same
    assert site / "assets/infralog/infralog.css" in same
    assert site / "incidents/2024-12-14-event/index.html" not in same


def test_files_that_nobody_makes_any_more_are_removed(tmp_path: Path) -> None:
    cache, site = Cache(tmp_path / "cache"), tmp_path / "site"
    page = Artifact("a/b/index.html", "1", lambda: b"one")
    for artifacts in ([page, Artifact("c.txt", "2", lambda: b"two")], [page], []):
        publish(artifacts, site, cache)
        expected = {artifact.path for artifact in artifacts}
        assert {path.relative_to(site).as_posix() for path in site.rglob("*.*")} == expected
    assert list(site.iterdir()) == []


def test_a_folder_may_take_the_place_of_a_file_and_back(tmp_path: Path) -> None:
    cache, site = Cache(tmp_path / "cache"), tmp_path / "site"
    for path in ("a", "a/b/c.html", "a/b", "a"):
        publish([Artifact(path, path, path.encode)], site, cache)
        assert (site / path).read_text() == path


def test_an_unchanged_key_is_not_made_again(tmp_path: Path) -> None:
    cache, site = Cache(tmp_path / "cache"), tmp_path / "site"
    made = []

    def make() -> bytes:
        made.append(1)
        return b"x"

    for key in ("1", "1", "2"):
        publish([Artifact("x.txt", key, make)], site, cache)
    assert len(made) == 2


def list_of(made: list[str], words: str) -> Artifact:
    """A file of a piece a word; `made` tells which of them were made."""

    def piece(word: str) -> Piece:
        def make() -> bytes:
            made.append(word)
            return f"{word}\n".encode()

        return Piece(word, make)

    return assembled("list.txt", words, lambda: map(piece, words.split()))


def test_of_a_file_of_many_pieces_only_new_ones_are_made(tmp_path: Path) -> None:
    cache, site = Cache(tmp_path / "cache"), tmp_path / "site"
    for words, expected in (("a b c", "abc"), ("b new c", ["new"]), ("b", []), ("b a", "a")):
        made: list[str] = []
        publish([list_of(made, words)], site, cache)
        assert made == list(expected)
        assert (site / "list.txt").read_text().split() == words.split()


def test_a_file_of_many_pieces_that_someone_has_touched_is_made_whole(tmp_path: Path) -> None:
    cache, site, made = Cache(tmp_path / "cache"), tmp_path / "site", []
    publish([list_of([], "a b")], site, cache)
    (site / "list.txt").write_text("x\ny\n")
    publish([list_of(made, "a b c")], site, cache)
    assert made == ["a", "b", "c"]
    assert (site / "list.txt").read_text() == "a\nb\nc\n"


def test_pieces_are_not_taken_from_a_file_that_was_never_published(tmp_path: Path) -> None:
    cache, site = Cache(tmp_path / "cache"), tmp_path / "site"
    publish([list_of([], "a b")], site, cache)
    broken = Artifact("z.txt", "z", lambda: b"%i" % (1 // 0))
    with pytest.raises(ZeroDivisionError):
        publish([list_of([], "long b"), broken], site, cache)
    publish([list_of([], "b long")], site, cache)
    assert (site / "list.txt").read_text() == "b\nlong\n"


def test_a_dear_artifact_is_made_once_for_many_folders(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    made = []

    def make() -> bytes:
        made.append(1)
        return b"x"

    for name in ("one", "two"):
        publish([Artifact("x.png", "1", make, is_dear=True)], tmp_path / name, cache)
        assert (tmp_path / name / "x.png").read_bytes() == b"x"
    assert len(made) == 1


def listed(path: str, key: str = "1") -> Artifact:
    """A page that search engines may list."""
    url = path.removesuffix("index.html")
    return Artifact(path, key, key.encode, address=Address(url, "2024-12-14"))


def test_a_page_of_the_host_may_not_stand_where_the_unchanged_log_has_one(tmp_path: Path) -> None:
    cache, site = Cache(tmp_path / "cache"), tmp_path / "site"
    publish([listed("a/index.html")], site, cache)
    with pytest.raises(ProblemsFound) as found:
        publish([listed("a/index.html")], site, cache, {"a/index.html": "the host's"})
    assert [problem.code for problem in found.value.problems] == ["E290"]
    assert (site / "a/index.html").read_text() == "1"


def test_a_bundle_may_not_gain_a_file_of_another_one(tmp_path: Path) -> None:
    cache, site = Cache(tmp_path / "cache"), tmp_path / "site"
    one, other = listed("a/index.html"), listed("b/index.html")
    publish_bundles({"one": [one], "two": [other]}, site, cache)
    before = contents(site)
    with pytest.raises(ProblemsFound, match=r"a/index\.html"):
        publish_bundles({"one": [one], "two": [other, listed("a/index.html", "2")]}, site, cache)
    assert contents(site) == before


def test_a_file_may_move_from_one_bundle_to_another(tmp_path: Path) -> None:
    cache, site = Cache(tmp_path / "cache"), tmp_path / "site"
    one, other = listed("a/index.html"), listed("b/index.html", "2")
    for bundled in ({"x": [one], "y": [other]}, {"x": [other], "y": [one]}, {"y": [one, other]}):
        publish_bundles(bundled, site, cache)
        assert (site / "a/index.html").read_text() == "1"
        assert (site / "b/index.html").read_text() == "2"


def test_the_map_lists_what_stands_there_now(tmp_path: Path) -> None:
    cache, site = Cache(tmp_path / "cache"), tmp_path / "site"
    one, other, root = listed("a/index.html"), listed("b/index.html"), "https://log.example/"
    for pages, at in (([one], root), ([one, other], root), ([other], root), ([other], root + "x/")):
        publish(pages, site, cache, root=at)
        text = (site / "sitemap.xml").read_text()
        expected = [f"{at}{page.address.url}" for page in pages]
        assert re.findall("<loc>(.*)</loc>", text) == expected
    (site / "sitemap.xml").write_text("touched")
    publish([other], site, cache, root=at)
    assert (site / "sitemap.xml").read_text() == text


def artifact(path: str) -> Artifact:
    return Artifact(path, path, path.encode)


def test_hidden_files_of_a_folder_stay(tmp_path: Path) -> None:
    site, cache = tmp_path / "site", Cache(tmp_path / "cache")
    for path in (".git/config", ".nojekyll", "old/page.html"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text("Kept.")
    publish([artifact("a.html")], site, cache)
    assert sorted(contents(site)) == [".git/config", ".nojekyll", "a.html"]


def test_what_a_lost_part_of_the_manifest_told_is_found_again(tmp_path: Path) -> None:
    site, cache = tmp_path / "site", Cache(tmp_path / "cache")
    made = [artifact(f"{name}.html") for name in "abcdefgh"]
    publish(made, site, cache)
    cache.drop_all_but("manifest:", [key for key in cache.keys("manifest:") if key[-1] in "dt"])
    publish(made[:2], site, cache)
    assert sorted(contents(site)) == ["a.html", "b.html"]


def test_what_failed_builds_have_published_goes_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, cache = tmp_path / "site", Cache(tmp_path / "cache")
    publish([artifact("a.html")], site, cache)
    for name in ("b.html", "c.html"):
        with monkeypatch.context() as broken:
            broken.setattr("infralog.pipeline.publish.remove", failing)
            with pytest.raises(OSError, match="disk"):
                publish([artifact("a.html"), artifact(name)], site, cache)
    assert sorted(contents(site)) == ["a.html", "b.html", "c.html"]
    publish([artifact("a.html")], site, cache)
    assert sorted(contents(site)) == ["a.html"]


def test_what_a_killed_build_has_left_goes_and_stages_of_other_sites_stay(tmp_path: Path) -> None:
    with held(tmp_path / "site.de", Cache(tmp_path / "one")) as others:
        left = tmp_path / ".site.abcdef12.new" / "log"
        left.mkdir(parents=True)
        publish([artifact("a.html")], tmp_path / "site", Cache(tmp_path / "two"))
        assert others.log.is_dir()
    assert not list(tmp_path.glob(".site*"))


def test_nothing_is_kept_of_a_folder_that_is_gone(tmp_path: Path) -> None:
    first, cache = tmp_path / "first", Cache(tmp_path / "cache")
    publish([artifact("a.html"), assembled("b.txt", "b", list)], first, cache)
    shutil.rmtree(first)
    publish([artifact("a.html")], tmp_path / "second", cache)
    for kind in ("manifest", "outline"):
        assert cache.keys(f"{kind}:{first}") == []


def failing(*_: object) -> None:
    raise OSError("disk")


def test_a_page_that_cannot_be_removed_fails_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, cache = tmp_path / "site", Cache(tmp_path / "cache")
    publish([artifact("a.html"), artifact("b.html")], site, cache)
    with monkeypatch.context() as broken:
        broken.setattr(Path, "unlink", forbidden)
        with pytest.raises(PermissionError):
            publish([artifact("a.html")], site, cache)
    publish([artifact("a.html")], site, cache)
    assert sorted(contents(site)) == ["a.html"]


def forbidden(*_: object, **__: object) -> None:
    raise PermissionError(errno.EACCES, "not yours")


def test_a_folder_on_another_disk_is_published_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, cache = tmp_path / "site", Cache(tmp_path / "cache")
    publish([artifact("a.html")], site, cache)
    replace = os.replace

    def across(made: str, target: str) -> None:
        if ".new/log/" in made:
            raise OSError(errno.EXDEV, "another disk")
        replace(made, target)

    monkeypatch.setattr(os, "replace", across)
    publish([artifact("a.html"), artifact("new/b.html")], site, cache)
    assert sorted(contents(site)) == ["a.html", "new/b.html"]
