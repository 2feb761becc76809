"""A seeded stream of technical English whose vocabulary grows with it, as in real text."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

_SOURCE: Final = tomllib.loads(
    Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8")
)
_PATTERNS: Final = (
    "the {a} {n} {v} the {n}",
    "{o}, the {n} {v} {r}",
    "a {n} in the {a} {n} {v} before the {n} could {b} it",
    "we {v} the {n} and {v} every {n} that the {n} had {v}",
    "the {n} {v} because the {n} was {a} and the {n} did not {b}",
    "{o}, {d} of {n} {n} were {a}",
    "no {n} {v} while the {n} {v} the {a} {n}",
    "each {n} holds a {n}, so a {a} {n} can {b} the {n} of all the others",
    "the {n} {v} from {d} to {d} and {r} {v}",
    "to {b} the {n}, an engineer {v} the {a} {n} on {h}",
    "what we had {v} as a {a} {n} was in fact a {n} of the {n}",
    "{o}, {h} {v} with `{c}`",
    "there is now a {n} for the {n}, and it will {b} when the {n} is {a}",
    "this {n} had {v} {r} since the {n} was {v}",
)
_WEIGHT_OF_FIRST: Final = 400
"""How often the first word of a list is in the pool at the start; the k-th is, this over k."""


class _Pool:
    """Words drawn as often as they were before (Zipf), new ones ever more rarely (Heaps)."""

    def __init__(self, words: list[str], rng: Random) -> None:
        self._rng = rng
        self._drawn = [
            word
            for rank, word in enumerate(words, start=1)
            for _ in range(max(1, _WEIGHT_OF_FIRST // rank))
        ]

    def draw(self) -> str:
        drawn = self._drawn
        if self._rng.random() < 2.5 * len(drawn) ** -0.45:
            word = _made_word(self._rng)
        else:
            word = drawn[int(self._rng.random() * len(drawn))]
        drawn.append(word)
        return word


def _listed(name: str) -> list[str]:
    text = str(_SOURCE[name]).strip()
    return text.replace("\n", "|").split("|") if "|" in text else text.split()


def _made_word(rng: Random) -> str:
    """A word no list has: a compound, a derived form, a product name or a number of an error."""
    way = rng.random()
    if way < 0.4:
        return rng.choice(_PREFIXES) + rng.choice(_ROOTS) + rng.choice(_SUFFIXES)
    if way < 0.7:
        return rng.choice(_ROOTS) + rng.choice(_ROOTS)
    if way < 0.9:
        return "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4)))
    return f"{rng.choice(_ROOTS)}-{rng.randint(1, 9999)}"


_PREFIXES: Final = _listed("prefixes")
_ROOTS: Final = _listed("roots")
_SUFFIXES: Final = _listed("suffixes")
_SYLLABLES: Final = _listed("syllables")


class Words:
    """The text of one log; every draw moves the same seeded generator on."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._nouns = _Pool(_listed("nouns"), rng)
        self._verbs = _Pool(_listed("verbs"), rng)
        self._adjectives = _Pool(_listed("adjectives"), rng)
        self._bare = _listed("bare_verbs")
        self._adverbs = _listed("adverbs")
        self._openers = _listed("openers")
        self._draws: dict[str, Callable[[], str]] = {
            "n": self.noun,
            "v": self._verbs.draw,
            "a": self.adjective,
            "b": self.bare_verb,
            "r": lambda: rng.choice(self._adverbs),
            "o": lambda: rng.choice(self._openers),
            "d": self.number,
            "h": self.host,
            "c": self.code,
        }

    def noun(self) -> str:
        return self._nouns.draw()

    def adjective(self) -> str:
        return self._adjectives.draw()

    def bare_verb(self) -> str:
        return self._rng.choice(self._bare)

    def host(self) -> str:
        return f"{self._rng.choice(_SYLLABLES)}{self._rng.randint(1, 400):03d}"

    def number(self) -> str:
        return f"{int(self._rng.paretovariate(0.6)) + 1:,}"

    def code(self) -> str:
        """A short piece for inline code: a flag, an error name or a path."""
        noun = self.noun()
        shapes = (
            f"--{noun}",
            f"E{noun.upper()}",
            f"/v1/{noun}/{self.number()}",
            f"{noun}::{self.noun()}",
        )
        return self._rng.choice(shapes)

    def phrase(self) -> str:
        """Three to five words that can stand as a title or a heading, without a full stop."""
        shapes = (
            f"{self.adjective()} {self.noun()} {self.noun()}",
            f"{self.noun()} {self.noun()} in the {self.noun()}",
            f"{self.adjective()} {self.noun()} after a {self.noun()}",
            f"{self.noun()} without a {self.noun()}",
        )
        return self._rng.choice(shapes)

    def clause(self) -> str:
        pieces = self._rng.choice(_PATTERNS).split("{")
        text = pieces[0] + "".join(self._draws[piece[0]]() + piece[2:] for piece in pieces[1:])
        return text[0].lower() + text[1:]

    def sentence(self) -> str:
        """One or two clauses, a capital first and a full stop last."""
        text = self.clause()
        if self._rng.random() < 0.3:
            text += self._rng.choice((", and ", "; ", ", but ")) + self.clause()
        return text[0].upper() + text[1:] + "."

    def paragraph(self, words: int) -> str:
        """Sentences until there are at least so many words."""
        text = self.sentence()
        while text.count(" ") + 1 < words:
            text += " " + self.sentence()
        return text
