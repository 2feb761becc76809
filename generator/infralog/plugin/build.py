"""One build: what it has read, and where it writes, from the first hook to the last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path
from secrets import token_hex

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage

from infralog.errors import Problem
from infralog.outputs.artifact import Address, Bundle
from infralog.outputs.context import Context
from infralog.outputs.pages.problems import problem_pages
from infralog.outputs.search import search_bundles
from infralog.outputs.sections import SECTIONS
from infralog.outputs.site import all_bundles
from infralog.pipeline import garbage
from infralog.pipeline.again import Hosted, TemplateFolders, asked_of
from infralog.pipeline.cache import Cache
from infralog.pipeline.compose import context_of_files
from infralog.pipeline.framing import Frames, NoFrames, Shells
from infralog.pipeline.gate import gate_of
from infralog.pipeline.load import Loaded, load
from infralog.pipeline.publish import Host, held, publication
from infralog.plugin.configuration import (
    cache_folder,
    compiled_folder,
    converter_of,
    is_foreseeable,
    project_folder,
    site_of,
    sources_of,
    templates_of,
)
from infralog.plugin.places import LogFiles, log_page
from infralog.plugin.plain import shown_files
from infralog.plugin.shells import Hooked, Material, other_listeners
from infralog.rules.site import check_site
from infralog.settings import Settings


class Build:
    """Reads the log, lends MkDocs a folder of its own to write to, and publishes both as one.

    MkDocs empties the folder that it builds into, so it is not shown the published one.
    """

    def __init__(
        self, config: MkDocsConfig, settings: Settings, now: datetime, *, is_served: bool
    ) -> None:
        self.site_folder = Path(config.site_dir)
        self._is_served = is_served
        self._config = config
        self._open = ExitStack()
        keep_whole = self._open.enter_context(garbage.left_alone())
        self._cache = Cache(cache_folder(config))
        self._open.callback(self._cache.close)
        self._read = sources_of(config)
        self._state = self._read.state(now)
        self._convert = converter_of(config, settings)
        self._gate = gate_of(settings, project_folder(config))
        self.loaded: Loaded = load(
            Path(config.docs_dir),
            settings,
            self._convert,
            self._cache,
            drafts=is_served,
        )
        self._context: Context = context_of_files(
            Path(config.docs_dir),
            self.loaded,
            settings,
            site_of(config),
            now,
            templates_of(config),
            self._cache,
        )
        keep_whole(self._context)
        self._sections: dict[str, HostPage] = {}
        self._search: Sequence[Bundle] = ()
        self._bundles: Sequence[Bundle] = ()
        self._frames: Frames = NoFrames()
        self._sources: Mapping[str, str] = {}
        self._addresses: tuple[Address, ...] = ()
        self._part = token_hex(8)

    def divert(self) -> None:
        """Let MkDocs write beside the published folder."""
        stages = self._open.enter_context(held(self.site_folder, self._cache))
        self._config.site_dir = str(stages.host)
        self._publication = self._open.enter_context(
            publication(stages, self.site_folder, self._cache, self._gate)
        )

    def begin_search(self) -> None:
        """Make the search while MkDocs goes on."""
        if not self.loaded.errors:
            self._search = search_bundles(self._context)
            self._publication.begin(self._search)

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
        """Find everything the site is made of; renders no page unless other plugins look on."""
        environment.bytecode_cache = jinja2.FileSystemBytecodeCache(
            str(compiled_folder(self._config, "host"))
        )
        environment.globals["il_t"] = self._context.words.t
        folder = Path(self._config.docs_dir).name
        pages = files.documentation_pages()
        self._sources = {file.dest_uri: f"{folder}/{file.src_uri}" for file in pages}
        material = Material(self._config, environment, nav, self._sections)
        if other_listeners(self._config):
            self._frames = hooked = Hooked(self._context, material)
            self._bundles = list(map(hooked.bundle, self._all_bundles()))
        else:
            self._frames = Shells(self._context, material.shell)
            self._bundles = list(self._all_bundles())

    def _all_bundles(self) -> Iterator[Bundle]:
        if self.loaded.errors:
            yield Bundle("problems", "", partial(problem_pages, self._context, self.loaded.errors))
        else:
            yield from all_bundles(self._context)
            yield from self._search

    def take_addresses(self, files: Iterable[File]) -> bool:
        """Take the plain pages out of MkDocs's site map and into ours.

        False where the site has no address, and is left the map that MkDocs makes.
        """
        root = self._context.site.url
        pages = (file.page for file in files if file.page and not file.page.is_link)
        self._addresses = tuple(
            Address((page.canonical_url or "").removeprefix(root), page.update_date or "")
            for page in pages
        )
        return bool(root)

    def publish(self) -> int:
        """Bring the published folder up to date; returns how many files changed."""
        host = Host(self._part, self._sources, self._addresses)
        root = self._context.site.url
        return self._publication.finish(self._bundles, self._frames, host, root)

    def hosted(self) -> Hosted | None:
        """MkDocs's part, for the next build; None where more may have a say in it than we know."""
        config, context, loaded = self._config, self._context, self.loaded
        if loaded.errors or not (context.site.url and is_foreseeable(config)):
            return None
        has_pages = bool(self._sources)
        return Hosted(
            state=self._state,
            asked=asked_of(loaded, context.urls if has_pages else {}),
            has_pages=has_pages,
            part=self._part,
            drafts=self._is_served,
            sources=self._read,
            site_folder=self.site_folder,
            settings=context.settings,
            site=context.site,
            convert=self._convert,
            templates=TemplateFolders(tuple(context.templates.folders), context.templates.compiled),
            shells={place: shell.html for place, shell in self._frames.shells.items()},
        )

    def advice_on_site(self) -> Iterable[Problem]:
        """What mkdocs.yml should say for those who subscribe."""
        return check_site(self._context.site, self._context.settings)

    def close(self) -> None:
        """Give MkDocs its folder back and leave nothing behind."""
        self._config.site_dir = str(self.site_folder)
        self._open.close()
