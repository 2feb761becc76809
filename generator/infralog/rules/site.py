"""What the settings of a site should say, for those who subscribe to its log."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from infralog.errors import Problem
from infralog.settings import Settings, Site


def check_site(site: Site, settings: Settings, file: str = "mkdocs.yml") -> Iterator[Problem]:
    """Advice on the configuration's `file`: feeds need an address, and ids that do not move."""
    if not site.url:
        yield Problem(
            file,
            1,
            1,
            "W320",
            "site_url is not set, so this log has no feeds: they need whole addresses;"
            " write where it will be read: site_url: https://log.example.org/.",
        )
    elif settings.authority is None:
        host = urlsplit(site.url).hostname
        yield Problem(
            file,
            1,
            1,
            "W321",
            f"The ids of feeds are made of {host!r}, and on another host all items would come"
            f" again; write below `infralog:` of plugins: authority: '{host},2024', with a year"
            " in which that name was yours.",
        )
