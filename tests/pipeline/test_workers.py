"""Work shared between processes gives what one process gives, and fails as it fails."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading

import pytest

from infralog.errors import Problem, ProblemsFound
from infralog.pipeline import workers
from infralog.pipeline.workers import by_two, spread

ITEMS = range(500)


def squares(items):
    """What was done, and by whom."""
    return os.getpid(), [item * item for item in items]


def done(results):
    return sorted(square for _, found in results for square in found)


@pytest.fixture
def two_cores(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    # The tests' own processes may have a thread that looks for more tests.
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@pytest.mark.parametrize("share", [by_two, spread])
def test_each_item_is_done_once(two_cores, share):
    assert done(share(squares, ITEMS)) == [item * item for item in ITEMS]


@pytest.fixture
def elsewhere(two_cores):
    """Tells whether work is done in another process; waits here until it has begun there."""
    here, begun = os.getpid(), multiprocessing.get_context("fork").Event()

    def is_elsewhere():
        if os.getpid() != here:
            begun.set()
            return True
        assert begun.wait(60)
        return False

    return is_elsewhere


def test_a_second_process_takes_its_turns(elsewhere):
    assert set(by_two(lambda _: elsewhere(), ITEMS)) == {True, False}


@pytest.mark.parametrize("share", [by_two, spread])
def test_kin_is_not_parted(two_cores, share):
    def kin(item):
        return f"by {item % 3}" if item % 3 else ""

    results = list(share(squares, ITEMS, kin))
    assert done(results) == [item * item for item in ITEMS]
    for rest in (1, 2):
        whole = [item * item for item in ITEMS if item % 3 == rest]
        [told] = [found for _, found in results if whole[0] in found]
        at = told.index(whole[0])
        assert told[at : at + len(whole)] == whole


@pytest.mark.parametrize("share", [by_two, spread])
def test_few_items_are_done_here(two_cores, share):
    few = range(workers._FEWEST - 1)
    assert [worker for worker, _ in share(squares, few)] == [os.getpid()]


@pytest.mark.parametrize("share", [by_two, spread])
def test_one_core_does_all(monkeypatch, share):
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert {worker for worker, _ in share(squares, ITEMS)} == {os.getpid()}


@pytest.mark.parametrize("share", [by_two, spread])
def test_beside_a_thread_nothing_is_forked(monkeypatch, share):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        assert {worker for worker, _ in share(squares, ITEMS)} == {os.getpid()}
    finally:
        over.set()
        thread.join()


@pytest.mark.parametrize("share", [by_two, spread])
def test_a_failure_of_any_process_is_raised(elsewhere, share):
    def fail_elsewhere(_):
        if elsewhere():
            raise LookupError("elsewhere")

    with pytest.raises(LookupError, match="elsewhere"):
        list(share(fail_elsewhere, ITEMS))


@pytest.mark.parametrize("share", [by_two, spread])
def test_problems_found_elsewhere_are_told_here(elsewhere, share):
    problem = Problem("a.md", 3, 1, "E101", "no text")

    def find_elsewhere(_):
        if elsewhere():
            raise ProblemsFound([problem])

    with pytest.raises(ProblemsFound) as found:
        list(share(find_elsewhere, ITEMS))
    assert found.value.problems == (problem,)
    assert str(found.value) == "a.md:3:1: E101 no text"


@pytest.mark.parametrize("share", [by_two, spread])
def test_a_process_that_is_killed_is_told_of(elsewhere, share):
    def die_elsewhere(_):
        if elsewhere():
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ChildProcessError, match="build again"):
        list(share(die_elsewhere, ITEMS))


def test_a_failure_here_ends_the_other_process(two_cores):
    here = os.getpid()

    def fail_here(items):
        for _ in items:
            if os.getpid() == here:
                raise LookupError("here")
            signal.pause()

    with pytest.raises(LookupError, match="here"):
        by_two(fail_here, ITEMS)
