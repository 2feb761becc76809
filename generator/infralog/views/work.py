"""The changes of a bulletin as readers see them: efforts nest, and hold what was done for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from infralog.model.entry import Change
from infralog.views.card import EntryCard
from infralog.views.frame import Frame, Ref
from infralog.views.outline import Branch, branches_of
from infralog.views.relations import Relations


class Told(NamedTuple):
    """An entry as a bulletin tells it: its card, and its body's lead as HTML."""

    card: EntryCard
    html: str
    has_more: bool


class Work(NamedTuple):
    """What was done for an effort, or at the outline's root without one."""

    effort: Ref | None
    items: tuple[Told | Work, ...]


Tell = Callable[[Relations], Told]
"""An entry with as much of its body as the bulletin shows, placed on the page."""


def work_of(changes: Sequence[Relations], frame: Frame, tell: Tell) -> Work:
    """The outline of some changes.

    An effort gets a line of its own where it holds several of them; one alone names it itself.
    """
    told = {one.entry.id: tell(one) for one in changes}
    efforts = {effort.id: effort for one in changes for effort in one.efforts}

    def shown(item: Change | Branch) -> Told | Work:
        if isinstance(item, Change):
            return told[item.id]
        return Work(frame.record(item.effort), tuple(map(shown, item.items)))

    bare = (one.entry for one in changes if isinstance(one.entry, Change))
    return Work(None, tuple(map(shown, branches_of(bare, efforts))))
