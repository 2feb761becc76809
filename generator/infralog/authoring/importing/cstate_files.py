"""Where a Hugo site keeps its issues, and which of them are copies in another language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from infralog.errors import InfralogError

_CONFIGS = [f"{stem}.{ending}" for stem in ("hugo", "config") for ending in ("yml", "yaml", "toml")]
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")
_LANGUAGE = re.compile(r"\.([a-z]{2}(?:-[a-zA-Z]{2,4})?)$")
_NO_CONTENT = frozenset({"themes", "public", "archetypes", "resources", "node_modules", "static"})


class IssueFile(NamedTuple):
    """A file under `issues`. `name` is its path in `site`; `excuse` why it is not an issue."""

    site: Path
    path: Path
    name: str
    language: str
    key: str
    excuse: str = ""

    @property
    def shown(self) -> str:
        """The path as the user can open it."""
        return str(self.path)

    @property
    def stem(self) -> str:
        """The name that an author gave: of the folder for a page bundle's index.md."""
        return self.path.parent.name if self.path.stem == "index" else self.path.stem


def read_config(site: Path) -> dict[str, str]:
    """The site's own settings that are texts, by keys in small letters; empty without a file."""
    path = next((site / name for name in _CONFIGS if (site / name).is_file()), None)
    if path is None:
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
        given = tomllib.loads(text) if path.suffix == ".toml" else yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes texts, lists and mappings only
    except (ValueError, yaml.YAMLError) as error:
        raise InfralogError(f"{path} cannot be read: {error}") from None
    found = given if isinstance(given, dict) else {}
    return {str(key).lower(): one for key, one in found.items() if isinstance(one, str)}


def issue_files(site: Path, language: str) -> Iterator[IssueFile]:
    """Every file below an `issues` folder, sorted; of translations only the preferred is kept.

    `language` is the code or folder of the language to prefer; without it the first by name.
    """
    found = [file for folder in _issue_folders(site) for file in _files_in(site, folder)]
    if not found:
        raise InfralogError(f"{site} holds no issues; give the folder with content/issues in it.")
    kept: dict[str, IssueFile] = {}
    for file in sorted(found, key=lambda file: (not _speaks(file, language), file.name)):
        if not file.excuse:
            kept.setdefault(file.key, file)
    for file in sorted(found, key=lambda file: file.name):
        original = kept.get(file.key, file)
        if file.excuse or original == file:
            yield file
        else:
            excuse = f"is {original.name} in another language; `--language` prefers one"
            yield IssueFile(site, file.path, file.name, file.language, file.key, excuse)


def _speaks(file: IssueFile, language: str) -> bool:
    return not file.language or (bool(language) and file.language.startswith(language))


def _issue_folders(site: Path) -> list[Path]:
    if not site.is_dir():
        raise InfralogError(f"{site} is no folder; give the one of a cState site.")
    root = site / "content" if (site / "content").is_dir() else site
    folders = [
        folder
        for folder in sorted(root.rglob("issues"))
        if folder.is_dir() and not _NO_CONTENT.intersection(folder.relative_to(site).parts)
    ]
    return folders or ([site] if site.name == "issues" else [])


def _files_in(site: Path, folder: Path) -> Iterator[IssueFile]:
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name.startswith(".") or path.suffix.lower() in _PICTURES:
            continue
        inside = path.relative_to(folder)
        folders = [
            part for part in folder.relative_to(site).parts if part not in ("content", "issues")
        ]
        suffix = _LANGUAGE.search(path.stem)
        language = suffix[1] if suffix else "/".join(folders)
        key = str(inside.with_name(_LANGUAGE.sub("", path.stem)))
        name = path.relative_to(site).as_posix()
        yield IssueFile(site, path, name, language, key, _excuse(path))


def _own_folders(site: Path, folder: Path) -> list[str]:
    """The folders that are neither `content` nor `issues`: those of a language."""
    return [part for part in folder.relative_to(site).parts if part not in ("content", "issues")]


def _excuse(path: Path) -> str:
    if path.suffix.lower() not in _MARKDOWN:
        return "is no Markdown file"
    return "is the page of a section, not an issue" if path.stem == "_index" else ""
