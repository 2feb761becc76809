"""The log as a guest of MkDocs: other plugins, plain pages, minimal configurations."""

from __future__ import annotations

from pathlib import Path

import pytest

from infralog.errors import InfralogError
from small_log import CONFIG, INCIDENT, contents, incident, publish_log, write_log

MINIMAL = """\
site_name: Minimal
site_url: https://log.example/
docs_dir: entries
theme: {name: material}
plugins: [infralog]
"""

FILES = {
    "incidents/2024-12-12-deadlock.md": incident(),
    "about.md": "# About\n\nSee [the deadlock](incidents/2024-12-12-deadlock.md).\n",
}

HOOK = """\
def on_page_content(html, page, config, files):
    return html

def on_post_page(output, page, config):
    return output
"""

MARKING_HOOK = """\
def on_post_page(output, page, config):
    return output.replace("</body>", "<!-- seen " + page.url + " --></body>")
"""


def test_a_minimal_configuration_is_enough(tmp_path: Path) -> None:
    site = publish_log(write_log(tmp_path, FILES, MINIMAL))
    page = (site / "incidents/2024-12-12-deadlock/index.html").read_text(encoding="utf-8")
    assert "<h1" in page
    assert "Proxy deadlock" in page
    assert "fonts.googleapis" not in page
    assert (site / "assets/infralog/infralog.css").is_file()
    assert (site / "feed.xml").is_file()


def test_plain_pages_link_to_entries_and_follow_the_sections(tmp_path: Path) -> None:
    site = publish_log(write_log(tmp_path, FILES))
    about = (site / "about/index.html").read_text(encoding="utf-8")
    assert 'href="../incidents/2024-12-12-deadlock/"' in about
    assert about.index('href="../incidents/"') < about.index('href="./"')


def test_a_log_without_entries_is_a_site(tmp_path: Path) -> None:
    site = publish_log(write_log(tmp_path, {}))
    assert (site / "index.html").is_file()
    assert (site / "incidents/index.html").is_file()


def test_a_log_of_one_entry_without_words_is_a_site(tmp_path: Path) -> None:
    site = publish_log(
        write_log(tmp_path, {"incidents/2024-12-12-stub.md": incident(pending="true", body="")})
    )
    assert len([*(site / "search").glob("2024q4-*/words/0.json")]) == 1


def test_page_hooks_of_others_see_every_page_and_change_nothing_else(tmp_path: Path) -> None:
    plain = publish_log(write_log(tmp_path, FILES))
    (tmp_path / "hook.py").write_text(HOOK, encoding="utf-8")
    config = write_log(tmp_path, {}, CONFIG + "hooks: [hook.py]\n")
    hooked = publish_log(config, tmp_path / "hooked")
    assert contents(hooked) == contents(plain)


def test_what_a_hook_writes_into_pages_is_published(tmp_path: Path) -> None:
    (tmp_path / "hook.py").write_text(MARKING_HOOK, encoding="utf-8")
    site = publish_log(write_log(tmp_path, FILES, CONFIG + "hooks: [hook.py]\n"))
    for url in ("", "incidents/2024-12-12-deadlock/", "2024-12-14/", "about/"):
        page = (site / url / "index.html").read_text(encoding="utf-8")
        assert f"<!-- seen {url} -->" in page


def test_a_wrong_option_is_told_with_its_remedy(tmp_path: Path) -> None:
    config = write_log(tmp_path, FILES, CONFIG.replace("Europe/Berlin", "Europe/Berlim"))
    with pytest.raises(InfralogError, match="did you mean 'Europe/Berlin'"):
        publish_log(config)


def test_a_plain_page_may_not_take_an_address_of_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = write_log(tmp_path, {**FILES, "index.md": "# Mine\n"})
    with pytest.raises(InfralogError):
        publish_log(config)
    assert "entries/index.md:1:1: E290" in caplog.text


def test_a_site_without_an_address_is_built_and_told_that_it_has_no_feeds(tmp_path, caplog):
    config = CONFIG.replace("site_url: https://log.example/\n", "")
    site = publish_log(
        write_log(tmp_path, {"incidents/2024-12-12-proxy-deadlock.md": INCIDENT}, config)
    )
    assert [line for line in caplog.messages if " W320 " in line]
    assert not (site / "feed.xml").exists()
