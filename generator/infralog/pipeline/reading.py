"""Every file of a log as it was read: parsed in this build, or kept from an earlier one."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import time_ns
from typing import NamedTuple
from zlib import crc32

from infralog.errors import Problem
from infralog.model.body import Body
from infralog.parse.body import Converter
from infralog.parse.parsed import Record
from infralog.pipeline.bodies import KeptBodies
from infralog.pipeline.cache import Cache
from infralog.pipeline.workers import Aside, spread
from infralog.settings import Settings
from infralog.source.file import Stamp, printable, source_at, stamps_of

_PARTS = 64
"""What is kept lies in so many parts: an edit writes one of them again."""
_YOUNG = 2_000_000_000
"""Nanoseconds: a file that was written just now may be written again without a new time."""


class Read(NamedTuple):
    """One file as it was read. `digest` is that of its bytes, `name` its own in the folder.

    `stamp` is None where the file was too young to be known by it. All else is as in `Parsed`,
    but that the body is kept apart, and places are pickled: few are ever asked for.
    """

    name: str
    digest: str
    stamp: Stamp | None
    record: Record | None
    problems: tuple[Problem, ...]
    places: bytes
    hidden_links: tuple[str, ...]


class ReadPlaces(Mapping[str, Mapping[str, tuple[int, int]]]):
    """The places of values in each file, by its path."""

    def __init__(self, reads: Mapping[str, Read]) -> None:
        self._reads = reads

    def __getitem__(self, path: str) -> Mapping[str, tuple[int, int]]:
        places: Mapping[str, tuple[int, int]] = pickle.loads(self._reads[path].places)  # noqa: S301 - our own
        return places

    def __iter__(self) -> Iterator[str]:
        return iter(self._reads)

    def __len__(self) -> int:
        return len(self._reads)


@dataclass(frozen=True)
class Reader:
    """How the files below `folder` are read; `salt` tells all that parsing depends on."""

    folder: Path
    settings: Settings
    convert: Converter
    cache: Cache
    salt: str

    def read(self) -> tuple[Mapping[str, Read], KeptBodies]:
        """Every file by its printable path, sorted, and the bodies of all.

        A file whose stamp or bytes are as they were is not parsed again. Raises InfralogError
        where one cannot be read.
        """
        bodies = KeptBodies(self.cache, self.salt, partial(_body_of, self))
        with Aside(self._stamps) as stamped:
            kept = self._kept()
            stamps = stamped.result()
        reads = {
            name: read
            for name, read in kept.items()
            if read.stamp is not None and read.stamp == stamps.get(name)
        }
        others = [name for name in stamps if name not in reads]
        reads |= self._touched([name for name in others if name in kept], stamps, kept)
        parts = _parts_with((*others, *(kept.keys() - stamps.keys())), stamps)
        for parsed in spread(partial(_renew, self, bodies, stamps, dict(reads)), parts):
            reads |= {read.name: read for read in parsed}
        if parts:
            self.cache.drop_all_but("records:", map(self.key_of, range(_PARTS)))
            self._forget(bodies, reads, kept)
        return {printable(name): reads[name] for name in stamps}, bodies

    def key_of(self, part: int) -> str:
        """Under which a part of the reads is kept."""
        return f"records:{self.salt}:{part}"

    def _stamps(self) -> Mapping[str, Stamp | None]:
        young = time_ns() - _YOUNG
        return {
            name: stamp if max(stamp[1:3]) < young else None
            for name, stamp in stamps_of(self.folder).items()
        }

    def _touched(
        self, names: Iterable[str], stamps: Mapping[str, Stamp | None], kept: Mapping[str, Read]
    ) -> Mapping[str, Read]:
        """Files with another stamp that hold what they held."""
        return {
            name: kept[name]._replace(stamp=stamps[name])
            for name in names
            if source_at(self.folder, name).digest == kept[name].digest
        }

    def _kept(self) -> Mapping[str, Read]:
        kept: dict[str, Read] = {}
        for part in range(_PARTS):
            kept |= self.cache.get(self.key_of(part)) or {}
        return kept

    def _forget(
        self, bodies: KeptBodies, reads: Mapping[str, Read], kept: Mapping[str, Read]
    ) -> None:
        """Drop the bodies of files that are no more; all others of any state, after a new start."""
        if kept:
            changed = [name for name, read in kept.items() if reads.get(name) is not read]
            digests = {reads[name].digest for name in changed if name in reads}
            bodies.forget({kept[name].digest for name in changed} - digests)
        else:
            bodies.forget_all_but(read.digest for read in reads.values())


def _part_of(name: str) -> int:
    return crc32(name.encode("utf-8", "surrogateescape")) % _PARTS


def _parts_with(names: Iterable[str], present: Iterable[str]) -> list[tuple[int, list[str]]]:
    """The parts that any of `names` belongs to, each with all files that are `present` in it."""
    parts: dict[int, list[str]] = {part: [] for part in sorted(set(map(_part_of, names)))}
    for name in present if parts else ():
        if (part := _part_of(name)) in parts:
            parts[part].append(name)
    return [*parts.items()]


def _renew(
    reader: Reader,
    bodies: KeptBodies,
    stamps: Mapping[str, Stamp | None],
    known: Mapping[str, Read],
    parts: Sequence[tuple[int, Sequence[str]]],
) -> list[Read]:
    """Parse the files of these parts that are not `known`, and keep all from here."""
    found: list[Read] = []
    for part, names in parts:
        changed = [name for name in names if name not in known]
        parsed = {read.name: read for read in _parse(reader, bodies, stamps, changed)}
        kept = {name: known[name] if name in known else parsed[name] for name in names}
        reader.cache.put({reader.key_of(part): kept})
        found += parsed.values()
    return found


def _parse(
    reader: Reader, bodies: KeptBodies, stamps: Mapping[str, Stamp | None], names: Sequence[str]
) -> list[Read]:
    """Parse files, and keep their bodies from here: they are most of what was read."""
    from infralog.parse.record import parse_sources  # noqa: PLC0415 - takes 30 ms, for what changed

    sources = [source_at(reader.folder, name) for name in names]
    parsed = parse_sources(sources, reader.settings, reader.convert)
    digests = [source.digest for source in sources]
    bodies.keep({digest: one.body for digest, one in zip(digests, parsed, strict=True)})
    return [
        Read(
            name,
            digest,
            stamps[name],
            one.record,
            one.problems,
            pickle.dumps(one.places),
            one.hidden_links,
        )
        for name, digest, one in zip(names, digests, parsed, strict=True)
    ]


def _body_of(reader: Reader, name: str) -> Body:
    from infralog.parse.record import parse_source  # noqa: PLC0415 - as above

    source = source_at(reader.folder, name)
    return parse_source(source, reader.settings, reader.convert).body
