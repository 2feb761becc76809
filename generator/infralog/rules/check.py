"""All rules between the records of a log: errors in one call, advice in another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from infralog.errors import Problem
from infralog.model.log import Log
from infralog.rules.addresses import check_addresses
from infralog.rules.links import check_links
from infralog.rules.numbers import check_numbers
from infralog.rules.places import Places
from infralog.rules.references import check_circles, check_recurrences, check_references
from infralog.rules.spofs import check_spofs
from infralog.rules.stale import check_stale
from infralog.rules.weeks import check_weeks
from infralog.settings import Settings


def check_log(log: Log, places: Places, settings: Settings) -> list[Problem]:
    """Every breach of a rule between records (E2xx), sorted by place.

    `log` is of all records, drafts and internal ones among them; `places` of all files.
    """
    return sorted(
        (
            *check_addresses(log, places),
            *check_references(log, places),
            *check_circles(log, places),
            *check_recurrences(log, places),
            *check_spofs(log, places),
            *check_weeks(log, places, settings),
        )
    )


def check_advice(
    log: Log, places: Places, settings: Settings, now: datetime, files: Iterable[str]
) -> list[Problem]:
    """What an author may want to mend (W3xx), sorted by place.

    `now` is aware; `files` are the paths of all files of the entries' folder, to which bodies
    may link.
    """
    return sorted(
        (
            *check_links(log, places, frozenset(files)),
            *check_numbers(log, places, settings),
            *check_stale(log, places, settings, now),
        )
    )
