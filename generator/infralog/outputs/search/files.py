"""The files of one part of the index: shards of words, facets, and addresses of entries."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from infralog.outputs.context import Context
from infralog.outputs.search.codes import coded
from infralog.outputs.search.parts import Part
from infralog.outputs.search.texts import facets_of, texts_of
from infralog.outputs.search.words import Forms, forms_of, runs_in, shard_of, start_of

BLOCK = 50
"""Entries whose addresses share a file."""
_ENTRIES_A_SHARD = 6
"""So that a shard is about 2 kB, which is what a word costs a reader for each part."""
_ONCE, _SOME, _OFTEN, _IN_TITLE = range(4)
_LEVELS = (_IN_TITLE, _ONCE, _SOME, _SOME)
"""By how often an entry has a word, where 0 stands for its title; more often is `_OFTEN`."""

Places = Mapping[str, list[int]]
"""The entries that a run of letters stands in, each as four times its place and a level."""


def shards_in(part: Part) -> int:
    """Into how many shards its words are cut."""
    return max(1, len(part.entries) // _ENTRIES_A_SHARD)


def files_of(part: Part, context: Context) -> Mapping[str, bytes]:
    """All files, by their names below the part's folder; their bytes follow from the part alone."""
    texts = [(entry.title, "\n".join(texts_of(entry, context))) for entry in part.entries]
    words = word_shards(places_of(texts), forms_of(context.site.language), shards_in(part))
    files = {f"words/{number}.json": _json(shard) for number, shard in enumerate(words)}
    files["facets.json"] = _json(_facets(part))
    for number, block in enumerate(_blocks([entry.url for entry in part.entries])):
        files[f"entries/{number}.json"] = _json(block)
    return files


def places_of(texts: Iterable[tuple[str, str]]) -> Places:
    """Where each run of letters stands; `texts` are the title and all other text of each entry."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, (title, text) in enumerate(texts):
        counts = {**Counter(runs_in(text)), **dict.fromkeys(runs_in(title), 0)}
        levels = [4 * place + level for level in _LEVELS]
        often = 4 * place + _OFTEN
        for run, count in counts.items():
            places[run].append(levels[count] if count < len(_LEVELS) else often)
    return places


def word_shards(places: Places, forms: Forms, number: int) -> list[Mapping[str, object]]:
    """Codes of entries by word, and words by stem where there is more to a stem than itself."""
    found: defaultdict[str, defaultdict[str, list[list[int]]]]
    found = defaultdict(lambda: defaultdict(list))
    for run in sorted(places):
        for stem, word in forms[run]:
            found[stem][word].append(places[run])
    shards: list[dict[str, object]] = [{} for _ in range(number)]
    shard = cache(lambda start: shards[shard_of(start, number)])
    for stem in sorted(found):
        words = {word: coded(_joined(lists)) for word, lists in sorted(found[stem].items())}
        shard(start_of(stem))[stem] = words[stem] if [*words] == [stem] else words
    return list(shards)


def _joined(lists: list[list[int]]) -> list[int]:
    """The entries of all lists, each once, at its highest level."""
    if len(lists) == 1:
        return lists[0]
    highest = {number // 4: number for number in sorted(chain.from_iterable(lists))}
    return list(highest.values())


def _facets(part: Part) -> Mapping[str, Mapping[str, str]]:
    places: defaultdict[str, defaultdict[str, list[int]]]
    places = defaultdict(lambda: defaultdict(list))
    for place, entry in enumerate(part.entries):
        for name, values in facets_of(entry).items():
            for value in values:
                places[name][value].append(place)
    return {
        name: {value: coded(found) for value, found in sorted(values.items())}
        for name, values in places.items()
    }


def _blocks(addresses: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(addresses), BLOCK):
        yield addresses[start : start + BLOCK]


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
