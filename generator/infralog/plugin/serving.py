"""How `serve` follows edits: at once, and making only what they change."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
)
from watchdog.observers import Observer
from watchdog.observers.inotify import InotifyObserver

from infralog.pipeline.again import Hosted, serve_again
from infralog.pipeline.cache import Remembering

log = logging.getLogger(f"mkdocs.plugins.{__name__}")

_CHANGES = [
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
"""Not that a file was read: a build reads them all and would set off the next."""


class ChangeObserver(InotifyObserver):
    """Tells of changes alone."""

    def schedule(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - passed on
        """Watch a path."""
        return super().schedule(*args, **{"event_filter": _CHANGES, **options})


def rebuild_quickly(
    server: LiveReloadServer, folder: Path, hosted: Callable[[], Hosted | None]
) -> None:
    """Let the server build the log alone where MkDocs's part, which `hosted` tells, is as it was.

    `folder` is where the cache is.
    """
    whole = server.builder
    cache = Remembering(folder)
    ahead = Thread(target=cache.read_ahead)
    if hosted():
        ahead.start()  # so that the first edit need not wait for it

    def build() -> None:
        nonlocal cache
        if ahead.is_alive():
            ahead.join()
        known, is_awaited = hosted(), lambda: server._want_rebuild  # noqa: SLF001 - as in `_show`
        if known and serve_again(known, cache, partial(_show, server), is_awaited):
            return
        cache.close()
        cache = Remembering(folder)
        try:
            whole()
        except MkDocsException as error:  # on others the server would answer no request any more
            log.error("%s The pages are as they were before.", error)

    server.builder = build


def _show(server: LiveReloadServer) -> None:
    """Show what has been built until now, as the server does after a whole build."""
    with server._epoch_cond:  # noqa: SLF001 - it has no way to tell it
        server._visible_epoch = server._wanted_epoch  # noqa: SLF001 - as above
        server._epoch_cond.notify_all()  # noqa: SLF001 - as above


def watch_closely(server: LiveReloadServer, config: MkDocsConfig) -> LiveReloadServer:
    """Watch the site's own templates too, and all without the server's polling.

    The cost and the delay of polling grow with the number of entries. Where the system's notices
    are not inotify's, it stays.
    """
    watched = [path for path in (config.docs_dir, config.config_file_path) if path]
    if Observer is InotifyObserver:
        for path in watched:
            server.unwatch(path)
        server.observer = ChangeObserver()  # type: ignore[assignment] # both are observers
        server.build_delay = 0.05
        for path in watched:
            server.watch(path)
    if config.theme.custom_dir:
        server.watch(config.theme.custom_dir)
    return server
