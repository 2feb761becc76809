"""The deny-list: what the public log must not hold, by words of the operator's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from infralog.errors import Problem, ProblemsFound
from infralog.rules.finding import Finding


class Phrase(NamedTuple):
    """A plain line: its words in this order, in small or capital letters."""

    line: int
    words: tuple[str, ...]

    def first_in(self, small: str) -> re.Match[str] | None:
        """Where it stands in a text of small letters."""
        if any(word not in small for word in self.words):  # much faster than the pattern
            return None
        return re.search(r"\s+".join(map(re.escape, self.words)), small)


class Pattern(NamedTuple):
    """A line between slashes: a regular expression of Python."""

    line: int
    expression: re.Pattern[str]


@dataclass(frozen=True)
class DenyList:
    """A list that was read; `name` is that of its file, `key` changes with what it denies."""

    name: str = ""
    phrases: tuple[Phrase, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    key: str = ""

    def find(self, text: str) -> Iterator[Finding]:
        """The first place of each line of the list in `text`."""
        if not self.key:
            return
        small = text.lower()
        for phrase in self.phrases:
            found = phrase.first_in(small)
            if found:
                yield self._finding(phrase.line, found)
        for pattern in self.patterns:
            found = pattern.expression.search(text)
            if found:
                yield self._finding(pattern.line, found)

    def _finding(self, line: int, found: re.Match[str]) -> Finding:
        message = (
            f"Line {line} of {self.name} denies what stands here; reword it, or put it between"
            " '<!-- internal -->' and '<!-- /internal -->'."
        )
        return Finding(found.start(), found[0], "E401", message)


def read_deny_list(name: str, text: str) -> DenyList:
    """A list from the text of its file. Raises ProblemsFound with all lines that are wrong.

    A line is a phrase, or a regular expression between slashes; `#` begins a comment line.
    """
    lines = {place: line.strip() for place, line in enumerate(text.splitlines(), start=1)}
    wanted = {place: line for place, line in lines.items() if line and line[0] != "#"}
    given = {place: line[1:-1] for place, line in wanted.items() if _is_pattern(line)}
    problems = [*_wrong(name, given.items())]
    if problems:
        raise ProblemsFound(problems)
    phrases = (
        Phrase(place, tuple(line.lower().split()))
        for place, line in wanted.items()
        if place not in given
    )
    patterns = (Pattern(place, re.compile(line)) for place, line in given.items())
    key = blake2b(text.encode(), digest_size=8).hexdigest() if wanted else ""
    return DenyList(name, tuple(phrases), tuple(patterns), key)


def _is_pattern(line: str) -> bool:
    return len(line) > 1 and line[0] == line[-1] == "/"


def _wrong(name: str, given: Iterable[tuple[int, str]]) -> Iterator[Problem]:
    for line, expression in given:
        try:
            if re.compile(expression).match(""):
                message = "The expression matches nothing at all, so it would match everywhere."
                yield Problem(name, line, 1, "E410", f"{message} Write what must not stand there.")
        except re.error as error:
            message = f"This is no regular expression: {error}. Mend it, or remove the slashes."
            yield Problem(name, line, 1, "E410", message)
