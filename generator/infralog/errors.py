"""What can be wrong, as data: problems of the input, and the one error raised for them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    """Stops the build."""
    ADVICE = "advice"
    """Told by `infralog check`; never stops a build."""


class Problem(NamedTuple):
    """One flaw of the input, at the place where its author can mend it.

    `path` is relative to the entries' folder, or the configuration file's name. `line` and
    `column` count from 1. `code` is stable (docs/problems.md): E1xx parse, E2xx rules, W3xx advice,
    E4xx and W4xx what must not be published.
    `message` says what is wrong, quotes the value and says what to write instead.
    """

    path: str
    line: int
    column: int
    code: str
    message: str

    @property
    def severity(self) -> Severity:
        """Advice for W codes, an error for all others."""
        return Severity.ADVICE if self.code.startswith("W") else Severity.ERROR

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"


class InfralogError(Exception):
    """A mistake of the user's, worded for them; commands print it without a traceback."""


class ProblemsFound(InfralogError):
    """The input has errors; `problems` holds all of them, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        # An exception is made again of its text: what another process raises would be lost.
        return ProblemsFound, (self.problems,)


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """A remedy to end a message with: the nearest known names, else all of them if few."""
    from difflib import get_close_matches  # noqa: PLC0415 - for mistakes alone

    names = sorted(known)
    near = get_close_matches(given, names, n=2, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(map(repr, near))}?"
    if len(names) <= 12:  # noqa: PLR2004 - as many as still read as a sentence
        return f"write one of {', '.join(names)}."
    return f"it is none of the {len(names)} known ones."
