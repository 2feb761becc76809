"""What must not be published is found: in the entries' folder, and in the built site."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner

from infralog.cli import group
from infralog.errors import InfralogError, ProblemsFound
from infralog.pipeline.gate import Gate, deny_list_of, readable
from infralog.pipeline.scan import scan_site
from infralog.pipeline.secrets import secret_finder
from infralog.rules.denials import read_deny_list
from infralog.rules.private_names import private_names
from infralog.settings import Settings
from small_log import CONFIG, incident, publish_log, write_log

PATH = "incidents/2024-12-12-proxy-deadlock.md"
KEY = "AKIAQYLPMN5HFIQR7XYA"
TOKEN = "xoxb-123456789012-abcdefghijkl"


def check(config: Path, *options: str) -> list[str]:
    done = CliRunner().invoke(group, ["check", "-f", str(config), *options])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return [line.removeprefix("entries/") for line in done.output.splitlines()[:-1]]


def refusal_of(config: Path, caplog: pytest.LogCaptureFixture) -> str:
    """What a build tells that publishes nothing."""
    with pytest.raises(InfralogError):
        publish_log(config)
    return caplog.text


def codes(lines: list[str]) -> list[str]:
    return [line.split()[1] for line in lines]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from 10.1.2.3 on", ["10.1.2.3"]),
        ("172.16.4.1, 172.32.4.1", ["172.16.4.1"]),
        ("(192.168.1.20/24)", ["192.168.1.20"]),
        ("169.254.12.1 and 100.64.3.4:80.", ["169.254.12.1", "100.64.3.4"]),
        ("fd12:3456:789a::1 and fe80::1%eth0", ["fd12:3456:789a::1", "fe80::1"]),
        ("the range 10.0.0.0/8, fc00::/7, 192.168.0.0/16", []),
        ("127.0.0.1, ::1, 169.254.169.254", []),
        ("192.0.2.1, 198.51.100.7, 203.0.113.9, 2001:db8::1, 8.8.8.8", []),
        ("version 1.10.1.2.3 and 10.1.2", []),
        ("db-1.ams.internal, printer.local.", ["db-1.ams.internal", "printer.local"]),
        ("https://wiki.corp/page", []),
        ("ssh root@nas.lan", []),
        ("host.docker.internal, os.local.example.com, thread.local()", []),
        ("an internal network, a local one", []),
    ],
)
def test_private_names(text, found):
    assert [one.found for one in private_names(text)] == found


@pytest.mark.parametrize(
    "line",
    [
        f"the key {KEY} was used",
        "-----BEGIN RSA PRIVATE KEY-----",
        f"`{TOKEN}`",
        "curl https://deploy:hunter2@git.example.com/",
        "api_key: 'abcdEFGH1234'",
    ],
)
def test_secrets_are_found_and_not_repeated(line):
    with secret_finder() as secrets:
        (one, *_) = secrets(f"First.\n{line}\n")
    assert one.code == "E402"
    assert one.found in line
    assert one.found not in one.message


def test_prose_holds_no_secrets():
    text = "The password was changed. Request 01HF3XJ9Z2QK7M8N5P6R4S1T0V, commit 9fceb02d0ae598e9."
    with secret_finder() as secrets:
        assert list(secrets(text)) == []


def test_every_kind_of_text_is_looked_at(tmp_path):
    config = write_log(
        tmp_path,
        {
            PATH: incident(title=f"Key {KEY}", cause="host db.ams.internal", body=f"x\n\n{TOKEN}"),
            "weeks/2024-12-14.md": "---\nheadline: At 10.1.2.3\n---\nText.\n",
            "about.md": f"# About\n\n{KEY}\n",
            "files/notes.txt": f"one\n{TOKEN}\n",
        },
    )
    assert [line.split(" ")[:2] for line in check(config)] == [
        ["about.md:3:1:", "E402"],
        ["files/notes.txt:2:1:", "E402"],
        [f"{PATH}:2:12:", "E402"],
        [f"{PATH}:6:13:", "W404"],
        [f"{PATH}:10:1:", "E402"],
        ["weeks/2024-12-14.md:2:14:", "W403"],
    ]


def test_what_is_internal_may_hold_all_of_it(tmp_path):
    internal = f"{KEY} {TOKEN} 10.1.2.3 acme"
    files = {
        PATH: incident(body=f"x <!-- internal -->{internal}\n\n{internal}<!-- /internal -->"),
        "incidents/2024-12-13-acme.md": incident(audience="internal", body=internal),
        "incidents/acme.svg": "<svg/>",
        "about.md": f"# About\n\n<!-- internal -->{internal}<!-- /internal -->\n",
        "acme.md": f"---\naudience: internal\n---\n# {internal}\n",
        ".templates/incident.md": internal,
    }
    config = write_log(tmp_path, files, f"{CONFIG}      deny_list: denied.txt\n")
    (tmp_path / "denied.txt").write_text("acme\n", encoding="utf-8")
    assert check(config) == []


def test_a_finding_can_be_allowed(tmp_path):
    allow = "infralog: allow"
    body = f"""\
<!-- {allow} W403, E402 -->
10.1.2.3 {KEY}

10.1.2.4

<!-- {allow} W403 -->
```text
10.1.2.5

10.1.2.6
```

10.1.2.7 <!-- {allow} W404 -->

{TOKEN} <!-- pragma: allowlist secret -->
"""
    config = write_log(tmp_path, {PATH: incident(cause=f"10.1.2.8 # {allow} W403", body=body)})
    told = check(config)
    assert codes(told) == ["W403", "W403"]
    assert [line.split("'")[1] for line in told] == ["10.1.2.4", "10.1.2.7"]


def test_a_mark_without_its_pair_in_a_plain_page(tmp_path, caplog):
    config = write_log(tmp_path, {PATH: incident(), "about.md": "# A\n\n<!-- internal -->x\n"})
    assert codes(check(config)) == ["E150"]
    assert "entries/about.md:3:1: E150" in refusal_of(config, caplog)


def test_an_audience_that_is_none_in_a_plain_page(tmp_path, caplog):
    files = {PATH: incident(), "about.md": "---\naudience: team\n---\n# A\n"}
    config = write_log(tmp_path, files)
    assert codes(check(config)) == ["E125"]
    assert "entries/about.md:2:11: E125 'team'" in refusal_of(config, caplog)


LIST = read_deny_list("denied.txt", "# names\nAcme Corp\n\n/db-\\d+/\n")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("for ACME\ncorp.", [2]),
        ("acme and corp", []),
        ("db-12 and db-13", [4]),
        ("DB-12", []),
        ("# names", []),
    ],
)
def test_the_deny_list(text, lines):
    found = list(LIST.find(text))
    assert [one.message.split()[1] for one in found] == [str(line) for line in lines]
    assert all("acme" not in one.message.lower() for one in found)


def test_lines_of_a_deny_list_that_are_wrong():
    with pytest.raises(ProblemsFound) as caught:
        read_deny_list("denied.txt", "fine\n/(/\n/x*/\n")
    told = [(one.line, one.code) for one in caught.value.problems]
    assert told == [(2, "E410"), (3, "E410")]


def test_a_deny_list_that_is_not_there(tmp_path):
    with pytest.raises(InfralogError, match=r"deny_list: none.txt cannot be read"):
        deny_list_of(Settings(deny_list="none.txt"), tmp_path)


def test_a_deny_list_outside_the_repository(tmp_path):
    file = tmp_path / "denied.txt"
    file.write_text("acme\n", encoding="utf-8")
    assert list(deny_list_of(Settings(deny_list=str(file)), tmp_path / "log").find("Acme"))


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.html", b"<p>R&amp;D</p>"),
        ("a.json", rb'"R\u0026D"'),
        ("a.ics", b"SUMMARY:R\r\n &D"),
        ("a.xml.gz", gzip.compress(b"R&D", mtime=0)),
    ],
)
def test_files_of_a_site_are_read_as_their_readers_see_them(path, content):
    assert "R&D" in readable(path, content)


def test_of_the_search_index_the_words_are_read_and_not_the_codes():
    text = readable("search/2024-0a/words/0.json", b'{"lock":{"lock":"Acme-x","locks":"B_c"}}')
    assert '"locks"' in text
    assert not any(code in text for code in ("Acme", "B_c", ":"))
    assert "Acme" in readable("search/2024-0a/entries/0.json", b'["incidents/Acme/"]')


def test_what_is_denied_is_not_published(tmp_path, caplog):
    config = write_log(tmp_path, {PATH: incident()}, f"{CONFIG}      deny_list: denied.txt\n")
    denied = tmp_path / "denied.txt"
    denied.write_text("acme\n", encoding="utf-8")
    site = publish_log(config)
    before = (site / "index.html").read_bytes()
    write_log(tmp_path, {PATH: incident(title="Acme is down")}, config.read_text("utf-8"))
    told = refusal_of(config, caplog)
    assert all(path in told for path in ("index.html:", "feed.xml:", "calendar.ics:", "search/"))
    assert (site / "index.html").read_bytes() == before
    assert [path.name for path in tmp_path.glob(".site*")] == []


def test_a_longer_deny_list_judges_what_stands_already(tmp_path, caplog):
    config = write_log(tmp_path, {PATH: incident()}, f"{CONFIG}      deny_list: denied.txt\n")
    denied = tmp_path / "denied.txt"
    denied.write_text("# nothing yet\n", encoding="utf-8")
    publish_log(config)
    denied.write_text("deadlock\n", encoding="utf-8")
    assert "E401" in refusal_of(config, caplog)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>Told</p>\n<p>by <strong>Acme</strong> Corp.</p>", [2]),
        ("<p>A<em>c</em>me <a href='x'>Corp</a> and Acme Corp</p>", [1]),
        ("<p>Told</p>\n<a href='/Acme Corp/'>there</a>", [2]),
        ("<p>Acme</p><p>Corp</p>", []),
    ],
)
def test_a_gate_reads_through_the_markup_of_pages(html, lines):
    refused = Gate("public", LIST).refused("about/index.html", html.encode())
    assert [(one.code, one.line) for one in refused] == [("E401", line) for line in lines]


def test_a_gate_looks_at_names_too():
    assert [one.code for one in Gate("public", LIST).refused("img/db-1.png", b"\x89\x00")] == [
        "E401"
    ]


def test_the_site_is_scanned(tmp_path):
    allowed = f"10.1.2.3 {KEY} <!-- infralog: allow E402 W403 -->"
    words = "Of a password, an API key and a token nothing is told."
    config = write_log(tmp_path, {PATH: incident(body=f"{allowed}\n\n{words}")})
    site = publish_log(config)
    assert check(config, "--site") == []
    (site / "added.txt").write_text(f"10.9.9.9\n{TOKEN}\n", encoding="utf-8")
    (site / "db.ams.internal.png").write_bytes(b"\x89PNG\x00")
    told = check(config, "--site")
    assert sorted(codes(told)) == ["E402", "W403", "W404"]
    assert told[0].startswith("site/added.txt:1:1:")


def test_what_stands_in_many_files_is_told_once(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.html").write_text("<p>10.9.9.9</p>", encoding="utf-8")
    with secret_finder() as secrets:
        (one,) = scan_site(tmp_path, frozenset(), LIST, secrets)
    assert one.path.endswith("/a.html")
    assert one.message.endswith("It stands 3 times in the site.")


def test_there_must_be_a_site_to_scan(tmp_path):
    config = write_log(tmp_path, {PATH: incident()})
    done = CliRunner().invoke(group, ["check", "-f", str(config), "--site"])
    assert isinstance(done.exception, InfralogError)
