"""Parts of Python-Markdown, and the signs without which none of them finds anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Generic, TypeVar

from markdown import Markdown
from markdown.util import Registry

PartT = TypeVar("PartT")


_LIBRARIES = ("markdown", "pymdownx", "infralog")


class Parts(Generic[PartT]):
    """The parts of a registry in their order. `plain` is the same registry as it is known here.

    A part of its own kind may go by the name of a known one.
    """

    def __init__(
        self,
        registry: Iterable[PartT],
        plain: Registry[PartT],
        signs: Mapping[str, tuple[str, ...]],
    ) -> None:
        known = {_kind(plain[name]): found for name, found in signs.items() if name in plain}
        self.all = [(part, frozenset(known.get(_kind(part), ()))) for part in registry]
        """Each part with its signs; without any where it is not known."""
        self.signs = sorted(frozenset().union(*(signs for _, signs in self.all)))
        """The signs of all."""
        self.others = [part for part, signs in self.all if not signs]
        """Parts that may find something anywhere."""
        self._needed: dict[tuple[str, ...], list[PartT]] = {}

    def needed_for(self, text: str) -> list[PartT]:
        """Those that may find something in `text`; not to be changed."""
        found = tuple(sign for sign in self.signs if sign in text)
        if found not in self._needed:
            self._needed[found] = [
                part for part, signs in self.all if not signs or not signs.isdisjoint(found)
            ]
        return self._needed[found]


def _kind(part: object) -> tuple[type, str | None]:
    return type(part), getattr(part, "pattern", None)


def is_known(made: Markdown) -> bool:
    """Whether there are no parts but those of libraries that are known here."""
    parts = chain[object](
        *(made.preprocessors, made.parser.blockprocessors, made.inlinePatterns),
        *(made.treeprocessors, made.postprocessors),
    )
    return all(type(part).__module__.partition(".")[0] in _LIBRARIES for part in parts)
