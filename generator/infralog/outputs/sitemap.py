"""`/sitemap.xml`: the address of every page (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from functools import cache, partial
from html import escape

from infralog.outputs.artifact import Address, Artifact
from infralog.outputs.fingerprint import digest_of

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)


def artifacts(root: str, addresses: Iterable[Address]) -> Iterator[Artifact]:
    """The map of these pages under the site's `root`, plain and compressed."""
    listed = tuple(sorted(addresses))
    key = digest_of("\n".join([root, *(f"{url} {updated}" for url, updated in listed)]))
    written = cache(partial(_written, root, listed))
    yield Artifact("sitemap.xml", key, written)
    yield Artifact("sitemap.xml.gz", key, lambda: gzip.compress(written(), 6, mtime=0))


def _written(root: str, addresses: Iterable[Address]) -> bytes:
    return "".join([_HEAD, *(_url(root, one) for one in addresses), "</urlset>\n"]).encode()


def _url(root: str, address: Address) -> str:
    updated = f"<lastmod>{address.updated}</lastmod>" if address.updated else ""
    return f"<url><loc>{escape(root + address.url)}</loc>{updated}</url>\n"
