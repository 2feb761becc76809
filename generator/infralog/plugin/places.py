"""Where the log stands in MkDocs: its addresses as files, its sections as navigation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from infralog.source.file import FOLDERS

HIDDEN = {"hide": ["navigation", "toc"]}


class LogFile(File):
    """An address that the log writes itself: MkDocs may link to it, but never builds it."""

    def is_documentation_page(self) -> bool:
        """Never: so MkDocs does not read it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - MkDocs's signature
        """Nothing to copy: the pipeline writes it."""


def log_page(title: str, source: str, url: str, config: MkDocsConfig) -> HostPage:
    """A MkDocs page for the address `url`, as if made from the file `source`."""
    file = LogFile(
        source, None, config.site_dir, use_directory_urls=True, dest_uri=f"{url}index.html"
    )
    page = HostPage(title, file, config)
    page.meta = dict(HIDDEN)
    page.toc = TableOfContents([AnchorLink(title, "il-article", 1)])
    return page


def replace_entry_files(files: Files, urls: Mapping[str, str], config: MkDocsConfig) -> None:
    """Give each entry's file the address of its page, and hide what the log does not show."""
    for file in list(files):
        if not is_entry_path(file.src_uri):
            continue
        files.remove(file)
        if url := urls.get(file.src_uri):
            files.append(log_page("", file.src_uri, url, config).file)


def is_entry_path(path: str) -> bool:
    """Whether a file of the docs folder is read by the log."""
    parts = PurePosixPath(path).parts
    return len(parts) > 1 and parts[0] in FOLDERS and path.endswith(".md")


def theme_folder() -> Path:
    """The log's own templates and styles: inside the wheel, or beside the package's source."""
    package = Path(__file__).parents[1]
    inside = package / "theme"
    return inside if inside.is_dir() else package.parents[1] / "theme"
