"""Material's page around the log's articles.

Where no other plugin listens to pages, Material is rendered once for each place of the site and
used for all of its pages (pipeline/framing.py). Otherwise each page goes through MkDocs's events
(`Hooked`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage

from infralog.outputs.artifact import Artifact, Bundle
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.page import Page
from infralog.outputs.shell import slot
from infralog.pipeline.framing import NoFrames, address_of, description_of, head_of
from infralog.plugin.places import ARTICLE, log_page


@dataclass(frozen=True)
class Material:
    """What MkDocs renders pages with. `sections` are the log's pages of the navigation, by url."""

    config: MkDocsConfig
    environment: jinja2.Environment
    nav: Navigation
    sections: Mapping[str, HostPage]

    def shell(self, url: str, section: str) -> str:
        """The page at an address, with slots where pages differ."""
        page = self.page_at(url)
        fill(page, slot("title"), slot("description"), slot("article"))
        return self.render(page, section, slot("head"))

    def page_at(self, url: str) -> HostPage:
        """The host's page of an address; that of the navigation where it stands in it."""
        return self.sections.get(url) or log_page("", url, self.config)

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
class Hooked(NoFrames):
    """Every page rendered by itself, seen by the page events of all plugins, in this process."""

    context: Context
    material: Material

    def bundle(self, bundle: Bundle) -> Bundle:
        """A bundle whose pages are rendered at once, for plugins may remember them."""
        found = [self.artifact(one) if isinstance(one, Page) else one for one in bundle.open()]
        return Bundle(bundle.name, "", lambda: found)

    def artifact(self, page: Page) -> Artifact:
        """The page as a file of the site."""
        events, config = self.material.config.plugins, self.material.config
        host_page = self.material.page_at(page.url)
        description = escape(description_of(page, self.context))
        fill(host_page, escape(page.title), description, page.article())
        seen = events.on_page_content(
            host_page.content or "", page=host_page, config=config, files=Files([])
        )
        host_page.content = seen
        html = self.material.render(host_page, page.section, head_of(page, self.context))
        html = events.on_post_page(html, page=host_page, config=config) or html
        path, address = f"{page.url}index.html", address_of(page)
        return Artifact(path, fingerprint(html), html.encode, address=address)


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
