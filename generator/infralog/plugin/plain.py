"""Plain pages and other files of the docs folder: which of them this audience may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.structure.files import File

from infralog.errors import Problem, ProblemsFound
from infralog.parse.body import Converter
from infralog.parse.plain import public_page
from infralog.pipeline.load import Loaded
from infralog.rules.audience import is_file_shown
from infralog.rules.strays import LIKE_MARKDOWN
from infralog.settings import Settings
from infralog.source.file import FOLDERS
from infralog.source.flaw import Flaw

_FRONT = 4_000
"""Characters in which a page's front matter ends, if it has any."""


def shown_files(
    files: Iterable[File], loaded: Loaded, settings: Settings, convert: Converter
) -> list[File]:
    """The files that MkDocs may publish, without those of the log itself.

    Pages lose their internal blocks where the audience is public. Raises ProblemsFound where one
    has a mark of such a block without its pair.
    """
    others = [file for file in files if not is_record(file.src_uri)]
    pages = [file for file in others if file.is_documentation_page()]
    linked, hidden = set(loaded.linked), set(loaded.hidden_links)
    for page in pages:
        hidden |= _links_of(page, convert)
    if settings.audience == "public":
        pages = _public(pages)
    for page in pages:
        linked |= _links_of(page, convert)
    rest = [file for file in others if not file.is_documentation_page()]
    return pages + [file for file in rest if is_file_shown(file.src_uri, linked, hidden)]


def is_record(path: str) -> bool:
    """Whether a file of the docs folder is read by the log."""
    return path.endswith(".md") and path.partition("/")[0] in FOLDERS and "/" in path


def plain_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Path and beginning of each Markdown file below `folder` that the log does not read."""
    for file in sorted(folder.rglob("*.[mM]*")):
        path = file.relative_to(folder)
        name = path.as_posix()
        is_page = name.lower().endswith((".md", *LIKE_MARKDOWN)) and not is_record(name)
        if is_page and file.is_file() and not any(part.startswith(".") for part in path.parts):
            with file.open(encoding="utf-8", errors="replace") as text:
                yield name, text.read(_FRONT)


def is_shown(text: str, settings: Settings) -> bool:
    """Whether a page that begins so is for this audience, whatever else is wrong with it."""
    try:
        return settings.audience != "public" or public_page(text) is not None
    except Flaw:
        return True


def _links_of(page: File, convert: Converter) -> set[str]:
    return set(convert(page.content_string, page.src_uri).links)


def _public(pages: Iterable[File]) -> list[File]:
    shown = []
    problems = []
    for page in pages:
        try:
            text = public_page(page.content_string)
        except Flaw as flaw:
            path = Path(Path(page.src_dir or "").name, page.src_uri).as_posix()
            problems.append(Problem(path, *flaw.place, flaw.code, flaw.message))
            continue
        if text is None:
            continue
        if text != page.content_string:
            page.content_string = text
        shown.append(page)
    if problems:
        raise ProblemsFound(problems)
    return shown
