"""Services and regions of the settings that no entry names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from infralog.errors import Problem
from infralog.model.log import Log
from infralog.settings import Settings
from infralog.source.flaw import Place

_NAMED = 8
"""Ids that one piece of advice quotes; the rest is counted."""


def check_catalogue(
    log: Log, settings: Settings, path: str, places: Mapping[tuple[str, str], Place]
) -> Iterator[Problem]:
    """One piece of advice a catalogue, at the first of its ids that nothing names.

    A service that never fails is told for as long, so all of them share one line. `path` is that
    of the settings' file, in which `places` are. An empty log has only begun.
    """
    if not log.entries:
        return
    named = {"services": {*log.by_service}, "regions": {*log.by_region}}
    named["services"].update(id_ for spof in log.spofs.values() for id_ in spof.services)
    catalogues = {"services": settings.services, "regions": settings.regions}
    for catalogue, items in catalogues.items():
        unused = [id_ for id_ in items or () if id_ not in named[catalogue]]
        if unused:
            place = min(places.get((catalogue, id_), Place()) for id_ in unused)
            yield Problem(path, *place, "W306", _told(catalogue, unused))


def _told(catalogue: str, unused: list[str]) -> str:
    rest = len(unused) - _NAMED
    ids = ", ".join(map(repr, unused[:_NAMED])) + (f" and {rest} more" if rest > 0 else "")
    return (
        f"Nothing in the log names {ids} of the {catalogue}, which have pages and feeds all the"
        " same; remove what is not in use."
    )
