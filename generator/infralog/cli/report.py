"""Problems in the forms that people, editors and code hosts read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version

import click

from infralog.errors import Problem, Severity

_MANUAL = "docs/problems.md"
_COLOURS = {Severity.ERROR: "red", Severity.ADVICE: "yellow"}


def as_text(problems: Sequence[Problem]) -> str:
    """A line a problem, and how many there are."""
    lines = [_line(problem) for problem in problems]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    advice = len(problems) - errors
    summary = f"{_count(errors, 'problem')}, {_count(advice, 'piece')} of advice."
    return "\n".join([*lines, summary if problems else "No problems."])


def as_json(problems: Sequence[Problem]) -> str:
    """A JSON list of objects with path, line, column, code, severity and message."""
    return json.dumps([_object(problem) for problem in problems], indent=2, ensure_ascii=False)


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands of GitHub Actions, which shows them beside the changed lines."""
    return "\n".join(
        f"::{'error' if problem.severity is Severity.ERROR else 'notice'} "
        f"file={_property(problem.path)},line={problem.line},col={problem.column},"
        f"title={problem.code}::{_data(problem.message)}"
        for problem in problems
    )


def as_sarif(problems: Sequence[Problem]) -> str:
    """SARIF 2.1.0 (OASIS), for code hosts and editors."""
    codes = sorted({problem.code for problem in problems})
    rules = [{"id": code, "helpUri": f"{_MANUAL}#{code.lower()}"} for code in codes]
    driver = {"name": "infralog", "version": version("infralog"), "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(problem) for problem in problems]}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, indent=2, ensure_ascii=False)


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def _line(problem: Problem) -> str:
    place = f"{problem.path}:{problem.line}:{problem.column}:"
    code = click.style(problem.code, fg=_COLOURS[problem.severity])
    return f"{place} {code} {problem.message}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _object(problem: Problem) -> Mapping[str, object]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
    }


def _result(problem: Problem) -> Mapping[str, object]:
    region = {"startLine": problem.line, "startColumn": problem.column}
    place = {"artifactLocation": {"uri": problem.path}, "region": region}
    return {
        "ruleId": problem.code,
        "level": "error" if problem.severity is Severity.ERROR else "note",
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": place}],
    }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
