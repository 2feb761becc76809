"""The log's own templates, over the theme's folders: one key of all, and HTML of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from infralog.outputs.fingerprint import fingerprint
from infralog.views.words import Words

if TYPE_CHECKING:
    from jinja2 import Environment

_OURS = ("infralog", "partials/infralog")


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
        files: dict[str, Path] = {}
        for folder in reversed(self.folders):
            for ours in _OURS:
                below = (folder / ours).rglob("*")
                files |= {str(one.relative_to(folder)): one for one in below if one.is_file()}
        return fingerprint([(name, files[name].read_text("utf-8")) for name in sorted(files)])

    @cached_property
    def _environment(self) -> Environment:
        from infralog.outputs.rendering import environment_of  # noqa: PLC0415 - most builds render few

        return environment_of(self.folders, self.words, self.compiled)
