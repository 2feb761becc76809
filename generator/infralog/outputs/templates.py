"""The log's own templates, over the theme's folders: one key of all, and HTML of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING

from infralog.errors import Problem, ProblemsFound
from infralog.outputs.fingerprint import fingerprint
from infralog.views.words import Words

if TYPE_CHECKING:
    from jinja2 import Environment

OURS = ("infralog", "partials/infralog")


@dataclass(frozen=True, eq=False)
class Templates:
    """Templates by name, from the first of `folders` that has it.

    They make the article of a page and nothing around it. Each knows `t`, `n` and `words` besides
    what `render` is given. The last folder is the log's own, those before it are a site's.
    `compiled` is a folder to keep compiled templates in.
    """

    folders: Sequence[Path]
    words: Words
    compiled: Path | None = None

    def render(self, name: str, **views: object) -> str:
        """The HTML of `infralog/NAME.html`. Raises ProblemsFound for a mistake in a site's own."""
        try:
            return self._environment.get_template(f"infralog/{name}.html").render(views)
        except Exception as error:
            if places := [place for folder in self.folders[:-1] for place in _in(folder, error)]:
                raise ProblemsFound([Problem(*places[-1], 1, "E291", _told(error))]) from error
            raise

    @cached_property
    def key(self) -> str:
        """A fingerprint of every template's source."""
        files: dict[str, Path] = {}
        for folder in reversed(self.folders):
            for ours in OURS:
                below = (folder / ours).rglob("*.html")
                files |= {str(one.relative_to(folder)): one for one in below if one.is_file()}
        return fingerprint([(name, files[name].read_text("utf-8")) for name in sorted(files)])

    @cached_property
    def _environment(self) -> Environment:
        from infralog.outputs.rendering import environment_of  # noqa: PLC0415 - most builds render few

        return environment_of(self.folders, self.words, self.compiled)


def _in(folder: Path, error: Exception) -> Iterator[tuple[str, int]]:
    """The files of a folder that an error came through, each with its line."""
    for frame, line in walk_tb(error.__traceback__):
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(folder):
            yield f"{folder.name}/{file.relative_to(folder)}", line


def _told(error: Exception) -> str:
    what = f"{type(error).__name__}: {error}"
    return f"this template of yours fails ({what}); mend it, or remove it for the log's own."
