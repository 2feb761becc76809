"""The Jinja environment of the log's own templates, over the theme's folders."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Context
from markupsafe import escape

from infralog.outputs.fingerprint import fingerprint
from infralog.views.words import Words

_OURS = ("infralog/", "partials/infralog/")


@dataclass(frozen=True, eq=False)
class Templates:
    """Templates by name, from the first of `folders` that has it.

    They make the article of a page and nothing around it. Each knows `t`, `n` and `words` besides
    what `render` is given. `compiled` is a folder to keep compiled templates in.
    """

    folders: Sequence[Path]
    words: Words
    compiled: Path | None = None

    def render(self, name: str, **views: object) -> str:
        """The HTML of `infralog/NAME.html`."""
        return self._environment.get_template(f"infralog/{name}.html").render(views)

    @cached_property
    def key(self) -> str:
        """A fingerprint of every template's source."""
        loader = self._environment.loader
        assert loader is not None  # noqa: S101 - given below
        names = [name for name in loader.list_templates() if name.startswith(_OURS)]
        return fingerprint(
            [(name, loader.get_source(self._environment, name)[0]) for name in names]
        )

    @cached_property
    def _environment(self) -> Environment:
        cache = FileSystemBytecodeCache(str(self.compiled)) if self.compiled else None
        environment = _Environment(
            loader=FileSystemLoader(self.folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=cache,
        )
        words = self.words
        environment.filters["percent"] = _percent
        environment.globals.update(t=words.t, html=words.html, n=words.n, nth=words.nth)
        return environment


def _percent(share: float) -> str:
    """A fraction of a length as CSS takes it."""
    return f"{share * 100:.4g}%"


class _Names(Context):
    """The names that a template sees. Nothing it calls asks for them, so a call is just a call."""

    def call(
        self,
        called: Callable[..., Any],
        /,
        *args: Any,  # noqa: ANN401 - passed on
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: Any,  # noqa: ANN401 - passed on
    ) -> Any:  # noqa: ANN401 - as Jinja has it
        """The result of a function or macro."""
        return called(*args, **named)


_SPECIAL = re.compile("[&<>\"']").search


def _escape(value: object) -> str:
    """Text as HTML. Most texts are HTML already, which is told faster than a copy is made."""
    return value if type(value) is str and not _SPECIAL(value) else escape(value)


class _Template(Template):
    """Jinja's, with a shorter way through what escapes a value."""

    @classmethod
    def from_code(cls, *args: Any, **named: Any) -> Template:  # noqa: ANN401 - passed on
        """A template of compiled code."""
        made = super().from_code(*args, **named)
        made.root_render_func.__globals__["escape"] = _escape
        return made


class _Environment(Environment):
    """Jinja's, with a fifth less work a page: it looks globals up in a chain of mappings."""

    context_class = _Names
    template_class = _Template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of every template are those of the environment."""
        return {**self.globals, **d} if d else self.globals
