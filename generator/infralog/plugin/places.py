"""Where the log stands in MkDocs: its addresses as files and pages that MkDocs never builds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

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
    """MkDocs's files without the log's; a link to one of these still finds its page.

    A link to one of `hidden`, records that this build leaves out, leads to the list of its type.
    """

    def __init__(
        self,
        files: Iterable[File],
        urls: Mapping[str, str],
        hidden: Collection[str],
        config: MkDocsConfig,
    ) -> None:
        super().__init__(files)
        self._urls = urls
        self._hidden = hidden
        self._config = config

    def get_file_from_path(self, path: str) -> File | None:
        """The file of this path; one of the log with the address of its page."""
        found = super().get_file_from_path(path)
        if found:
            return found
        source = PurePath(path).as_posix()
        url = self._urls.get(source)
        if url is None and source in self._hidden:
            url = f"{source.partition('/')[0]}/"
        return log_file(source, url, self._config) if url else None


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
