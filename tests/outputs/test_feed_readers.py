from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing

import pytest

from loopback import served
from make import context_of, files_of, incident
from opened import feed_artifacts as artifacts

NEWSBOAT = shutil.which("newsboat")
FEEDS = ("feed.xml", "feeds/entries.atom.xml")
"""One of each format; newsboat keeps an item once, however many feeds hold it."""


@pytest.mark.skipif(NEWSBOAT is None, reason="newsboat is missing: apt-get install newsboat")
def test_newsboat_gets_every_item_and_posts_none_again(tmp_path):
    site, cache = tmp_path / "site", tmp_path / "cache.db"
    (tmp_path / "config").touch()
    one, two = incident("one", "2024-12-02 10:00"), incident("two", "2024-12-12 10:00")
    mended = incident("zwei", "2024-12-12 10:00", title="Two, & <b>again</b>", aliases=("two",))

    with served({}, site) as address:
        (tmp_path / "urls").write_text("".join(f"{address}{feed}\n" for feed in FEEDS))

        def items_after(*records):
            files = files_of(artifacts(context_of(*records)))
            for feed in FEEDS:
                (site / feed).parent.mkdir(parents=True, exist_ok=True)
                (site / feed).write_bytes(files[feed])
            options = ["-u", tmp_path / "urls", "-c", cache, "-C", tmp_path / "config"]
            reload = [NEWSBOAT, *options, "-x", "reload"]
            subprocess.run(reload, check=True, timeout=60, capture_output=True)
            with closing(sqlite3.connect(cache)) as connection:
                return sorted(connection.execute("SELECT feedurl, guid FROM rss_item"))

        first = items_after(one, two)
        per_feed = [sum(url.endswith(f"/{feed}") for url, _ in first) for feed in FEEDS]
        assert per_feed == [2, 2]
        assert items_after(one, mended) == first
