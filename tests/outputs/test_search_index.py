"""The search index as a browser reads it: words, shards, codes, facets, addresses."""

from __future__ import annotations

import json
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infralog.outputs.search import search_bundles
from infralog.outputs.search.codes import coded
from infralog.outputs.search.files import BLOCK, places_of, word_shards
from infralog.outputs.search.words import Forms, runs_in, shard_of, start_of
from make import context_of, incident

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
ODD = "aB1ésßİΣ\u0301ΌǅＡ㎒½Ⅷ東京がｶﾞ障한국\u1112\u1161हि\u200d\U00020000_'’\x00 \n-"
TEXTS = st.text(st.one_of(st.sampled_from(ODD), st.characters(codec="utf-8")), max_size=40)


def words_in(text: str, language: str = "ja") -> set[str]:
    forms = Forms(language)
    return {word for run in runs_in(text) for _, word in forms[run]}


def numbers(code: str) -> list[int]:
    """What search-index.js reads of a code."""
    found, number, shift = [], 0, 0
    for letter in code:
        value = ALPHABET.index(letter)
        number += (value & 31) << shift
        shift = shift + 5 if value & 32 else 0
        if not shift:
            found.append(number)
    return found


def indexed(*texts: tuple[str, str], language: str = "en", shards: int = 7) -> list[dict]:
    """Shards of titles and texts, as they are read from their files."""
    made = word_shards(places_of(texts), Forms(language), shards)
    return json.loads(json.dumps(made))


def postings(shards: list[dict], word: str) -> dict[str, list[int]]:
    """What the one shard that a word can be in tells of it, by stem."""
    stems = shards[shard_of(start_of(word), len(shards))]
    groups = {stem: {stem: one} if isinstance(one, str) else one for stem, one in stems.items()}
    return {stem: numbers(group[word]) for stem, group in groups.items() if word in group}


@given(st.sets(st.integers(0, 1 << 20)))
def test_codes_of_rising_numbers_can_be_read(found):
    assert numbers(coded(sorted(found))) == sorted(found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The proxy's 2nd dead-lock_x", {"the", "proxy", "s", "2nd", "dead", "lock", "x"}),
        ("São SÃO sa\u0303o", {"sao"}),
        ("Straße, Ölfaß", {"straße", "olfaß"}),
        ("İstanbul ΌΔΟΣ", {"istanbul", "οδος"}),
        ("ＡＢＣ ㎒ ½", {"abc", "mhz", "1", "2"}),
        ("データ障害", {"デー", "ータ", "タ障", "障害", "害"}),
        ("ﾃﾞｰﾀ", {"デー", "ータ", "タ"}),
        ("dns障害3", {"dns", "障害", "害", "3"}),
        ("장애", {"장애", "애"}),
        ("a\x00b\ud800c", {"a", "b", "c"}),
        ("'’-_ \n", set()),
    ],
)
def test_words(text, words):
    assert words_in(text) == words


@given(st.text(st.characters(codec="ascii")))
def test_plain_texts_are_cut_like_others(text):
    assert [*runs_in(text), "é"] == runs_in(f"{text} é")


@given(TEXTS)
def test_accents_and_their_way_of_writing_change_no_word(text):
    assert words_in(normalize("NFD", text)) == words_in(normalize("NFC", text)) == words_in(text)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5), st.sampled_from(["en", "de", "fr", "ja"]))
def test_every_word_of_an_entry_finds_it_and_no_other(texts, language):
    shards = indexed(*texts, language=language)
    words = [words_in(title) | words_in(text) for title, text in texts]
    for word in set().union(*words):
        found = {number >> 2 for some in postings(shards, word).values() for number in some}
        assert found == {place for place, own in enumerate(words) if word in own}


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_words_that_begin_alike_share_a_shard(texts):
    for place, stems in enumerate(indexed(*texts)):
        for stem, group in stems.items():
            for word in [stem, *([] if isinstance(group, str) else group)]:
                assert shard_of(start_of(word), 7) == place


@pytest.mark.parametrize(
    ("language", "text", "groups"),
    [
        ("en", "expire expired expires", {"expir": {"expire", "expired", "expires"}}),
        ("en-GB", "locks locked", {"lock": {"locks", "locked"}}),
        ("de", "Häuser Hauses", {"haus": {"hauser", "hauses"}}),
        ("fr", "défaillances défaillance", {"defaill": {"defaillances", "defaillance"}}),
        ("ja", "expire expired", {"expire": {"expire"}, "expired": {"expired"}}),
        ("en", "dying", {"dying": {"dying"}}),  # its stem, "die", begins otherwise
    ],
)
def test_words_of_one_stem_stand_together(language, text, groups):
    (stems,) = indexed(("", text), language=language, shards=1)
    assert {
        stem: {stem} if isinstance(group, str) else set(group) for stem, group in stems.items()
    } == groups


def test_a_title_weighs_most_then_how_often_a_word_stands_there():
    shards = indexed(("Proxy", "proxy a b b b c c c c"))
    levels = {word: postings(shards, word) for word in ("proxy", "a", "b", "c")}
    assert levels == {"proxy": {"proxi": [3]}, "a": {"a": [0]}, "b": {"b": [1]}, "c": {"c": [2]}}


def test_what_is_written_in_two_ways_is_one_word():
    shards = indexed(("", "cafe"), ("", "Café cafe"), ("Café", "cafe"))
    assert postings(shards, "cafe") == {"cafe": [0, 4, 11]}


@pytest.mark.parametrize(
    "word", ["__proto__", "constructor", 'say "no"', "back\\slash", "</script>"]
)
def test_hostile_words_are_words(word):
    shards = indexed(("", word), ("", "else"))
    for one in words_in(word):
        assert postings(shards, one)


def test_facets_and_addresses_are_told_by_place():
    entries = [
        incident(
            f"2024-01-{1 + place % 28:02}-i{place:03}", f"2024-01-{1 + place % 28:02}", tags=tags
        )
        for place, tags in enumerate([("b",), ("a", "b"), (), *[("c",)] * BLOCK])
    ]
    context = context_of(*entries)
    _, bundle = search_bundles(context)
    files = {one.path.split("/", 2)[2]: json.loads(one.make()) for one in bundle.open()}
    ordered = list(context.log.entries.values())
    told = {value: numbers(code) for value, code in files["facets.json"]["tag"].items()}
    assert [*told] == ["a", "b", "c"]
    for value, places in told.items():
        assert places == [place for place, one in enumerate(ordered) if value in one.tags]
    assert [len(files[f"entries/{number}.json"]) for number in (0, 1)] == [BLOCK, 3]
    assert files["entries/0.json"] + files["entries/1.json"] == [one.url for one in ordered]


def test_two_builds_of_a_part_give_the_same_bytes():
    entries = [incident(tags=("b", "a"), title="One two three"), incident("2024-12-13-b")]
    (_, one), (_, other) = (search_bundles(context_of(*entries)) for _ in range(2))
    ones, others = ([(file.path, file.make()) for file in part.open()] for part in (one, other))
    assert ones == others
