"""Work spread over the machine's cores by forked processes, or done here where it cannot be."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

_FEWEST = 40
"""Below this many items, starting processes costs more than it saves."""
_PARTS = 24
"""Parts a process: enough that none waits long for the last one."""

_KILLED = "A process of this build was killed; build again."
_TURN = 2
"""Bytes of a number of a part; a pipe holds thirty thousand of them."""

_task: tuple[Callable[[Sequence[object]], object], Sequence[Sequence[object]]] | None = None


def _no_kin(_: object) -> str:
    return ""


def spread(
    work: Callable[[Sequence[ItemT]], ResultT],
    items: Sequence[ItemT],
    kin: Callable[[ItemT], str] = _no_kin,
) -> Iterator[ResultT]:
    """Results of `work` over parts of `items`, in no certain order.

    Items of one `kin`, which need the same, are one part, and come first; others have none.
    Items and `work` reach the processes by fork and need not be picklable; results must be.
    A thread that runs meanwhile would be cut off by a fork, so then the work is done here.
    """
    if not items:
        return
    if len(items) < _FEWEST:
        yield work(items)
        return
    jobs = os.cpu_count() or 1
    parts = _parts_of(items, kin, max(1, len(items) // (jobs * _PARTS)))
    if jobs == 1 or not _can_fork():
        yield from map(work, parts)
        return
    global _task  # noqa: PLW0603 - what the forked processes inherit
    _task = (work, parts)  # type: ignore[assignment] # given back to the same `work` below
    fork = multiprocessing.get_context("fork")
    gc.freeze()
    pool = ProcessPoolExecutor(jobs, fork, initializer=gc.disable)
    try:
        for done in as_completed([pool.submit(_do_part, part) for part in range(len(parts))]):
            yield done.result()
    except BrokenProcessPool as error:
        raise ChildProcessError(_KILLED) from error
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()
        _task = None


def by_two(
    work: Callable[[Sequence[ItemT]], ResultT],
    items: Sequence[ItemT],
    kin: Callable[[ItemT], str] = _no_kin,
) -> list[ResultT]:
    """Results of `work` in this process and in one beside it, each of which takes the next item.

    Items of one `kin` are taken at once, as in `spread`. For a process that holds much: it is
    forked once, and what the other one never looks at is never copied. A half of the items that
    is cut beforehand would be the longer one too often.
    """
    if len(items) < _FEWEST or not _is_of_use():
        return [work(items)]
    parts = _parts_of(items, kin, 1)
    turns, given = os.pipe()
    os.write(given, b"".join(turn.to_bytes(_TURN) for turn in range(len(parts))))
    os.close(given)
    with os.fdopen(turns, "rb", buffering=0) as queue:

        def own() -> list[ResultT]:
            taken = iter(lambda: queue.read(_TURN), b"")
            return [work(parts[int.from_bytes(turn)]) for turn in taken]

        with Aside(own) as other:
            return [*own(), *other.result()]


class Aside(Generic[ResultT]):
    """Work that goes on in a process of its own until its result is asked for, once.

    A context: whoever leaves it without asking ends the work.
    """

    def __init__(self, work: Callable[[], ResultT]) -> None:
        self._work = work
        self._process: BaseProcess | None = None
        if _is_of_use():
            context = multiprocessing.get_context("fork")
            self._answer, answer = context.Pipe(duplex=False)
            self._process = context.Process(target=self._run, args=(answer,), daemon=True)
            self._process.start()
            answer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.join()

    def result(self) -> ResultT:
        """Wait for it; raises what the work raised."""
        if self._process is None:
            return self._work()
        try:
            found: ResultT | Exception = self._answer.recv()
        except EOFError as error:
            raise ChildProcessError(_KILLED) from error
        if isinstance(found, Exception):
            raise found
        return found

    def _run(self, answer: Connection) -> None:
        try:
            answer.send(self._work())
        except Exception as error:  # noqa: BLE001 - raised again where the result is asked for
            answer.send(error)


def _is_of_use() -> bool:
    """Whether a second process can be had, and finds a core of its own."""
    return (os.cpu_count() or 1) > 1 and _can_fork()


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _parts_of(
    items: Sequence[ItemT], kin: Callable[[ItemT], str], size: int
) -> list[Sequence[ItemT]]:
    """All items of each kin, then those of none, `size` at a time."""
    groups: defaultdict[str, list[ItemT]] = defaultdict(list)
    for item in items:
        groups[kin(item)].append(item)
    others = groups.pop("", [])
    return [*groups.values(), *(others[at : at + size] for at in range(0, len(others), size))]


def _do_part(number: int) -> Any:  # noqa: ANN401 - what the work of `spread` gives
    assert _task is not None  # noqa: S101 - set before the fork
    work, parts = _task
    result = work(parts[number])
    gc.collect(0)  # what this part made: all else was frozen, or looked at after its own part
    return result
