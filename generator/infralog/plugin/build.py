"""One build: what it has read, and where it writes, from the first hook to the last."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage

from infralog.errors import Problem, ProblemsFound
from infralog.outputs.context import Context
from infralog.outputs.page import Page
from infralog.outputs.pages.problems import problem_pages
from infralog.outputs.search import search_bundles
from infralog.outputs.sections import SECTIONS
from infralog.pipeline.cache import Cache
from infralog.pipeline.compose import Composed, compose, compose_pages, context_of
from infralog.pipeline.gate import gate_of
from infralog.pipeline.history import moves_in
from infralog.pipeline.load import Loaded, load
from infralog.pipeline.publish import publication, stage_beside
from infralog.plugin.configuration import (
    cache_folder,
    compiled_folder,
    converter_of,
    project_folder,
    site_of,
    templates_of,
)
from infralog.plugin.places import LogFiles, log_page
from infralog.plugin.plain import shown_files
from infralog.plugin.shells import Hooked, Host, Shells, other_listeners
from infralog.rules.site import check_site
from infralog.settings import Settings

_TAKEN = "This page would stand at an address of the log's; give the file another name."


class Build:
    """Reads the log, lends MkDocs a folder of its own to write to, and publishes both as one.

    MkDocs empties the folder that it builds into, so it is not shown the published one.
    """

    def __init__(
        self, config: MkDocsConfig, settings: Settings, now: datetime, *, is_served: bool
    ) -> None:
        self.site_folder = Path(config.site_dir)
        self._config = config
        self._open = ExitStack()
        gc.disable()  # a build keeps nearly all it makes: looking for garbage finds none
        self._open.callback(gc.enable)
        self._cache = Cache(cache_folder(config))
        self._open.callback(self._cache.close)
        self._convert = converter_of(config, settings)
        self._gate = gate_of(settings, project_folder(config))
        self.loaded: Loaded = load(
            Path(config.docs_dir),
            settings,
            self._convert,
            self._cache,
            drafts=is_served,
        )
        context = context_of(self.loaded.log, settings, site_of(config), now, templates_of(config))
        moves = moves_in(Path(config.docs_dir), self.loaded.log, self._cache)
        self._context: Context = replace(context, moves=moves)
        self._sections: dict[str, HostPage] = {}
        self._composed: Composed | None = None

    def divert(self) -> None:
        """Let MkDocs write beside the published folder."""
        stage = self._open.enter_context(stage_beside(self.site_folder))
        self._config.site_dir = str(stage)
        self._publication = self._open.enter_context(
            publication(stage, self.site_folder, self._cache, self._gate)
        )

    def begin_search(self) -> None:
        """Make the search while MkDocs goes on, which by now has emptied its folder."""
        if not self.loaded.errors:
            self._publication.begin(search_bundles(self._context))

    def place_entries(self, files: Files) -> Files:
        """Leave out what is not for this audience; let links of plain pages find entries."""
        urls = self._context.urls
        shown = shown_files(files, self.loaded, self._context.settings, self._convert)
        return LogFiles(shown, urls, self.loaded.places.keys() - urls.keys(), self._config)

    def put_sections_first(self, nav: Navigation) -> Navigation:
        """The log's sections, then what stands in the navigation of mkdocs.yml."""
        words = self._context.words
        for section in SECTIONS:
            title = words.t(f"sections.{section.name}")
            self._sections[section.url] = log_page(title, section.url, self._config)
        return Navigation([*self._sections.values(), *nav.items], nav.pages)

    def compose(self, environment: jinja2.Environment, nav: Navigation, files: Files) -> None:
        """Find everything the site is made of; renders no page unless other plugins look on.

        Raises ProblemsFound where a plain page has an address of the log's.
        """
        environment.bytecode_cache = jinja2.FileSystemBytecodeCache(
            str(compiled_folder(self._config, "host"))
        )
        environment.globals["il_t"] = self._context.words.t
        host = Host(self._config, environment, nav, self._sections)
        framed = Hooked(host) if other_listeners(self._config) else Shells(host)
        if self.loaded.errors:
            pages = problem_pages(self._context, self.loaded.errors)
            self._composed = compose_pages(self._context, pages, framed.artifact)
        else:
            self._composed = compose(self._context, framed.artifact)
        taken = {artifact.path for artifact in self._composed.artifacts}
        folder = Path(self._config.docs_dir).name
        if twice := [file for file in files.documentation_pages() if file.dest_uri in taken]:
            raise ProblemsFound(
                Problem(f"{folder}/{file.src_uri}", 1, 1, "E290", _TAKEN) for file in twice
            )

    def site_map(self) -> list[SimpleNamespace]:
        """The log's pages in the shape that MkDocs's sitemap.xml reads."""
        pages: Sequence[Page] = self._composed.pages if self._composed else ()
        url = self._context.site.url
        return [
            SimpleNamespace(
                page=SimpleNamespace(canonical_url=url + page.url, update_date=page.updated)
            )
            for page in pages
            if url and not page.noindex
        ]

    def publish(self) -> int:
        """Bring the published folder up to date; returns how many files changed."""
        assert self._composed is not None  # noqa: S101 - MkDocs calls env before post_build
        return self._publication.finish(self._composed.artifacts)

    def advice_on_site(self) -> Iterable[Problem]:
        """What mkdocs.yml should say for those who subscribe."""
        return check_site(self._context.site, self._context.settings)

    def close(self) -> None:
        """Give MkDocs its folder back and leave nothing behind."""
        self._config.site_dir = str(self.site_folder)
        self._open.close()
