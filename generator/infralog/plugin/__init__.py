"""The one place that knows MkDocs and Material: the plugin's hooks, each one call deep."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

import jinja2
from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils.templates import TemplateContext

from infralog.errors import InfralogError
from infralog.pipeline.again import Hosted
from infralog.pipeline.clock import build_time
from infralog.plugin.build import Build
from infralog.plugin.configuration import cache_folder, prepare, worded
from infralog.plugin.options import read_settings
from infralog.settings import Settings

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger(f"mkdocs.plugins.{__name__}")
told = log.getChild("told")
"""For what must be said even where MkDocs tells its warnings alone."""
told.setLevel(logging.INFO)


@contextmanager
def _told() -> Iterator[None]:
    """MkDocs shows a PluginError without a traceback."""
    try:
        yield
    except InfralogError as error:
        raise PluginError(str(error)) from error


class InfralogPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call] # options are ours
    """Turns a MkDocs build into the build of a log."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.build: Build | None = None
        self.hosted: Hosted | None = None
        self._is_served = False
        self._has_served = False

    def load_config(
        self,
        options: dict[str, Any],
        config_file_path: str | None = None,  # noqa: ARG002 - MkDocs's signature
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Check the options; errors stop MkDocs before it does anything."""
        self.settings, wrong = read_settings(options)
        return [(key, ValueError(message)) for key, message in wrong], []

    def on_startup(
        self,
        *,
        command: Literal["build", "gh-deploy", "serve"],
        dirty: bool,  # noqa: ARG002 - MkDocs's signature
    ) -> None:
        """Being here keeps this object for all builds of one `serve`."""
        self._is_served = command == "serve"

    @event_priority(-100)  # after other plugins have set what they set
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the log; with errors, stop before anything published is touched."""
        prepare(config)
        with _told():
            settings = worded(self.settings, config)
            self.build = Build(config, settings, build_time(), is_served=self._is_served)
        for problem in self.build.loaded.errors:
            log.error(str(problem))
        if self.build.loaded.errors and (self._has_served or not self._is_served):
            self._let_go()
            raise Abort("Nothing was published: mend the problems above.")
        self.build.divert()
        with _told():
            self.build.begin_search()
        return config

    @event_priority(-100)  # other plugins may still add pages
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002 - MkDocs's signature
        """Give the entries' files the addresses of their pages."""
        with _told():
            return self._now.place_entries(files)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002 - MkDocs's signature
        """Put the log's sections into the navigation."""
        self._nav = self._now.put_sections_first(nav)
        return self._nav

    @event_priority(-100)  # with the environment as other plugins leave it
    def on_env(
        self,
        env: jinja2.Environment,
        *,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs's signature
        files: Files,
    ) -> jinja2.Environment:
        """Find all pages, which the site map already needs."""
        with _told():
            self._now.compose(env, self._nav, files)
        return env

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs's signature
    ) -> TemplateContext:
        """Write the site map ourselves, of MkDocs's pages and the log's."""
        if template_name == "sitemap.xml" and self._now.take_addresses(context["pages"]):
            context["pages"] = []
        return context

    @event_priority(-100)  # other plugins may still write files
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publish what MkDocs and the log have made."""
        with _told():
            changed = self._now.publish()
        self.hosted = self._now.hosted()
        if not (config.site_url or self._has_served) and log.isEnabledFor(logging.WARNING):
            # No warning, at which a strict build would stop.
            told.info("%s", *self._now.advice_on_site())
        log.info("Published to %s: %s changed", self._now.site_folder, changed)
        self._has_served = self._is_served
        self._let_go()

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs's signature
        """Leave the published folder as it was."""
        self._let_go()

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: object,  # noqa: ARG002 - MkDocs's signature
    ) -> LiveReloadServer:
        """Notice edits at once."""
        from infralog.plugin import serving  # noqa: PLC0415 - a build serves nothing

        serving.rebuild_quickly(server, cache_folder(config), lambda: self.hosted)
        return serving.watch_closely(server, config)

    @property
    def _now(self) -> Build:
        assert self.build is not None  # noqa: S101 - MkDocs calls config first
        return self.build

    def _let_go(self) -> None:
        if self.build is not None:
            self.build.close()
            self.build = None
