"""What can be subscribed to: feeds, calendars and data, told in words of their use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import quote

from infralog.views.frame import Frame, Ref

_DATA = (
    ("index", "api/log/index.json"),
    ("csv", "api/log/log.csv"),
    ("schema", "api/log/schema.json"),
    ("summary", "api/v2/summary.json"),
)
_FEEDS = ("bulletins", "entries", "incidents", "changes", "spofs", "corrections")


class Offer(NamedTuple):
    """One thing to subscribe to; `ways` are its formats by name."""

    title: str
    note: str
    ways: tuple[Ref, ...]


def feeds_of(frame: Frame) -> tuple[Offer, ...]:
    """The feeds of the whole log."""
    return tuple(_feed(kind, frame) for kind in _FEEDS)


def _feed(kind: str, frame: Frame) -> Offer:
    words, base = frame.words, frame.base
    rss = "feed.xml" if kind == "bulletins" else f"feeds/{kind}.xml"
    atom = "atom.xml" if kind == "bulletins" else f"feeds/{kind}.atom.xml"
    ways = [Ref(base + rss, "RSS"), Ref(base + atom, "Atom")]
    if kind in ("bulletins", "entries"):
        json = "feed.json" if kind == "bulletins" else f"feeds/{kind}.json"
        ways.append(Ref(base + json, "JSON"))
    return Offer(
        title=words.t("feed.all" if kind == "entries" else f"feed.{kind}"),
        note=words.t(f"subscribe.{kind}"),
        ways=tuple(ways),
    )


def topics_of(
    kind: str, names: Iterable[tuple[str, str]], frame: Frame, *, has_feeds: bool = True
) -> tuple[Offer, ...]:
    """What each (id, name) of services or regions has: feeds, and more than that for services."""
    return tuple(_topic(kind, id_, name, frame, has_feeds=has_feeds) for id_, name in names)


def _topic(kind: str, id_: str, name: str, frame: Frame, *, has_feeds: bool) -> Offer:
    path = quote(id_)
    ways = []
    if has_feeds:
        ways.append(Ref(f"{frame.base}feeds/{kind}/{path}.xml", "RSS"))
        ways.append(Ref(f"{frame.base}feeds/{kind}/{path}.atom.xml", "Atom"))
    if kind == "services":
        calendar, badge = frame.words.t("subscribe.calendar"), frame.words.t("subscribe.badge")
        ways.append(Ref(f"{frame.base}calendars/{path}.ics", calendar))
        ways.append(Ref(f"{frame.base}badges/{path}.svg", badge))
    return Offer(name, "", tuple(ways))


def data_of(frame: Frame) -> Sequence[Offer]:
    """The documents for programs."""
    return [
        Offer(
            path.rsplit("/", 1)[-1],
            frame.words.t(f"subscribe.{name}"),
            (Ref(frame.base + path, f"/{path}"),),
        )
        for name, path in _DATA
    ]
