"""MkDocs for the commands: opening mkdocs.yml, building, serving. Raises InfralogError only."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from infralog.errors import InfralogError, Problem, ProblemsFound
from infralog.outputs.context import Context
from infralog.outputs.page import Page
from infralog.outputs.site import page_bundles
from infralog.outputs.templates import Templates
from infralog.parse.body import Converter
from infralog.pipeline.again import Command, keep
from infralog.pipeline.cache import Cache
from infralog.pipeline.clock import build_time
from infralog.pipeline.compose import context_of
from infralog.pipeline.load import Loaded, advice_on, load
from infralog.pipeline.publish import TAKEN
from infralog.plugin import InfralogPlugin
from infralog.plugin.configuration import (
    cache_folder,
    converter_of,
    prepare,
    site_of,
    templates_of,
)
from infralog.plugin.messages import told_plainly, warnings_counted
from infralog.plugin.plain import is_shown, plain_texts
from infralog.plugin.reading import read_config
from infralog.rules.catalogue import check_catalogue
from infralog.rules.site import check_site
from infralog.rules.strays import check_strays
from infralog.settings import Settings, Site
from infralog.source.catalogues import places_of_ids

_LAST_PORT = 65_535


@dataclass(frozen=True)
class Project:
    """What mkdocs.yml says, for commands that do not build. Paths are absolute."""

    config_file: Path
    entries: Path
    cache: Path
    site_folder: Path
    settings: Settings
    site: Site
    converter: Converter
    templates: Templates
    has_folders: bool
    """Whether MkDocs gives each plain page a folder of its own (`use_directory_urls`)."""

    def load(self, *, drafts: bool = True) -> Loaded:
        """Read and check every entry."""
        cache = Cache(self.cache)
        try:
            return load(self.entries, self.settings, self.converter, cache, drafts=drafts)
        finally:
            cache.close()

    def context(self) -> Context:
        """What documents are made with, as in a build. Raises ProblemsFound."""
        loaded = self.load(drafts=False)
        if loaded.errors:
            raise ProblemsFound(loaded.errors)
        return self._context_of(loaded)

    def clashes(self, loaded: Loaded) -> Iterator[Problem]:
        """E290 at each plain page that would stand where a log without errors has a page."""
        plain = {
            path: self._address(path)
            for path, text in plain_texts(self.entries)
            if is_shown(text, self.settings)
        }
        if plain and not loaded.errors:
            pages = (
                one
                for bundle in page_bundles(self._context_of(loaded))
                for one in bundle.open()
                if isinstance(one, Page)
            )
            ours = {f"{page.url}index.html" for page in pages}
            for path in (path for path, address in plain.items() if address in ours):
                yield Problem(f"{self.entries.name}/{path}", 1, 1, "E290", TAKEN)

    def _address(self, page: str) -> str:
        return File(page, None, "", self.has_folders).dest_uri

    def _context_of(self, loaded: Loaded) -> Context:
        return context_of(loaded.log, self.settings, self.site, build_time(), self.templates)

    def advice_on(self, loaded: Loaded) -> tuple[Problem, ...]:
        """What its authors may want to mend: of the site, in the entries, in the catalogue."""
        strays = check_strays(plain_texts(self.entries))
        advice = (
            *check_site(self.site, self.settings, self.config_file.name),
            *advice_on(loaded, self.entries, self.settings, build_time()),
            *(one._replace(path=f"{self.entries.name}/{one.path}") for one in strays),
        )
        if loaded.errors:  # what names an id may not have been read
            return advice
        places = places_of_ids(self.config_file.read_text(encoding="utf-8-sig"))
        ids = check_catalogue(loaded.log, self.settings, self.config_file.name, places)
        return (*advice, *ids)


def open_project(config_file: Path) -> Project:
    """Read mkdocs.yml as a build would. Raises InfralogError where it is missing or wrong."""
    with told_plainly():
        config = read_config(config_file)
        plugin = _plugin_of(config)
        prepare(config)
    return Project(
        config_file=config_file.resolve(),
        entries=Path(config.docs_dir),
        cache=cache_folder(config),
        site_folder=Path(config.site_dir),
        settings=plugin.settings,
        site=site_of(config),
        converter=converter_of(config, plugin.settings),
        templates=templates_of(config),
        has_folders=config.use_directory_urls,
    )


def build_site(command: Command) -> Path:
    """Build and publish; returns the published folder.

    For another audience than mkdocs.yml names it is a folder beside that one's. Raises
    InfralogError where the command's folder would mix the two.
    """
    config_file, site_folder, audience, strict = command
    with told_plainly():
        config = read_config(config_file, site_dir=site_folder and str(site_folder), strict=strict)
        plugin = _plugin_of(config)
        if audience and audience != plugin.settings.audience:
            usual = Path(read_config(config_file).site_dir)
            _keep_apart(config, usual, audience, is_given=site_folder is not None)
            plugin.settings = replace(plugin.settings, audience=audience)
        config.plugins.on_startup(command="build", dirty=False)
        with warnings_counted() as warnings:
            build(config)
        config.plugins.on_shutdown()
    if plugin.hosted and not warnings:  # those are to be told again by each build
        keep(command, plugin.hosted)
    return Path(config.site_dir)


def _keep_apart(config: MkDocsConfig, usual: Path, audience: str, *, is_given: bool) -> None:
    """Lead the log of another audience away from the usual folder."""
    if not is_given:
        config.site_dir = f"{usual}-{audience}"
        return
    given = Path(config.site_dir).resolve()
    if given.is_relative_to(usual.resolve()) or usual.resolve().is_relative_to(given):
        other = "public" if audience == "internal" else "internal"
        raise InfralogError(
            f"{os.path.relpath(given)} is for the {other} log; leave out --site-dir, and the"
            f" {audience} one goes to {usual.name}-{audience}, or name a folder apart from both."
        )


def serve_site(config_file: Path, *, address: str | None, open_in_browser: bool) -> None:
    """Serve until interrupted, building anew whenever a file changes."""
    from mkdocs.commands.serve import serve  # noqa: PLC0415 - a server's modules take a while

    with told_plainly():
        config = read_config(config_file, dev_addr=address)
        _plugin_of(config)
        _refuse_taken(*config.dev_addr)
        serve(str(config_file), dev_addr=address, open_in_browser=open_in_browser)


def _refuse_taken(host: str, port: int) -> None:
    """Ask for the address now: the server would, after the whole site was built."""
    why = "there is no such port" if port > _LAST_PORT else ""
    if not why:
        try:
            socket.create_server((host, port)).close()
        except OSError as error:
            why = error.strerror or str(error)
    if why:
        raise InfralogError(
            f"{host}:{port} cannot be listened on: {why}; name another address with -a."
        )


def _plugin_of(config: MkDocsConfig) -> InfralogPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, InfralogPlugin):
            return plugin
    raise InfralogError(f"{config.config_file_path}: add `- infralog` below `plugins:`.")
