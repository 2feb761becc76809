"""The example log of this repository, read as the build reads it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from infralog.model.body import Body
from infralog.model.entry import Entry
from infralog.model.log import Log, in_order
from infralog.model.notes import Effort, Spof, WeekNote
from infralog.outputs.context import Context
from infralog.parse.body import DEFAULT_EXTENSIONS, Converter
from infralog.parse.record import parse_source
from infralog.plugin.options import read_settings
from infralog.settings import Settings
from infralog.source.file import read_sources
from make import context_over

ROOT = Path(__file__).parent.parent


class _Loader(yaml.SafeLoader):
    """YAML with tags of MkDocs' own, which are passed over."""


_Loader.add_multi_constructor("", lambda loader, tag, node: None)


@cache
def example() -> Context:
    """One build of the example log."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)
    settings, wrong = read_settings(_options(config))
    assert not wrong
    return context_over(_log(settings), settings)


def _options(config: dict[str, Any]) -> dict[str, Any]:
    plugins = (plugin for plugin in config["plugins"] if isinstance(plugin, dict))
    return next(plugin["infralog"] for plugin in plugins if "infralog" in plugin)


def _log(settings: Settings) -> Log:
    extensions = {name: dict(options) for name, options in DEFAULT_EXTENSIONS.items()}
    convert = Converter(list(extensions), extensions, True)
    records: list[Entry | WeekNote | Spof | Effort] = []
    bodies: dict[str, Body] = {}
    for source in read_sources(ROOT / "entries"):
        parsed = parse_source(source, settings, convert)
        assert parsed.record, source.path
        records.append(parsed.record)
        bodies[parsed.record.digest] = parsed.body
    entries = in_order(one for one in records if isinstance(one, Entry))
    return Log(
        entries={one.id: one for one in entries},
        weeks={one.last_day: one for one in records if isinstance(one, WeekNote)},
        spofs={one.id: one for one in records if isinstance(one, Spof)},
        efforts={one.id: one for one in records if isinstance(one, Effort)},
        bodies=bodies,
    )
