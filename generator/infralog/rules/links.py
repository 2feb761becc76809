"""Links and images of bodies that lead nowhere in the log."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from infralog.errors import Problem
from infralog.model.entry import Entry
from infralog.model.log import Log
from infralog.model.notes import Note
from infralog.parse.places import link_key
from infralog.rules.places import Places, problem_at


def check_links(log: Log, places: Places, files: AbstractSet[str]) -> Iterator[Problem]:
    """Local targets that are none of `files`, the paths of all files of the entries' folder."""
    records: list[Entry | Note] = [*log.entries.values(), *log.weeks.values()]
    records += [*log.spofs.values(), *log.efforts.values()]
    for record in records:
        for target in record.body_links:
            if target not in files:
                message = f"The text links to {target!r}, which is no file here; {_remedy(target)}"
                yield problem_at(places, record, link_key(target), "W301", message)


def _remedy(target: str) -> str:
    if target.startswith(".."):
        return "it is outside the folder of the entries, write its full web address."
    return "write the path from this file, as git shows it: ../changes/2024-12-14-name.md."
