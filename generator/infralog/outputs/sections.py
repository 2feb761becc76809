"""The log's entries in the site's navigation."""

from __future__ import annotations

from typing import NamedTuple


class Section(NamedTuple):
    """One of them: `name` is its key among the words, `url` its page under the site's root."""

    name: str
    url: str


SECTIONS = (
    Section("home", ""),
    Section("archive", "archive/"),
    Section("incidents", "incidents/"),
    Section("changes", "changes/"),
    Section("spofs", "spofs/"),
    Section("efforts", "efforts/"),
    Section("services", "services/"),
    Section("statistics", "statistics/"),
    Section("subscribe", "subscribe/"),
)
