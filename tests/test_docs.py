"""The documents tell what the program has, and nothing that it has not."""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import struct
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
import pytest
import yaml
from click.testing import CliRunner

from infralog.cli import group
from infralog.parse.body import DEFAULT_EXTENSIONS, Converter
from infralog.parse.record import parse_source
from infralog.plugin.options import read_settings
from infralog.settings import GROUPS, Settings
from infralog.source.file import SourceFile

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
SETTINGS = DOCS / "settings.md"
COMMANDS = DOCS / "commands.md"
HELP = group.context_settings["help_option_names"]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+)\)|(?:src|srcset|href)=\"([^\"]+)\"")
FOLDERS = {"started": "incidents", "date": "changes", "starts": "maintenance", "found": "spofs"}

each_page = pytest.mark.parametrize(
    "page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix()
)


def blocks(language: str) -> list[str]:
    """Every fenced block of a language, from all documents."""
    found = (BLOCK.findall(page.read_text(encoding="utf-8")) for page in PAGES)
    return [text for page in found for name, text in page if name == language]


def commands(command: click.Command = group, name: str = "infralog") -> Iterator[click.Context]:
    """Every command, with its whole name; groups before what is in them."""
    context = click.Context(command, info_name=name, terminal_width=100, help_option_names=HELP)
    yield context
    if isinstance(command, click.Group):
        for part in command.list_commands(context):
            inner = command.get_command(context, part)
            assert inner is not None
            yield from commands(inner, f"{name} {part}")


def golden(page: Path, expected: str) -> None:
    """UPDATE_GOLDENS=1 writes it anew."""
    if os.environ.get("UPDATE_GOLDENS"):
        page.write_text(expected, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == expected


# Settings


def option_texts() -> Mapping[str, str]:
    """What stands below each option of Settings."""
    source = (ROOT / "generator/infralog/settings.py").read_text(encoding="utf-8")
    classes = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}
    body = classes["Settings"].body
    return {
        field.target.id: " ".join(text.value.value.split())
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


def default_of(option: str) -> str:
    value = getattr(Settings(), option)
    if value is GROUPS:
        return "as below"
    return f"`{json.dumps(value)}`" if isinstance(value, bool | int) else f"`{value}`"


def test_settings_tells_every_option_with_its_default():
    texts = option_texts()
    assert set(texts) == set(Settings.__dataclass_fields__)
    rows = [f"| `{name}` | {default_of(name)} | {text} |" for name, text in texts.items()]
    rows = [row.replace("| `None` |", "| |").replace("| `{}` |", "| |") for row in rows]
    head = ("<!-- settings -->", "", "| option | default | |", "|---|---|---|")
    table = "\n".join((*head, *rows, ""))
    text = SETTINGS.read_text(encoding="utf-8")
    golden(SETTINGS, re.sub(r"<!-- settings -->\n(\n(\|[^\n]*\n)+)?", lambda _: table, text))


def test_settings_tells_the_extensions_of_markdown():
    (told,) = re.findall(r"names none:(.*?)Name any", SETTINGS.read_text("utf-8"), re.DOTALL)
    assert re.findall(r"`([\w.]+)`", told) == list(DEFAULT_EXTENSIONS)


CONFIGS = [text for text in blocks("yaml") if "infralog" in text and "plugins:" in text]


def test_there_are_configurations_to_check():
    assert len(CONFIGS) >= 3


@pytest.mark.parametrize("text", CONFIGS)
def test_every_configuration_shown_is_accepted(text):
    plugins = yaml.safe_load(text)["plugins"]
    options = [plugin["infralog"] for plugin in plugins if isinstance(plugin, dict)]
    settings, wrong = read_settings(options[0] if options else {})
    assert wrong == []
    assert settings.groups == GROUPS


# Commands


def test_commands_tells_every_command_and_option():
    """Options of `infralog new KIND` are keys of front matter: told where those are."""
    parts = [COMMANDS.read_text(encoding="utf-8").partition("\n## ")[0]]
    for context in commands():
        if " new " not in context.command_path:
            text = context.command.get_help(context).replace("\b", "")
            parts.append(f"\n## {context.command_path}\n\n```text\n{text}\n```\n")
    golden(COMMANDS, "".join(parts))


def test_every_option_of_new_is_a_key_or_told():
    keys = (DOCS / "writing-entries.md").read_text(encoding="utf-8")
    told = COMMANDS.read_text(encoding="utf-8")
    for context in commands():
        for option in context.command.params:
            if " new " in context.command_path and isinstance(option, click.Option):
                named = f"`{option.name}`" in keys or f"`{option.opts[-1]}`" in told
                assert named, f"{context.command_path} {option.opts}"


def shown_commands() -> list[str]:
    """Lines that a reader would type as they stand."""
    lines = "".join(text for name in ("", "sh", "bash") for text in blocks(name)).splitlines()
    typed = (line.split(" #")[0].split(" >")[0] for line in lines)
    return sorted({line.strip() for line in typed if re.match(r"infralog [a-z]", line)})


@pytest.mark.parametrize("line", shown_commands())
def test_every_command_shown_can_be_typed(line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    command, context = group, click.Context(group)
    words = shlex.split(re.sub(r"\|[a-z]+", "", line))[1:]
    while isinstance(command, click.Group) and words:
        command = command.get_command(context, words.pop(0))
        assert command is not None
    for word in words:
        if word.startswith("-"):
            known = {name for option in command.params for name in option.opts}
            assert word.split("=")[0] in known, line


# Examples


@pytest.mark.parametrize("text", blocks("python"))
def test_every_python_example_parses(text):
    ast.parse(text)


@pytest.mark.parametrize("text", blocks("json"))
def test_every_json_example_parses(text):
    json.loads(text)


@pytest.mark.parametrize("text", blocks("yaml"))
def test_every_yaml_example_parses(text):
    assert yaml.safe_load(text)


@pytest.mark.parametrize("text", [one for one in blocks("markdown") if one.startswith("---\n")])
def test_every_entry_shown_is_free_of_problems(text):
    keys = yaml.safe_load(text.split("---\n")[1])
    folder = next(folder for key, folder in FOLDERS.items() if key in keys)
    source = SourceFile(f"{folder}/2024-12-12-shown.md", text.encode())
    assert parse_source(source, Settings(), Converter()).problems == ()


# Links and pictures


def anchors(page: Path) -> set[str]:
    """The ids that code hosts give to a document's headings."""
    prose = BLOCK.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", prose, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


@each_page
def test_every_link_leads_somewhere(page):
    prose = re.sub(r"`[^`\n]+`", "", BLOCK.sub("", page.read_text(encoding="utf-8")))
    broken = []
    for found in LINK.finditer(prose):
        link = urlsplit(found[1] or found[2])
        if link.scheme or link.netloc:
            continue
        target = (page.parent / unquote(link.path)).resolve() if link.path else page
        if not target.exists() or (link.fragment and link.fragment not in anchors(target)):
            broken.append(link.geturl())
    assert broken == []


def test_the_table_of_contents_has_every_document():
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    pages = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")} - {"index.md"}
    assert [page for page in sorted(pages) if f"({page})" not in index] == []


def test_pictures_are_small_and_shown():
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    pictures = sorted((DOCS / "images").glob("*.png"))
    assert pictures
    for picture in pictures:
        data = picture.read_bytes()
        assert len(data) < 200_000, picture.name
        assert struct.unpack(">I", data[16:20]) == (1280,), picture.name
        assert f"images/{picture.name}" in text, picture.name


def test_the_readme_can_be_followed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    config, entry = (
        next(text for name, text in BLOCK.findall(readme) if name == language)
        for language in ("yaml", "markdown")
    )
    Path("mkdocs.yml").write_text(config, encoding="utf-8")
    Path("entries").mkdir()
    new = next(line for line in readme.splitlines() if line.startswith("infralog new"))
    (told,) = re.findall(r"`(entries/incidents/\S+)`", readme)
    assert told in infralog(new)
    assert Path(told).is_file()
    Path(told).write_text(entry, encoding="utf-8")
    infralog("infralog check")
    infralog("infralog build")
    assert Path("site/incidents", Path(told).stem, "index.html").is_file()


def infralog(line: str) -> str:
    """What a command prints; it has to end well."""
    done = CliRunner().invoke(group, shlex.split(line)[1:], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < 90


def test_the_changelog_has_a_heading_for_this_version():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)", text, re.MULTILINE)[0] in {"Unreleased", version("infralog")}
