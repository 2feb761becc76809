"""What YAML's parser says of a broken text, in words that tell an author what to write."""

from __future__ import annotations

import yaml

from infralog.source.flaw import Flaw, Place

_REMEDIES = {
    "mapping values are not allowed": "a second ': ' stands in the value; put the value in quotes.",
    "found unexpected end of stream": "a quotation mark opens here and is never closed; close it.",
    "did not find expected ',' or ']'": "the list that opens here is never closed; write ']'.",
    "did not find expected ',' or '}'": "the mapping that opens here is never closed; write '}'.",
    "could not find expected ':'": "this is no 'key: value' line; write a colon and a blank.",
    "did not find expected key": "the line is not indented as the ones around it, or text follows"
    " a closing quotation mark; put the whole value in quotes.",
    "did not find expected '-' indicator": "the line does not belong to the list above it;"
    " begin it with '- ' or indent it as the keys.",
    "unknown escape character": "a backslash in double quotes begins an escape;"
    " write single quotes.",
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
    return Flaw("E106", f"YAML cannot read this: {_remedy(problem, _character(text, mark))}", place)


def _remedy(problem: str, character: str) -> str:
    if "cannot start any token" in problem:
        if character == "\t":
            return "a tab stands here; indent with blanks."
        return f"a value cannot begin with {character!r}; put it in quotes."
    for start, remedy in _REMEDIES.items():
        if problem.startswith(start):
            return remedy
    return f"{problem}; put the value in quotes, or see how it is indented."


def _character(text: str, mark: yaml.Mark) -> str:
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    return line[mark.column : mark.column + 1]
