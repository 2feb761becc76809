"""What YAML's parser says of a broken text, in words that tell an author what to write."""

from __future__ import annotations

import re

import yaml

from infralog.source.flaw import Flaw, Place

_REMEDIES = {
    "found unexpected end of stream": "a quotation mark opens here and is never closed; close it.",
    "did not find expected ',' or ']'": "the list that opens here is never closed; write ']'.",
    "did not find expected ',' or '}'": "the mapping that opens here is never closed; write '}'.",
    "could not find expected ':'": "this is no 'key: value' line; write a colon and a blank.",
    "did not find expected key": "the line is not indented as the ones around it, or text follows"
    " a closing quotation mark; put the whole value in quotes.",
    "did not find expected '-' indicator": "the line does not belong to the list above it;"
    " begin it with '- ' or indent it as the keys.",
    "found unknown escape character": "a backslash in double quotes begins an escape;"
    " write single quotes.",
    "found a tab character": "a tab stands here; indent with blanks.",
    "did not find expected node content": "a value is missing between the commas; write it.",
}
_OPENED = ("found unexpected end of stream", "did not find expected ','")
"""Messages whose remedy belongs where the thing was opened, not where the text ended."""


def flaw_of(error: yaml.YAMLError, text: str, first_line: int) -> Flaw:
    """The parser's error, told at its place in the file and with a remedy."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Flaw("E106", "The front matter is no YAML.", Place(first_line, 1))
    problem = error.problem or ""
    mark = error.problem_mark
    if error.context_mark is not None and problem.startswith(_OPENED):
        mark = error.context_mark
    place = Place(mark.line + first_line, mark.column + 1)
    before, after = _line_around(text, mark)
    return Flaw("E106", f"YAML cannot read this: {_remedy(problem, before, after)}", place)


def _remedy(problem: str, before: str, after: str) -> str:
    if "cannot start any token" in problem:
        if after.startswith("\t"):
            return "a tab stands here; indent with blanks."
        return f"a value cannot begin with {after[:1]!r}; put it in quotes."
    if problem.startswith("mapping values are not allowed"):
        if re.fullmatch(r" +[\w-]+", before):
            return f"{before.strip()!r} is indented too far; begin it where the keys above begin."
        return "a second ': ' stands in the value; put the value in quotes."
    for start, remedy in _REMEDIES.items():
        if problem.startswith(start):
            return remedy
    return f"{problem}; put the value in quotes, or see how it is indented."


def _line_around(text: str, mark: yaml.Mark) -> tuple[str, str]:
    """The line of a mark, before and from the mark on."""
    line = text.split("\n")[mark.line : mark.line + 1]
    return ("".join(line)[: mark.column], "".join(line)[mark.column :])
