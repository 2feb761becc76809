"""The host's page around each page of the log: one shell for all pages of a place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import Protocol

from infralog.outputs.artifact import Address, Artifact
from infralog.outputs.context import Context
from infralog.outputs.page import Page
from infralog.outputs.pages.search import URL as SEARCH
from infralog.outputs.sections import SECTIONS
from infralog.outputs.shell import Shell, slot
from infralog.pipeline.manifest import Place

Render = Callable[[str, str], str]
"""The host's page at an address, with slots, in a section."""

_LINKED = frozenset((SEARCH, *(section.url for section in SECTIONS)))
"""Addresses that a shell itself links to, so that it is another one there."""


class Frames(Protocol):
    """Whatever puts the host's page around the log's; `shells` are those used until now."""

    @property
    def shells(self) -> dict[Place, Shell]:
        """By their places."""
        ...

    def shell_at(self, place: Place) -> Shell:
        """The shell of a place, used from now on."""
        ...

    def artifact(self, page: Page) -> Artifact:
        """The page as a file of the site."""
        ...


class NoFrames:
    """For bundles without pages, which are made before the host has any."""

    @property
    def shells(self) -> dict[Place, Shell]:
        """None."""
        return {}

    def shell_at(self, place: Place) -> Shell:
        """Never asked for."""
        raise AssertionError(place)

    def artifact(self, page: Page) -> Artifact:
        """Never asked for."""
        raise AssertionError(page.url)


@dataclass(frozen=True)
class Shells:
    """Shells by place, rendered when a page needs them."""

    context: Context
    render: Render
    shells: dict[Place, Shell] = field(default_factory=dict)

    def shell_at(self, place: Place) -> Shell:
        """The shell of a place."""
        if place not in self.shells:
            self.shells[place] = Shell(self.render(*place))
        return self.shells[place]

    def artifact(self, page: Page) -> Artifact:
        """The page as a file of the site."""
        shell = self.shell_at(place_of(page))
        key = f"{page.key}{shell.key}"
        make = partial(_whole, shell, page, self.context)
        return Artifact(f"{page.url}index.html", key, make, address=address_of(page))


def place_of(page: Page) -> Place:
    """Where a page stands: from all pages of one place relative links are the same."""
    if page.url in _LINKED or not page.url:
        return page.url, page.section
    first, *others = page.url.rstrip("/").split("/")
    slots = [slot(f"part{place}") for place in range(len(others) + 1)]
    return "/".join([first if others else slots[0], *slots[1:], ""]), page.section


def address_of(page: Page) -> Address | None:
    """What the site map tells of a page."""
    return None if page.noindex else Address(page.url, page.updated or "")


def head_of(page: Page, context: Context) -> str:
    """What the log adds to the head of a page: feeds, the picture for link previews."""
    return context.templates.render("head", page=page, site=context.site)


def description_of(page: Page, context: Context) -> str:
    """What search engines show; never empty, as Material would leave it out."""
    return page.description or context.site.description or page.title


def _whole(shell: Shell, page: Page, context: Context) -> bytes:
    parts = {f"part{place}": name for place, name in enumerate(page.url.split("/"))}
    filling = {
        **parts,
        "title": escape(page.title),
        "description": escape(description_of(page, context)),
        "head": head_of(page, context),
        "article": page.article(),
    }
    return shell.around(filling)
