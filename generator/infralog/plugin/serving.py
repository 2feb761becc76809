"""How `serve` notices edits: by the system's own notices where MkDocs would look twice a second."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
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


def watch_closely(server: LiveReloadServer, config: MkDocsConfig) -> LiveReloadServer:
    """Replace the server's polling, whose cost and delay grow with the number of entries.

    Only where the system's notices are inotify's; elsewhere MkDocs's way stays.
    """
    if Observer is not InotifyObserver:
        return server
    watched = [path for path in (config.docs_dir, config.config_file_path) if path]
    for path in watched:
        server.unwatch(path)
    server.observer = ChangeObserver()  # type: ignore[assignment] # both are observers
    server.build_delay = 0.05
    for path in watched:
        server.watch(path)
    return server
