"""The manual names every key and every code, and none in vain."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from infralog.parse.entry import COMMON
from infralog.parse.fields import ENTRY_TYPES, PAGE_KEYS, TABLES

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "writing-entries.md"
PROBLEMS = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
CODE = re.compile(r"\b[EW]\d{3}\b")
HEAD = "| key | form | rule |\n|---|---|---|"
TABLE = re.compile(r"<!-- keys: (\w+) -->\n(?:\n\|[^\n]*(?:\n\|[^\n]*)*\n)?")


def row(field):
    required = ", **required**" if field.required else ""
    return f"| `{field.key}`{required} | {field.form} | {field.rule} |"


def table(name):
    fields = COMMON if name == "common" else TABLES[name]
    told = COMMON if name in ENTRY_TYPES else {}
    rows = [row(field) for key, field in fields.items() if key not in told]
    return "\n".join((f"<!-- keys: {name} -->", "", HEAD, *rows, ""))


def test_the_manual_has_the_tables_of_the_parser():
    """UPDATE_GOLDENS=1 writes them anew."""
    text = MANUAL.read_text(encoding="utf-8")
    expected = TABLE.sub(lambda found: table(found[1]), text)
    if os.environ.get("UPDATE_GOLDENS"):
        MANUAL.write_text(expected, encoding="utf-8")
    assert {found[1] for found in TABLE.finditer(text)} == {"common", *TABLES}
    assert MANUAL.read_text(encoding="utf-8") == expected


def test_the_manual_names_the_keys_of_the_theme():
    text = MANUAL.read_text(encoding="utf-8")
    assert all(f"`{key}`" in text for key in PAGE_KEYS)


def test_every_key_has_its_form_and_its_rule():
    fields = [field for known in TABLES.values() for field in known.values()]
    assert [field.key for field in fields if not (field.form and field.rule)] == []


def test_every_code_has_one_heading_and_none_stands_in_vain():
    sources = (ROOT / "generator" / "infralog").rglob("*.py")
    used = {
        code
        for path in sources
        for code in re.findall(r"\"([EW]\d{3})\"", path.read_text(encoding="utf-8"))
    }
    headings = re.findall(r"^### ([EW]\d{3}): .+$", PROBLEMS, re.MULTILINE)
    assert sorted(headings) == sorted(used)


GOLDENS = "".join(
    file.read_text(encoding="utf-8")
    for file in sorted((ROOT / "tests" / "golden" / "problems").glob("*/expected.txt"))
)


@pytest.mark.parametrize("section", PROBLEMS.split("\n### ")[1:], ids=lambda text: text[:4])
def test_every_problem_is_told_with_cause_example_and_cure(section):
    code = section[:4]
    cause, cure = section.split("**Cure:**")
    assert len(cause.split("\n\n")[1]) > 20
    assert cure.strip()
    examples = re.findall(r"```text\n(.+)\n```", section)
    if code in GOLDENS:
        assert len(examples) == 1
        assert f" {code} " in examples[0]
        assert f"{examples[0]}\n" in GOLDENS
