"""From a folder of entries to the log and its problems; what did not change is not read again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple

from infralog.errors import Problem, Severity
from infralog.model.log import Log
from infralog.outputs.fingerprint import fingerprint, record_bones
from infralog.parse.body import Converter
from infralog.pipeline.bodies import KeptBodies
from infralog.pipeline.cache import Cache
from infralog.pipeline.program import package_digest
from infralog.pipeline.reading import Read, Reader, ReadPlaces
from infralog.rules.audience import for_audience
from infralog.rules.building import build_log
from infralog.rules.check import check_advice, check_log
from infralog.rules.places import Places
from infralog.settings import Settings

_SNIPPETS = "pymdownx.snippets"

Check = Callable[[Log, Places, Settings], Sequence[Problem]]


class Loaded(NamedTuple):
    """A log, whole or with errors: `problems` holds those of every file, sorted by place.

    `linked` are the files under the entries' folder that its texts link to, `hidden_links` those
    that texts link to which this build leaves out.
    """

    log: Log
    problems: tuple[Problem, ...]
    places: Places
    linked: frozenset[str] = frozenset()
    hidden_links: frozenset[str] = frozenset()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(one for one in self.problems if one.severity is Severity.ERROR)


def load(
    folder: Path,
    settings: Settings,
    convert: Converter,
    cache: Cache,
    *,
    drafts: bool,
) -> Loaded:
    """Read and check every entry below `folder`.

    Files that are as they were are taken from `cache`. Raises nothing for what authors write.
    """
    # What snippets take from other files, and from where, is theirs to know: none is used again.
    texts = token_hex() if _SNIPPETS in convert.extensions else ""
    salt = fingerprint(settings, _key_of(convert), package_digest(), texts)
    reads, bodies = Reader(folder, settings, convert, cache, salt).read()
    check = partial(_checked, cache, salt)
    return _joined(folder.name, reads, bodies, settings, check, drafts=drafts)


def advice_on(
    loaded: Loaded, folder: Path, settings: Settings, now: datetime
) -> tuple[Problem, ...]:
    """What the authors of a log may want to mend; `now` is aware, for what has become stale."""
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    return _told_from(folder.name, check_advice(loaded.log, loaded.places, settings, now, files))


def _joined(
    folder: str,
    reads: Mapping[str, Read],
    bodies: KeptBodies,
    settings: Settings,
    check: Check,
    *,
    drafts: bool,
) -> Loaded:
    problems = [problem for read in reads.values() for problem in read.problems]
    records = [read.record for read in reads.values() if read.record]
    places = ReadPlaces(reads)
    log = build_log(records, bodies)
    problems += check(log, places, settings)
    shown, dropped = for_audience(records, places, settings, drafts=drafts)
    bodies.belong_to({one.digest: reads[one.path] for one in shown})
    problems += dropped
    linked = frozenset(link for record in shown for link in record.body_links)
    hidden = {link for read in reads.values() for link in read.hidden_links}
    if shown != records:
        log = build_log(shown, bodies)
        hidden |= {link for record in records for link in record.body_links}
    return Loaded(log, _told_from(folder, problems), places, linked, frozenset(hidden - linked))


def _checked(
    cache: Cache, salt: str, log: Log, places: Places, settings: Settings
) -> Sequence[Problem]:
    """The problems of a log; one that was found to have none is known by its bones."""
    key = f"sound:{salt}:{record_bones(log)}"
    if len(log.records) == len(places) and cache.get(key):
        return ()
    problems = check_log(log, places, settings)
    if not problems:
        cache.drop_all_but("sound:", ())
        cache.put({key: True})
    return problems


def _told_from(folder: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """With paths as seen from mkdocs.yml, sorted."""
    return tuple(sorted(one._replace(path=f"{folder}/{one.path}") for one in problems))


def _key_of(convert: Converter) -> str:
    """Everything that a conversion depends on, but for the versions of what is installed."""
    configs = json.dumps(convert.extension_configs, sort_keys=True, default=_name_of)
    return fingerprint(convert.extensions, configs, convert.sanitize)


def _name_of(value: object) -> str:
    """A function or class of an extension's configuration by its name, which outlives a process."""
    if isinstance(value, partial):
        return f"{_name_of(value.func)} {value.args} {sorted(value.keywords.items())}"
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', repr(value))}"
