"""What an earlier build left to be used again: values by key, in one file that may be deleted.

A key is a digest of everything its value is made of, so a value is never out of date; it is
only absent. A cache that cannot be read, was cut short or comes from another version is empty.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

_SCHEMA = "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB)"
_WAIT = 30.0
_LARGE = ("records:", "manifest:")


class Cache:
    """Pickled values by key, in `folder/kept.sqlite`.

    Several builds may use one cache at once: each write is one transaction. Values are trusted
    as far as the folder is: it belongs to whoever builds.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / "kept.sqlite"
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._inherited: list[sqlite3.Connection] = []

    def get(self, key: str) -> Any:  # noqa: ANN401 - whoever put it knows its type
        """The value kept under `key`, or None."""
        try:
            rows = self._open().execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
            return pickle.loads(rows[0]) if rows else None  # noqa: S301 - our own file
        except Exception:  # noqa: BLE001 - whatever is wrong with a cache, it is then empty
            self._discard()
            return None

    def put(self, values: Mapping[str, object]) -> None:
        """Keep all of `values`, or none of them."""
        rows = [(key, pickle.dumps(value, protocol=5)) for key, value in values.items()]
        for _ in range(2):
            try:
                with self._open() as connection:
                    connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)
            except sqlite3.Error:
                self._discard()
            else:
                return

    def keys(self, prefix: str) -> list[str]:
        """What anything is kept under that begins with `prefix`."""
        query = "SELECT key FROM kept WHERE key >= ? AND key < ?"
        try:
            with closing(self._open().execute(query, (prefix, prefix + "\uffff"))) as rows:
                return [key for (key,) in rows]
        except sqlite3.Error:
            self._discard()
            return []

    def drop_all_but(self, prefix: str, keys: Iterable[str]) -> None:
        """Forget what is kept under keys that begin with `prefix` and are not among `keys`."""
        if found := set(self.keys(prefix)):
            self.drop(found.difference(keys))

    def drop(self, keys: Iterable[str]) -> None:
        """Forget what is kept under these."""
        if given := [(key,) for key in keys]:
            try:
                with self._open() as connection:
                    connection.executemany("DELETE FROM kept WHERE key = ?", given)
            except sqlite3.Error:
                self._discard()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
        self._connection = None

    def _open(self) -> sqlite3.Connection:
        """A connection of this process: one from before a fork must not be used."""
        if self._connection is not None and self._process != os.getpid():
            # Kept from being closed: that would be the parent's to do.
            self._inherited.append(self._connection)
            self._connection = None
        if self._connection is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._process = os.getpid()
            self._connection = sqlite3.connect(self._path, timeout=_WAIT, check_same_thread=False)
            # Values are of 4 kB and more: large pages are written in a third of the time.
            self._connection.execute("PRAGMA page_size = 32768")
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute(_SCHEMA)
        return self._connection

    def _discard(self) -> None:
        self.close()
        for path in self.folder.glob(f"{self._path.name}*"):
            path.unlink(missing_ok=True)


class Remembering(Cache):
    """A cache of a process that builds again and again, and alone: the largest values stay read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._known: dict[str, Any] = {}

    def get(self, key: str) -> Any:  # noqa: ANN401 - as above
        """The value kept under `key`, or None."""
        if not key.startswith(_LARGE):
            return super().get(key)
        if key not in self._known:
            self._known[key] = super().get(key)
        return self._known[key]

    def read_ahead(self) -> None:
        """Read these values before they are asked for."""
        for prefix in _LARGE:
            for key in self.keys(prefix):
                self.get(key)

    def put(self, values: Mapping[str, object]) -> None:
        """Keep all of `values`, or none of them."""
        super().put(values)
        self._known.update((key, one) for key, one in values.items() if key.startswith(_LARGE))
