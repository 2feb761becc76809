"""What MkDocs has to say, told as the commands tell theirs."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.exceptions import Abort, MkDocsException

from infralog.errors import InfralogError

_PROBLEM = re.compile(r"[^\n]+?:\d+:\d+: [EW]\d+ ")


@contextmanager
def warnings_counted() -> Iterator[list[logging.LogRecord]]:
    """What MkDocs warns of meanwhile."""
    found: list[logging.LogRecord] = []
    handler = _Noting(found)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)


@contextmanager
def told_plainly() -> Iterator[None]:
    """MkDocs logs what it finds wrong and then gives up: show the first, word the second."""
    logger = logging.getLogger("mkdocs")
    if not logger.handlers and not logging.getLogger().handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(_Plainly())
        logger.addHandler(handler)
        logger.setLevel(logging.WARNING)
    try:
        yield
    except Abort as error:
        raise InfralogError("Nothing was published: mend the problems above.") from error
    except MkDocsException as error:
        raise InfralogError(str(error)) from error


class _Noting(logging.Handler):
    """Notes warnings in a list."""

    def __init__(self, found: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        """Note one."""
        self._found.append(record)


class _Plainly(logging.Formatter):
    """Problems as they are; what MkDocs says with its level."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, or as many as the message has."""
        message = record.getMessage()
        return message if _PROBLEM.match(message) else f"{record.levelname}: {message}"
