"""Looks for what must not be published: in the texts of a log, and in its built site."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain
from pathlib import Path, PurePath
from typing import NamedTuple

from infralog.errors import Problem
from infralog.parse.plain import public_page
from infralog.pipeline.gate import readable
from infralog.pipeline.load import Loaded
from infralog.pipeline.secrets import SecretFinder
from infralog.rules.audience import is_file_shown
from infralog.rules.denials import DenyList
from infralog.rules.finding import Finding
from infralog.rules.private_names import private_names
from infralog.source.flaw import Flaw, place_in
from infralog.source.text import text_of

_ALLOWED = re.compile(r"(?:<!--|#)\s*infralog: allow ((?:[EW]\d{3}[ ,]*)+)(?:-->)?")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ALLOWABLE = frozenset(("E402", "W403", "W404"))


class Scan(NamedTuple):
    """Problems with paths as seen from mkdocs.yml; `allowed` are findings that authors allow."""

    problems: tuple[Problem, ...]
    allowed: frozenset[str]


def scan_entries(folder: Path, loaded: Loaded, denied: DenyList, secrets: SecretFinder) -> Scan:
    """What stands in the texts and names that the public would see.

    Every file below `folder` but hidden ones, internal records and pages, and what only these
    show; without internal blocks. Comments are looked at too: the repository tells them.
    """
    problems: list[Problem] = []
    allowed: set[str] = set()
    for path in _shown_paths(folder, loaded):
        try:
            text = _public_text(path, (folder / path).read_bytes())
        except Flaw as flaw:
            if path not in loaded.places:  # of records, parsing has told it
                problems.append(Problem(path, *flaw.place, flaw.code, flaw.message))
            continue
        if text is None:
            continue
        lines = _allowances(text)
        for one in _found_in(text, denied, secrets):
            if one.code in lines.get(place_in(text, one.start).line, ()):
                allowed.add(one.found)
            else:
                problems.append(one.problem(path, text))
        problems += (one.problem(path, "") for one in _in_name(path, denied))
    told = (one._replace(path=f"{folder.name}/{one.path}") for one in problems)
    return Scan(tuple(sorted(told)), frozenset(allowed))


def scan_site(
    site: Path, allowed: AbstractSet[str], denied: DenyList, secrets: SecretFinder
) -> tuple[Problem, ...]:
    """What stands in the files of a built site and their names, but for what authors allow.

    What is found in many files is told once, with the first of them.
    """
    first: dict[tuple[str, str], Problem] = {}
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for file in sorted(site.rglob("*")):
        if not file.is_file():
            continue
        path = file.relative_to(site).as_posix()
        text = readable(path, file.read_bytes())
        for one in chain(_in_name(path, denied), _found_in(text, denied, secrets)):
            if one.found not in allowed:
                kind = (one.message, one.found)
                first.setdefault(kind, one.problem(f"{site.name}/{path}", text))
                counts[kind] += 1
    return tuple(sorted(_counted(first[kind], count) for kind, count in counts.items()))


def _counted(problem: Problem, count: int) -> Problem:
    if count == 1:
        return problem
    return problem._replace(message=f"{problem.message} It stands {count} times in the site.")


def _shown_paths(folder: Path, loaded: Loaded) -> Iterator[str]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        hidden = any(part.startswith(".") for part in path.parts) or not file.is_file()
        name = path.as_posix()
        shown = file.suffix == ".md" or is_file_shown(name, loaded.linked, loaded.hidden_links)
        if shown and not hidden:
            yield name


def _public_text(path: str, content: bytes) -> str | None:
    """None for an internal page. Raises Flaw where it cannot be told what is internal."""
    if path.endswith(".md"):
        return public_page(text_of(content), in_place=True)
    return readable(path, content)


def _in_name(path: str, denied: DenyList) -> Iterator[Finding]:
    """What a path tells, at the file's first line."""
    name = path.removesuffix(PurePath(path).suffix)
    for one in chain(denied.find(name), private_names(name.replace("/", " "))):
        yield one._replace(start=0)


def _found_in(text: str, denied: DenyList, secrets: SecretFinder) -> Iterator[Finding]:
    yield from denied.find(text)
    yield from private_names(text)
    yield from secrets(text)


def _allowances(text: str) -> Mapping[int, AbstractSet[str]]:
    """The codes allowed in each line, from 1: in that of the comment, and in the one below it.

    Where code begins below it, in all lines of that code.
    """
    found: defaultdict[int, set[str]] = defaultdict(set)
    if "infralog: allow" not in text:
        return found
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        comment = _ALLOWED.search(line)
        if comment:
            codes = _ALLOWABLE & set(re.findall(r"[EW]\d{3}", comment[1]))
            for near in range(number, number + 2 + _length_of_code(lines[number:])):
                found[near] |= codes
    return found


def _length_of_code(lines: list[str]) -> int:
    """How many lines follow the first until its fence is closed; 0 if it opens none."""
    fence = _FENCE.match(lines[0]) if lines else None
    if not fence:
        return 0
    ends = (count for count, line in enumerate(lines[1:], 1) if line.strip().startswith(fence[1]))
    return next(ends, 0)
