"""`/subscribe/`: every feed, calendar and data file, in plain words (DESIGN section 8)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from infralog.outputs.context import Context
from infralog.outputs.feeds.places import feed_links_for
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.listing import frame_of
from infralog.outputs.page import Page
from infralog.views.subscribe import data_of, feeds_of, topics_of

URL = "subscribe/"

Named = tuple[tuple[str, str], ...]


def pages(context: Context) -> Iterator[Page]:
    """The one page of all subscriptions."""
    words = context.words
    services, regions = _services(context), _regions(context)
    yield Page(
        url=URL,
        title=words.t("subscribe.title"),
        description=words.t("subscribe.lead"),
        section=URL,
        kind="subscribe",
        feeds=feed_links_for("bulletins", title=words.t("feed.bulletins")),
        key=fingerprint("subscribe", context.base_key, services, regions),
        article=partial(_article, context, services, regions),
    )


def _services(context: Context) -> Named:
    settings = context.settings
    ids = sorted({*(settings.services or ()), *context.ids_of("services")})
    return tuple(sorted(((id_, settings.service_name(id_)) for id_ in ids), key=_by_name))


def _regions(context: Context) -> Named:
    settings = context.settings
    ids = sorted({*(settings.regions or ()), *context.ids_of("regions")})
    return tuple(sorted(((id_, settings.region_name(id_)) for id_ in ids), key=_by_name))


def _by_name(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def _article(context: Context, services: Named, regions: Named) -> str:
    frame, has_feeds = frame_of(context, URL), bool(context.site.url)
    return context.templates.render(
        "subscribe",
        base=frame.base,
        feeds=feeds_of(frame) if has_feeds else (),
        services=topics_of("services", services, frame, has_feeds=has_feeds),
        regions=topics_of("regions", regions, frame) if has_feeds else (),
        data=data_of(frame),
        address=context.site.url,
    )
