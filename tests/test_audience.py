"""Nothing internal is in the public log: not its words, not its names, not a trace (DESIGN 10).

One log in which every text that is not for the public holds the same word; beside it, the log
that its authors would have written had there never been anything internal.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from infralog.pipeline.again import Command, build_again
from infralog.plugin.host import build_site
from small_log import contents, incident, write_log

WORD = "zanzibar"

CONFIG = """\
site_name: Test log
site_url: https://log.example/
docs_dir: entries
theme:
  name: material
plugins:
  - infralog:
      timezone: Europe/Berlin
      numbers: INC-(\\d+)
"""

INTERNAL = {
    "incidents/2024/2024-12-11-zanzibar.md": """\
        ---
        title: Zanzibar title {state}
        summary: Zanzibar summary
        audience: internal
        started: 2024-12-11 09:00
        detected: 2024-12-11 09:30
        mitigated: 2024-12-11 09:40
        resolved: 2024-12-16 10:00
        published: 2024-12-29
        impact: critical
        services: [proxy, zanzibar-service]
        regions: [ams, zanzibar-region]
        tags: [lock, zanzibar-tag]
        authors: [zanzibar-author]
        aliases: 2024-12-11-zanzibar-old
        number: INC-2
        near_miss: true
        cause: [Zanzibar cause]
        links: [{{title: Zanzibar link, url: "https://zanzibar.example/"}}]
        status_page: https://status.example/zanzibar
        corrections: [{{at: 2024-12-20, text: Zanzibar correction}}]
        timeline: [{{at: 2024-12-11 09:10, what: Zanzibar event}}]
        follow_ups: [{{what: Zanzibar promise, state: open, due: 2024-12-30}}]
        recurrence_of: 2024-12-03-proxy
        caused_by: 2024-12-02-better
        spof: {{exposes: state}}
        x-zanzibar: zanzibar
        ---
        Zanzibar lead. ![zanzibar](zanzibar-beside.svg) ![zanzibar](../../images/zanzibar.svg)

        <!-- more -->

        Zanzibar rest. <!-- internal -->Zanzibar block<!-- /internal -->
        """,
    "changes/2024-12-10-zanzibar.md": """\
        ---
        title: Zanzibar change {state}
        audience: internal
        date: 2024-12-10
        finished: 2025-01-20
        group: efficiency
        effort: split
        prevents: 2024-12-03-proxy
        spof: {{accepts: state}}
        ---
        Zanzibar.
        """,
    "maintenance/2023-02-01-zanzibar.md": """\
        ---
        title: Zanzibar work {state}
        audience: internal
        starts: 2023-02-01 01:00
        ends: 2023-02-01 02:00
        state: done
        services: proxy
        ---
        Zanzibar.
        """,
    "incidents/2025-02-01-zanzibar-ongoing.md": """\
        ---
        title: Zanzibar ongoing {state}
        audience: internal
        started: 2024-12-14 20:00
        impact: critical
        services: proxy
        pending: true
        ---
        """,
    "changes/2024-12-09-zanzibar-draft.md": """\
        ---
        title: Zanzibar draft {state}
        draft: true
        date: 2024-12-09
        group: feature
        ---
        ![Zanzibar](zanzibar-draft.svg)
        """,
    "incidents/2024/zanzibar-beside.svg": "<svg><!-- zanzibar --></svg>",
    "incidents/2024/zanzibar-block.svg": "<svg><!-- zanzibar --></svg>",
    "changes/zanzibar-draft.svg": "<svg><!-- zanzibar --></svg>",
    "images/zanzibar.svg": "<svg><!-- zanzibar --></svg>",
    "zanzibar.md": "---\naudience: internal\n---\n# Zanzibar page\n\n![z](images/zanzibar.svg)\n",
}

PUBLIC = {
    "incidents/2024/2024-12-03-proxy.md": """\
        ---
        title: Proxy deadlock
        started: 2024-12-03 11:50
        resolved: 2024-12-03 12:00
        impact: major
        services: proxy
        regions: ams
        tags: lock
        number: INC-1
        caused_by: [2024-12-02-better, 2024-12-10-zanzibar]
        follow_ups:
          - what: Never again
            state: done
            by: 2024-12-10-zanzibar
        ---
        {block}The proxy {a}stopped{b}. ![proxy](proxy.svg)
        """,
    "incidents/2024/2024-12-13-proxy-again.md": """\
        ---
        title: Proxy deadlock again
        started: 2024-12-13 11:50
        resolved: 2024-12-13 12:00
        impact: minor
        services: proxy
        number: INC-3
        recurrence_of: [2024-12-03-proxy, 2024-12-11-zanzibar]
        ---
        The proxy stopped again.{block}
        """,
    "changes/2024/2024-12-02-better.md": """\
        ---
        title: Better locks
        date: 2024-12-02
        group: prevention
        effort: split
        prevents: [2024-12-03-proxy, 2024-12-11-zanzibar]
        spof: {{reduces: state}}
        ---
        Better, as {c}said{b}.{block}
        """,
    "weeks/2024-12-14.md": "---\nheadline: A week\ncovers: 2\n---\nTwo {d}weeks{b}.{block}\n",
    "spofs/state.md": "---\ntitle: One database\nfound: 2024-10-01\n---\nOne {d}only{b}.{block}\n",
    "efforts/split.md": "---\ntitle: Split it\ngroup: prevention\n---\nSplit {d}it{b}.{block}\n",
    "about.md": "# About\n\nAll about it.{block}\n",
    "incidents/2024/proxy.svg": "<svg><!-- public --></svg>",
    "images/logo.svg": "<svg><!-- public --></svg>",
}

WAYS = {"incidents": "", "changes": "../../incidents/2024/", "about.md": "incidents/2024/"}
"""From a public file to the folder of the internal incident."""

_INTERNAL_BLOCK = re.compile("<!-- internal -->.*?<!-- /internal -->", re.DOTALL)

MARKS = ("block", "a", "b", "c", "d")


def whole_log(state: str = "") -> dict[str, str]:
    """Every file, with what is internal in one state or another."""
    files = {}
    for path, text in INTERNAL.items():
        files[path] = text.format(state=state) if text.lstrip().startswith("---") else text
    for path, text in PUBLIC.items():
        way = WAYS.get(path.partition("/")[0], "../incidents/2024/")
        image = f"![z]({way}zanzibar-block.svg)"
        marks = {
            **dict.fromkeys(MARKS, "["),
            "b": f"]({way}2024-12-11-zanzibar.md#part)",
            "block": f"<!-- internal -->Zanzibar {state} {image}<!-- /internal -->",
        }
        files[path] = text.format(**marks)
    return files


def public_log() -> dict[str, str]:
    """The same without anything internal; what texts link to is then no file at all."""
    files = {}
    for path in PUBLIC:
        plain = _INTERNAL_BLOCK.sub("", whole_log()[path])
        plain = plain.replace("            by: 2024-12-10-zanzibar\n", "")
        files[path] = re.sub(", 2024-12-1[01]-zanzibar]", "]", plain)
    return files


def rewrite(folder: Path, files: dict[str, str], config: str = CONFIG) -> Path:
    for old in (folder / "entries").rglob("*"):
        if old.is_file():
            old.unlink()
    return write_log(folder, files, config)


def build(config: Path, audience: str) -> Path:
    """Into site/, whoever it is for: mkdocs.yml says so."""
    text = config.read_text(encoding="utf-8").replace("      audience: internal\n", "")
    option = "      audience: internal\n" if audience == "internal" else ""
    config.write_text(text + option, encoding="utf-8")
    command = Command(config, strict=True)
    return build_again(command) or build_site(command)


def told(site: Path) -> dict[str, str]:
    """Name and content of every file, unpacked, in small letters."""
    found = {}
    for file in site.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            if content.startswith(b"\x1f\x8b"):
                content = gzip.decompress(content)
            path = file.relative_to(site).as_posix()
            found[path] = f"{path} {content.decode('utf-8', 'replace')}".lower()
    return found


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Digests of the public site through a life in one folder, with one cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1734220800")
        return _life_of(tmp_path_factory.mktemp("log"), tmp_path_factory.mktemp("clean"))


def _life_of(folder: Path, clean: Path) -> dict[str, dict[str, str]]:
    found = {"never": contents(build(write_log(clean, public_log(), CONFIG), "public"))}
    config = write_log(folder, public_log(), CONFIG)
    found["before"] = contents(build(config, "public"))
    rewrite(folder, whole_log("one"))
    found["come"] = contents(build(config, "public"))
    found["words"] = told(folder / "site")
    rewrite(folder, whole_log("two"))
    found["changed"] = contents(build(config, "public"))
    found["internal words"] = told(build(config, "internal"))
    found["after internal"] = contents(build(config, "public"))
    rewrite(folder, {path: _all_public(text) for path, text in whole_log("two").items()})
    found["public words"] = told(build(config, "public"))
    rewrite(folder, whole_log("two"))
    found["made internal"] = contents(build(config, "public"))
    rewrite(folder, public_log())
    found["gone"] = contents(build(config, "public"))
    return found


def _all_public(text: str) -> str:
    return text.replace("audience: internal", "audience: public").replace(
        "internal -->", "in short -->"
    )


def test_the_word_stands_nowhere_in_the_public_site(sites):
    assert [path for path, text in sites["words"].items() if WORD in text] == []


@pytest.mark.parametrize(
    "state", ["before", "come", "changed", "after internal", "made internal", "gone"]
)
def test_the_public_site_is_that_of_a_log_without_anything_internal(sites, state):
    never = sites["never"]
    different = {
        path
        for path in never.keys() | sites[state].keys()
        if never.get(path) != sites[state].get(path)
    }
    assert different == set()


@pytest.mark.parametrize(
    "text",
    [
        *("zanzibar title two", "zanzibar summary", "zanzibar rest", "zanzibar block"),
        *("zanzibar cause", "zanzibar event", "zanzibar promise", "zanzibar correction"),
        *("zanzibar link", "zanzibar change two", "zanzibar work two", "zanzibar ongoing two"),
        *("zanzibar-service", "zanzibar-region", "zanzibar-tag", "zanzibar page"),
        "2024-12-11-zanzibar-old",
    ],
)
def test_the_internal_site_tells_it(sites, text):
    assert any(text in content for content in sites["internal words"].values())


@pytest.mark.parametrize(
    "path",
    [
        "incidents/2024-12-11-zanzibar/index.html",
        "incidents/2024/zanzibar-beside.svg",
        "incidents/2024/zanzibar-block.svg",
        "images/zanzibar.svg",
    ],
)
def test_the_internal_site_has_its_files(sites, path):
    assert path in sites["internal words"]


def test_what_was_public_once_was_all_there(sites):
    public, internal = (
        {re.sub(r"^search/([\dq-]+)-\w{10}/", r"search/\1/", path) for path in sites[which]}
        for which in ("public words", "internal words")
    )
    assert public == internal


def test_nobody_sees_drafts(sites):
    assert not any("draft" in path for path in sites["internal words"])


def test_a_plain_page_links_to_the_list_instead(tmp_path, clock):
    files = {
        "incidents/2024-12-11-zanzibar.md": incident(audience="internal"),
        "incidents/2024-12-12-proxy.md": incident(),
        "about.md": "# About\n\n[Then](incidents/2024-12-11-zanzibar.md) it broke.\n",
    }
    site = build(write_log(tmp_path, files, CONFIG), "public")
    page = (site / "about" / "index.html").read_text(encoding="utf-8")
    assert '<a href="../incidents/">Then</a> it broke.' in page
    assert WORD not in page


def test_a_file_beside_the_records_that_no_text_links_to_is_not_published(tmp_path, clock):
    files = {
        "incidents/2024-12-12-proxy.md": incident(body="Told. ![a](shown.svg)"),
        "incidents/shown.svg": "<svg/>",
        "incidents/left.svg": "<svg/>",
        "incidents/page.svg": "<svg/>",
        "images/left.svg": "<svg/>",
        "about.md": "# About\n\n![a](incidents/page.svg)\n",
    }
    site = build(write_log(tmp_path, files, CONFIG), "public")
    pictures = {path.relative_to(site).as_posix() for path in site.rglob("*.svg")}
    pictures = {path for path in pictures if path.startswith(("incidents/", "images/"))}
    assert pictures == {"incidents/shown.svg", "incidents/page.svg", "images/left.svg"}
