"""Material's page around the log's articles.

Where no other plugin listens to pages, Material is rendered once for each place of the site and
used for all of its pages (`Shells`). Otherwise each page goes through MkDocs's events (`Hooked`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage

from infralog.outputs.artifact import Artifact
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.page import Page
from infralog.outputs.pages.search import URL as SEARCH
from infralog.outputs.shell import Shell, slot
from infralog.plugin.places import ARTICLE, log_page


@dataclass(frozen=True)
class Host:
    """What MkDocs renders pages with. `sections` are the log's pages of the navigation, by url."""

    config: MkDocsConfig
    environment: jinja2.Environment
    nav: Navigation
    sections: Mapping[str, HostPage]

    def page_at(self, url: str) -> HostPage:
        """The host's page of an address; that of the navigation where it stands in it."""
        return self.sections.get(url) or log_page("", url, self.config)

    def description_of(self, page: Page) -> str:
        """What search engines show; never empty, as Material would leave it out."""
        return page.description or self.config.site_description or page.title

    def render(self, page: HostPage, section: str, head: str) -> str:
        """The whole page as Material makes it, with `section` active in the navigation."""
        active = self.sections.get(section, page)
        active.active = True
        try:
            context = get_context(self.nav, Files([]), self.config, page)
            context["il_head"] = head  # type: ignore[typeddict-unknown-key] # a name of ours
            events = self.config.plugins
            context = events.on_page_context(context, page=page, config=self.config, nav=self.nav)
            return self.environment.get_template("main.html").render(context)
        finally:
            active.active = False


@dataclass(frozen=True)
class Shells:
    """One shell a place: a section, and addresses of one depth below one folder of the root."""

    host: Host
    _shells: dict[tuple[str, str], Shell] = field(default_factory=dict)

    def artifact(self, page: Page, head: Callable[[], str]) -> Artifact:
        """The page as a file of the site."""
        shell = self._shell_of(page)

        def make() -> bytes:
            parts = {f"part{place}": name for place, name in enumerate(page.url.split("/"))}
            filling = {
                **parts,
                "title": escape(page.title),
                "description": escape(self.host.description_of(page)),
                "head": head(),
                "article": page.article(),
            }
            return shell.around(filling)

        return Artifact(f"{page.url}index.html", f"{page.key}{shell.key}", make)

    def _shell_of(self, page: Page) -> Shell:
        place = (self._like(page.url), page.section)
        if place not in self._shells:
            self._shells[place] = Shell(self._render(*place))
        return self._shells[place]

    def _like(self, url: str) -> str:
        """The address, with slots, of all pages from which relative links are the same."""
        if url in self.host.sections or url == SEARCH:  # these, the shell itself links to
            return url
        first, *others = url.rstrip("/").split("/")
        slots = [slot(f"part{place}") for place in range(len(others) + 1)]
        return "/".join([first if others else slots[0], *slots[1:], ""])

    def _render(self, url: str, section: str) -> str:
        host_page = self.host.page_at(url)
        fill(host_page, slot("title"), slot("description"), slot("article"))
        return self.host.render(host_page, section, slot("head"))


@dataclass(frozen=True)
class Hooked:
    """Every page rendered by itself, seen by the page events of all plugins, in this process."""

    host: Host

    def artifact(self, page: Page, head: Callable[[], str]) -> Artifact:
        """The page as a file of the site; rendered at once, for plugins may remember it."""
        events, config = self.host.config.plugins, self.host.config
        host_page = self.host.page_at(page.url)
        fill(host_page, escape(page.title), escape(self.host.description_of(page)), page.article())
        seen = events.on_page_content(
            host_page.content or "", page=host_page, config=config, files=Files([])
        )
        host_page.content = seen
        html = self.host.render(host_page, page.section, head())
        html = events.on_post_page(html, page=host_page, config=config) or html
        return Artifact(f"{page.url}index.html", fingerprint(html), html.encode)


def fill(page: HostPage, title: str, description: str, article: str) -> None:
    """Give a host's page what it shows, as HTML; the article brings its own h1.

    Its own title stays what the navigation calls it.
    """
    if page.url:  # home is named by the site alone
        page.meta["title"] = title
    page.meta["description"] = description
    page.content = f'<div id="{ARTICLE}"><!-- <h1 -->{article}</div>'


def other_listeners(config: MkDocsConfig) -> bool:
    """Whether any plugin or hook listens to what happens to a page; ours does not."""
    names = ("pre_page", "page_content", "page_context", "post_page")
    return any(config.plugins.events[name] for name in names)
