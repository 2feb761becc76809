"""The Jinja environment of the log's own templates. It takes 40 ms to import."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template

from infralog.outputs.template_code import FORM, PlainMacro, TemplateCode
from infralog.views.html import shown
from infralog.views.words import Words


def environment_of(folders: Sequence[Path], words: Words, compiled: Path | None) -> Environment:
    """Templates from the first of `folders` that has one; `compiled` keeps them in bytecode.

    The last folder is the log's own, all others are a site's.
    """
    names = f"{FORM}-%s.cache"
    environment = _Environment(
        folders[-1],
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=FileSystemBytecodeCache(str(compiled), names) if compiled else None,
    )
    environment.filters["percent"] = _percent
    environment.globals.update(t=words.t, html=words.html, n=words.n, nth=words.nth)
    return environment


def _percent(share: float) -> str:
    """A fraction of a length as CSS takes it."""
    return f"{share * 100:.4g}%"


class _Template(Template):
    """Jinja's, with shorter ways through what escapes a value and what calls a macro."""

    @classmethod
    def from_code(cls, *args: Any, **named: Any) -> Template:  # noqa: ANN401 - passed on
        """A template of compiled code."""
        made = super().from_code(*args, **named)
        made.root_render_func.__globals__.update(escape=shown, Macro=PlainMacro)
        return made


class _Environment(Environment):
    """Jinja's, with a third less work a page: it looks names and templates up in chains."""

    template_class = _Template

    def __init__(self, own: Path, **options: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(**options)
        self.code_generator_class = partial(TemplateCode, own)  # type: ignore[assignment] # is called alone
        self._known: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as Jinja has it
    ) -> Template:
        """A template; each is looked for once, for all that include or import it."""
        if isinstance(name, Template) or globals:
            return super().get_template(name, parent, globals)
        if name not in self._known:
            self._known[name] = super().get_template(name, parent)
        return self._known[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of every template are those of the environment."""
        return {**self.globals, **d} if d else self.globals
