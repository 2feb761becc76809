"""Questions at a terminal: a real one, as programs see it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence

import pytest
from repository import Repository

ANSI_COLOUR = "\x1b[3"
CTRL_C = "\x03"
PATIENCE = 60
"""Seconds in which a command must say something more."""


def converse(
    words: Sequence[str], answers: Sequence[tuple[str, str]], env: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Run a command at a terminal; each answer is given once its question has been shown."""
    ours, theirs = pty.openpty()
    given = {key: value for key, value in os.environ.items() if key != "CI"}
    running = subprocess.Popen(
        [sys.executable, "-c", "from infralog.cli import main; main()", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**given, "TERM": "xterm", "PYTHONWARNINGS": "ignore", **(env or {})},
        start_new_session=True,
        preexec_fn=_take_terminal,  # noqa: PLW1509 - tests run no threads
    )
    os.close(theirs)
    shown, left = "", list(answers)
    seen, waited = 0, 0
    while True:
        if not select.select([ours], [], [], 1)[0]:
            waited += 1
            assert waited < PATIENCE, f"nothing more after {shown!r}"
            if not left and answers and answers[-1][1] == CTRL_C:
                os.write(ours, CTRL_C.encode())  # as one does who sees that nothing happens
            continue
        try:
            part = os.read(ours, 4096).decode()
        except OSError:
            break
        if not part:
            break
        shown += part
        while left and left[0][0] in shown[seen:]:
            question, answer = left.pop(0)
            seen = shown.index(question, seen) + len(question)
            os.write(ours, answer.encode())
    os.close(ours)
    assert not left, f"never asked {left[0][0]!r}: {shown}"
    return running.wait(), shown


def _take_terminal() -> None:
    """So that Ctrl-C reaches the command, even where whoever runs the tests ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.fixture
def catalogue(repo: Repository) -> Repository:
    config = repo.folder / "mkdocs.yml"
    services = "      services: {mail: Mail, disk: {name: Disks}}\n"
    config.write_text(config.read_text(encoding="utf-8") + services, encoding="utf-8")
    return repo


def test_it_asks_for_what_is_missing(catalogue: Repository) -> None:
    answers = [
        ("Title:", "Disk full\n"),
        ("Started [2024-12-15 01:00]:", "\n"),
        ("unknown: not known or not published", ""),
        ("Impact:", "bad\n"),
        ("'bad' is not known", ""),
        ("Impact:", "minor\n"),
        ("disk: Disks", ""),
        ("Services", "mail, dsk\n"),
        ("did you mean 'disk'?", ""),
        ("Services", "mail, disk\n"),
    ]
    code, shown = converse(["new", "incident"], answers)
    assert code == 0, shown
    assert catalogue.text("2024-12-15-disk-full") == (
        "---\ntitle: Disk full\nstarted: 2024-12-15 01:00\nimpact: minor\n"
        "services: [mail, disk]\n---\n"
    )


def test_it_does_not_ask_for_what_is_given(catalogue: Repository) -> None:
    words = ["new", "change", "Bigger disks", "--date", "2024-12-14", "--services", "disk"]
    code, shown = converse(words, [("Group:", "capacity\n")])
    assert code == 0, shown
    assert "Services" not in shown
    assert "group: capacity\n" in catalogue.text("2024-12-14-bigger-disks")


def test_nothing_is_asked_where_nothing_is_missing(catalogue: Repository) -> None:
    code, shown = converse(["new", "incident", "Disk full", "--impact", "none"], [])
    assert code == 0, shown


def test_never_in_ci(catalogue: Repository) -> None:
    code, shown = converse(["new", "incident"], [], env={"CI": "true"})
    assert code == 2
    assert "Missing:" in shown
    assert catalogue.git("status", "--short") == " M mkdocs.yml\n"


def test_interrupted_questions_leave_nothing(catalogue: Repository) -> None:
    code, shown = converse(["new", "incident"], [("Title:", "Disk full\n"), ("Started", CTRL_C)])
    assert code == 1, shown
    assert "Traceback" not in shown
    assert catalogue.git("status", "--short") == " M mkdocs.yml\n"


def test_which_follow_up_is_asked(repo: Repository) -> None:
    words = ["follow-up", "2024-12-10-mail-is-late", "done"]
    code, shown = converse(words, [("2  open     A second queue", ""), ("Which", "2\n")])
    assert code == 0, shown
    assert repo.changed_lines() == ["-    state: open", "+    state: done"]


def test_init_asks_for_the_code_host(repo: Repository) -> None:
    code, shown = converse(["init", "new"], [("Code host", "gitlab\n")])
    assert code == 0, shown
    assert (repo.folder / "new/.gitlab-ci.yml").is_file()


def test_colour_is_for_terminals(repo: Repository) -> None:
    _, shown = converse(["resolve", "nothing"], [])
    assert ANSI_COLOUR in shown
    piped = subprocess.run(
        [sys.executable, "-c", "from infralog.cli import main; main()", "resolve", "nothing"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert piped.returncode == 1
    assert ANSI_COLOUR not in piped.stdout + piped.stderr
