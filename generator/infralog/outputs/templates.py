"""The Jinja environment of the log's own templates, over the theme's folders."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template

from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.template_code import FORM, PlainMacro, TemplateCode
from infralog.views.html import shown
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
        folder, names = str(self.compiled), f"{FORM}-%s.cache"
        cache = FileSystemBytecodeCache(folder, names) if self.compiled else None
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

    code_generator_class = TemplateCode
    template_class = _Template

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(**options)
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
