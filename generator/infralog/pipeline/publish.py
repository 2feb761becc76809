"""From bundles to the published folder: make what changed aside, then move it into place.

The published folder is not touched before everything that belongs in it has been made. What
stands there already is told by a manifest: the key, size and time of each file as it was left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property, partial
from itertools import chain
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Self

from filelock import FileLock

from infralog.errors import Problem, ProblemsFound
from infralog.outputs import sitemap
from infralog.outputs.artifact import Address, Bundle
from infralog.outputs.fingerprint import digest_of
from infralog.pipeline.cache import Cache
from infralog.pipeline.dear import Dear
from infralog.pipeline.framing import Frames, NoFrames
from infralog.pipeline.gate import Gate
from infralog.pipeline.making import NOTHING_MADE, UNMADE, Made, Workshop, joined, twice
from infralog.pipeline.manifest import Kept, Manifest, files_below, paths_apart, touched
from infralog.pipeline.moving import Stages, move_into_place, remove, stages_beside
from infralog.pipeline.patching import Outlines
from infralog.pipeline.program import package_digest
from infralog.pipeline.register import Register
from infralog.pipeline.workers import Aside, by_two, spread

HOST, MAP = "of the host", "site map"
"""Names of the bundles that are not the log's."""
NONE: Mapping[str, Kept] = MappingProxyType({})
Check = Callable[[Path, Manifest], frozenset[str]]
"""Which bundles of a published folder have been touched by someone else."""
_SHARE = 0.1
"""Of all bundles: below it, two processes make what is to be made, above it as many as cores."""
_kin = attrgetter("kin")
_MAPS = ("sitemap.xml", "sitemap.xml.gz")
TAKEN = "This page would stand at an address of the log's; give the file another name."


class Host(NamedTuple):
    """What the host has made in its stage: its pages' sources by path, and their addresses.

    `part` is a name for just these files.
    """

    part: str = ""
    sources: Mapping[str, str] = {}
    addresses: tuple[Address, ...] = ()


class HostIsGone(Exception):
    """The host's part is not as an earlier build left it."""


class Publication:
    """One build of a site, from when its log is read until it stands in the published folder."""

    def __init__(
        self, stages: Stages, workshop: Workshop, register: Register, check: Check
    ) -> None:
        self._stages = stages
        self._workshop = workshop
        self._register = register
        self._begun: frozenset[str] = frozenset()
        self._aside: Aside[Made] | None = None
        self._looking: Aside[frozenset[str]] | None = None
        self._open = ExitStack()
        self._check = check

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def look(self) -> None:
        """Start to look for files that someone else has touched, aside."""
        looked = partial(self._check, self._workshop.site, self._workshop.before)
        self._looking = self._open.enter_context(Aside(looked))

    def begin(self, bundles: Iterable[Bundle]) -> None:
        """Start to make the bundles, which have no pages, aside; where it is worth a process.

        That is where nothing is known yet: what an edit changes is too little.
        """
        stale = [bundle for bundle in bundles if not self._workshop.has(bundle)]
        if stale and not self._workshop.before.shells:
            self._begun = frozenset(bundle.name for bundle in stale)
            self._aside = self._open.enter_context(Aside(partial(self._one_by_one, stale)))

    def rest(self, bundles: Iterable[Bundle]) -> Mapping[str, Kept]:
        """All other bundles of the log as they stand: for later."""
        names = {HOST, MAP, *(bundle.name for bundle in bundles)}
        known = self._workshop.before.bundles
        return {name: kept for name, kept in known.items() if name not in names}

    def finish(
        self,
        bundles: Sequence[Bundle],
        frames: Frames,
        host: Host | None,
        root: str = "",
        rest: Mapping[str, Kept] = NONE,
    ) -> int:
        """Bring the site to exactly these bundles, the host's part, and a map of all pages.

        `host` is what lies in its stage, None where its part is to stay as it stands. Without
        the site's address, `root`, the map is the host's. Bundles in `rest` stay as they are.
        Returns how many files were written or removed. Raises ProblemsFound, and leaves the site
        as it was, where two files would have one address or the gate refuses one; HostIsGone
        where its part does not stand.
        """
        made, known = self._made(bundles, frames), self._workshop.before.bundles
        log = {one.name: made.bundles.get(one.name) or known[one.name] for one in bundles}
        log |= rest
        gained = _gained(made.bundles, known)
        # Where no bundle gained a path, none has come to stand where another one is.
        is_same = host is None and not gained
        paths = {} if is_same else Counter(chain.from_iterable(one.files for one in log.values()))
        if host is None:
            taken = self._left_by_host(gained)
        else:
            taken = self._made_by_host(host, {*paths, *(_MAPS if root else ())})
        after = {**taken.bundles, **log}
        mapped = self._mapped(root, after) if root else NOTHING_MADE
        after |= mapped.bundles
        twofold = [twice(path) for path, count in paths.items() if count > 1]
        refused = {*made.refused, *taken.refused, *mapped.refused, *twofold}
        if refused:
            raise ProblemsFound(sorted(refused))
        shells = {place: shell.key for place, shell in frames.shells.items()}
        return self._put_in_place(Manifest(after, shells))

    def has_host(self, part: str) -> bool:
        """Whether just this part of the host's stands in the site, as far as is known."""
        return bool(part) and self._workshop.before.bundles.get(HOST, UNMADE).key == part

    def _made(self, bundles: Sequence[Bundle], frames: Frames) -> Made:
        """All bundles that are not as they were."""
        workshop, shells = self._workshop, self._workshop.before.shells
        stale = [bundle for bundle in bundles if bundle.name not in self._begun]
        if {place: frames.shell_at(place).key for place in shells} == shells:
            stale = [one for one in stale if one.name in self._spoilt or not workshop.has(one)]
        make = partial(workshop.make, frames)
        are_many = len(stale) > _SHARE * len(bundles)
        parts = [*spread(make, stale, _kin)] if are_many else by_two(make, stale, _kin)
        if self._aside:
            parts.append(self._aside.result())
        for part in parts:
            frames.shells.update(part.shells)
        return joined(parts)

    def _one_by_one(self, bundles: Iterable[Bundle]) -> Made:
        """Bundles without pages that are too large to be held all at once."""
        return joined(self._workshop.make(NoFrames(), [bundle]) for bundle in bundles)

    def _mapped(self, root: str, listed: Mapping[str, Kept]) -> Made:
        """The map of all pages of these bundles, unless it lists just them already."""
        known = self._workshop.before.bundles
        addresses = {name: kept.addresses for name, kept in listed.items()}
        before = {name: kept.addresses for name, kept in known.items() if name != MAP}
        every = chain.from_iterable(addresses.values())
        bundle = Bundle(MAP, root, partial(sitemap.artifacts, root, every))
        if self._workshop.has(bundle) and addresses == before and MAP not in self._spoilt:
            return Made({MAP: known[MAP]}, [])
        return self._workshop.make(NoFrames(), [bundle])

    def _made_by_host(self, host: Host, ours: Collection[str]) -> Made:
        """The files in its stage, but for those at addresses of the log's."""
        taken = self._workshop.take_over(self._stages.host, ours)
        clashes = host.sources.keys() & ours
        refused = [Problem(host.sources[path], 1, 1, "E290", TAKEN) for path in clashes]
        kept = Kept(host.part, taken.files, host.addresses)
        return Made({HOST: kept}, [*taken.refused, *refused])

    def _left_by_host(self, ours: Collection[str]) -> Made:
        kept = self._workshop.before.bundles[HOST]
        if HOST in self._spoilt or kept.files.keys() & ours:
            raise HostIsGone
        return Made({HOST: kept}, [])

    @cached_property
    def _spoilt(self) -> frozenset[str]:
        """Names of bundles that someone else has touched."""
        if self._looking:
            return self._looking.result()
        return self._check(self._workshop.site, self._workshop.before)

    def _put_in_place(self, after: Manifest) -> int:
        site, before = self._workshop.site, self._workshop.before
        new, gone = paths_apart(before, after)
        if new:
            self._register.announce(new, before)
        host = files_below(self._stages.host)
        log = files_below(self._stages.log) if site.exists() else new.difference(host)
        move_into_place(self._stages.log, site, log)
        move_into_place(self._stages.host, site, host)
        remove(site, sorted(gone))
        self._workshop.outlines.forget(gone)
        number = len(log) + len(host) + len(gone)
        if number or before != after:
            self._register.keep(after, before)
            keys = (key for kept in after.bundles.values() for key, _, _ in kept.files.values())
            self._workshop.dear.forget_all_but(keys)
        return number


@contextmanager
def held(site: Path, cache: Cache) -> Iterator[Stages]:
    """The stages of the only build of `site` for as long as the context lasts; others wait."""
    name = f"site-{digest_of(str(site.resolve()))}"
    cache.folder.mkdir(parents=True, exist_ok=True)
    with FileLock(cache.folder / f"{name}.lock"), stages_beside(site) as stages:
        yield stages


@contextmanager
def publication(
    stages: Stages,
    site: Path,
    cache: Cache,
    gate: Gate = Gate(),  # noqa: B008 - frozen
    check: Check = touched,
) -> Iterator[Publication]:
    """A publication of `site`, for which whoever `holds` it has made `stages`."""
    real = site.resolve()  # a folder has one manifest, whatever link leads to it
    register = Register(cache, real, f"{package_digest()} {gate.key}")
    dear = Dear(cache, gate.key)
    outlines = Outlines(cache, str(real))
    workshop = Workshop(stages.log, site, register.known(), dear, outlines, gate)
    with Publication(stages, workshop, register, check) as begun:
        yield begun


def _gained(bundles: Mapping[str, Kept], before: Mapping[str, Kept]) -> frozenset[str]:
    """The paths that a bundle did not hold before."""
    return frozenset(
        path
        for name, kept in bundles.items()
        for path in kept.files.keys() - before.get(name, UNMADE).files.keys()
    )
