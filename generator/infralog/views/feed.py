"""What a feed says of an entry, a bulletin, a correction or a single point of failure."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from infralog.model.bulletin import Bulletin
from infralog.model.entry import Change, Correction, Entry, Incident, Maintenance
from infralog.model.log import Log
from infralog.model.moment import Moment
from infralog.model.terms import MaintenanceState
from infralog.model.week import Week
from infralog.settings import Settings, Site
from infralog.views.words import Words

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""When a log without entries was updated: formats demand a time, and no clock may give it."""

_FALLBACK_YEAR = "2024"
"""Stands in ids where no authority is set; fixed, so that no new year re-posts anything."""


class Category(NamedTuple):
    """A service, region, tag, impact or group; `scheme` is the page that lists its kind."""

    term: str
    scheme: str
    label: str


class FeedItem(NamedTuple):
    """One item, in every format. Texts are plain, but for `html`; addresses are absolute.

    `id` is a tag URI (RFC 4151) that never changes. Times are aware, in UTC; `published` is None
    where nobody said when planned work was announced.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    updated: datetime
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    image: str | None = None


def authority_of(settings: Settings, site: Site) -> str:
    """Who names the items: the setting, else the site's host, which moves with the site."""
    return settings.authority or f"{urlsplit(site.url).hostname or 'localhost'},{_FALLBACK_YEAR}"


def tag_uri(authority: str, name: str) -> str:
    """The id of `name`, with all that a URI cannot hold escaped."""
    return f"tag:{authority}:{quote(name)}"


def week_name(week: Week) -> str:
    """What feeds know a bulletin by. An entry's id holds no slash, so none is the same."""
    return f"weeks/{week.last_day}"


def correction_name(entry: Entry, correction: Correction) -> str:
    """What feeds know a correction by: its entry, its time, and its place among twins."""
    twins = [one for one in entry.corrections if one.at == correction.at]
    place = f"/{twins.index(correction) + 1}" if len(twins) > 1 else ""
    return f"corrections/{entry.oldest_id}/{correction.at.instant:%Y%m%dT%H%M%SZ}{place}"


def published_of(entry: Entry) -> Moment | None:
    """When the public could first read it; None for planned work that does not say."""
    return None if is_undated_plan(entry) else entry.appeared


def updated_of(entry: Entry, told: Moment | None) -> Moment:
    """When it last changed. What is planned is no news yet, so it counts for nothing here.

    `told` is `last_told` of the log: an undated plan cannot be known to be newer.
    """
    if not (isinstance(entry, Maintenance) and _is_open(entry)):
        return entry.updated
    appeared = min(entry.began, told) if told and is_undated_plan(entry) else entry.appeared
    given = [correction.at for correction in entry.corrections]
    if entry.state is MaintenanceState.ACTIVE:
        given.append(entry.began)
    return max(appeared, *given) if given else appeared


def last_told(log: Log) -> Moment | None:
    """When the newest dated entry appeared; None where no undated plan needs it."""
    if not any(map(is_undated_plan, log.maintenances)):
        return None
    dated = (entry.appeared for entry in log.entries.values() if not is_undated_plan(entry))
    return max(dated, key=lambda moment: moment.instant, default=None)


def bulletin_published(bulletin: Bulletin, settings: Settings) -> Moment:
    """When the first thing told in it could be read; a week with only a note has its first day."""
    given = [one for entry in bulletin.begun if (one := published_of(entry))]
    given += _told_later(bulletin)
    return min(given, default=Moment.of(bulletin.week.start(settings.zone)))


def bulletin_updated(bulletin: Bulletin, settings: Settings, told: Moment | None) -> Moment:
    """The newest thing told in it, which may be long after the week."""
    begun = [updated_of(entry, told) for entry in bulletin.begun]
    later = (*_told_later(bulletin), *_ends(bulletin))
    return max([bulletin_published(bulletin, settings), *begun, *later])


def categories_of(entry: Entry, settings: Settings, site: Site, words: Words) -> list[Category]:
    """Its services, regions and tags, and how it stands in the log."""
    url = site.url
    return [
        _classified(entry, settings, site, words),
        *(_topic(url, "services", id_, settings.service_name(id_)) for id_ in entry.services),
        *(_topic(url, "regions", id_, settings.region_name(id_)) for id_ in entry.regions),
        *(_topic(url, "tags", tag, tag) for tag in entry.tags),
    ]


@cache
def _topic(url: str, folder: str, id_: str, name: str) -> Category:
    """The same few categories are on all entries."""
    return Category(id_, f"{url}{folder}/", name)


def _classified(entry: Entry, settings: Settings, site: Site, words: Words) -> Category:
    scheme = f"{site.url}{entry.folder}/"
    if isinstance(entry, Incident):
        return Category(entry.impact.value, scheme, words.t(f"impact.{entry.impact.value}"))
    if isinstance(entry, Change):
        headings = [name for name, ids in settings.groups.items() if entry.group in ids]
        return Category(entry.group, scheme, headings[0] if headings else entry.group)
    assert isinstance(entry, Maintenance)  # noqa: S101 - there are three kinds
    return Category(entry.state.value, scheme, words.t(f"state.{entry.state.value}"))


def _told_later(bulletin: Bulletin) -> list[Moment]:
    """The times of what is told in a bulletin though it began in an earlier one."""
    corrected = [correction.at for _, correction in bulletin.corrected]
    return [*(entry.appeared for entry in bulletin.late), *corrected]


def _ends(bulletin: Bulletin) -> list[Moment]:
    """When that was over which a bulletin carries on from earlier weeks."""
    over = [
        one for one in bulletin.continued if not (isinstance(one, Maintenance) and _is_open(one))
    ]
    return [entry.ended for entry in over if entry.ended]


def _is_open(work: Maintenance) -> bool:
    """Whether its end is only planned."""
    return work.state is not MaintenanceState.DONE


def is_undated_plan(entry: Entry) -> bool:
    """Planned work of which nobody said when it was announced."""
    return (
        isinstance(entry, Maintenance)
        and entry.published is None
        and entry.state in (MaintenanceState.PLANNED, MaintenanceState.CANCELLED)
    )
