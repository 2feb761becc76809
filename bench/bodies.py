"""The Markdown of an entry: 200 to 300 words with headings, a list, a code fence, links, tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from words import Words

Link = tuple[str, str]
"""What a body links to: the text and the address."""


class BodyWriter:
    """Writes bodies from one stream of words."""

    def __init__(self, words: Words, rng: Random) -> None:
        self._words = words
        self._rng = rng

    def body(self, links: Sequence[Link]) -> str:
        """A whole body; each link stands once in it."""
        rng = self._rng
        target = rng.randint(210, 300)
        blocks = [self._paragraph(50)]
        if rng.random() < 0.3:
            blocks.append("<!-- more -->")
        parts: list[Callable[[], str]] = [
            self._list,
            self._fence,
            *(self._linked(link) for link in links),
        ]
        if rng.random() < 0.15:
            parts.append(self._table)
        rng.shuffle(parts)
        blocks.append(self._heading())
        blocks += [part() for part in parts]
        while _count(blocks) < target - 25:
            blocks += (
                [self._heading(), self._paragraph(50)]
                if rng.random() < 0.3
                else [self._paragraph(35)]
            )
        return "\n\n".join(blocks) + "\n"

    def paragraphs(self, count: int) -> str:
        """Plain text of so many paragraphs, as in an editorial."""
        return "\n\n".join(self._paragraph(60) for _ in range(count)) + "\n"

    def _paragraph(self, words: int) -> str:
        text = self._words.paragraph(words)
        if self._rng.random() < 0.3:
            text += f" **{self._words.sentence()}**"
        return text

    def _heading(self) -> str:
        phrase = self._words.phrase()
        return f"## {phrase[0].upper()}{phrase[1:]}"

    def _list(self) -> str:
        ordered = self._rng.random() < 0.3
        items = [self._words.sentence() for _ in range(self._rng.randint(2, 5))]
        return "\n".join(
            f"{f'{i}.' if ordered else '-'} {item}" for i, item in enumerate(items, start=1)
        )

    def _fence(self) -> str:
        words = self._words
        lines = [
            f"{words.host()} {words.noun()}[{words.number()}]: {words.code()}"
            for _ in range(self._rng.randint(2, 6))
        ]
        return "\n".join(["```text", *lines, "```"])

    def _table(self) -> str:
        rows = [
            f"| {self._words.noun()} | {self._words.number()} | {self._words.number()} |"
            for _ in range(self._rng.randint(3, 6))
        ]
        return "\n".join(["| Measured | Before | After |", "|---|---|---|", *rows])

    def _linked(self, link: Link) -> Callable[[], str]:
        text, address = link
        return lambda: f"{self._words.sentence()} See [{text}]({address}): {self._words.clause()}."


def _count(blocks: Sequence[str]) -> int:
    return sum(len(block.split()) for block in blocks)
