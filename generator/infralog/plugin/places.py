"""Where the log stands in MkDocs: its addresses as files and pages that MkDocs never builds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from infralog.source.file import FOLDERS

HIDDEN = {"hide": ["navigation", "toc"]}
ARTICLE = "il-article"
"""Where the link that skips the header leads to."""


class LogFile(File):
    """An address that the log writes itself: MkDocs may link to it, but never builds it."""

    def is_documentation_page(self) -> bool:
        """Never: so MkDocs does not read it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - MkDocs's signature
        """Nothing to copy: the pipeline writes it."""


class LogFiles(Files):
    """MkDocs's files without the log's; a link to one of these still finds its page."""

    def __init__(self, files: Files, urls: Mapping[str, str], config: MkDocsConfig) -> None:
        super().__init__([file for file in files if not is_record(file.src_uri)])
        self._urls = urls
        self._config = config

    def get_file_from_path(self, path: str) -> File | None:
        """The file of this path; one of the log with the address of its page."""
        found = super().get_file_from_path(path)
        url = None if found else self._urls.get(PurePath(path).as_posix())
        return log_file(path, url, self._config) if url else found


def is_record(path: str) -> bool:
    """Whether a file of the docs folder is read by the log."""
    return path.endswith(".md") and path.partition("/")[0] in FOLDERS and "/" in path


def log_file(source: str, url: str, config: MkDocsConfig) -> LogFile:
    """A file at `url`, as if made from `source`."""
    return LogFile(
        source, None, config.site_dir, use_directory_urls=True, dest_uri=f"{url}index.html"
    )


def log_page(title: str, url: str, config: MkDocsConfig) -> HostPage:
    """A MkDocs page for the address `url`."""
    page = HostPage(title, log_file(f"{url}index.md", url, config), config)
    page.meta = dict(HIDDEN)
    page.toc = TableOfContents([AnchorLink(title, ARTICLE, 1)])
    return page


def theme_folder() -> Path:
    """The log's own templates and styles: inside the wheel, or beside the package's source."""
    package = Path(__file__).parents[1]
    inside = package / "theme"
    return inside if inside.is_dir() else package.parents[1] / "theme"
