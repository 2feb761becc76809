"""What `serve` shows in place of a log that has problems and was never built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from infralog.errors import Problem
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.page import Page


def problem_pages(context: Context, problems: Sequence[Problem]) -> Iterator[Page]:
    """One page, at the root, with every problem."""
    yield Page(
        url="",
        title=context.site.name,
        key=fingerprint("problems", context.base_key, tuple(problems)),
        article=partial(context.templates.render, "problems", problems=problems),
    )
