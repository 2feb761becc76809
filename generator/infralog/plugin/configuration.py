"""What the plugin adds to mkdocs.yml by itself, so that a minimal file is enough."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig

from infralog.outputs.templates import OURS, Templates
from infralog.parse.body import DEFAULT_EXTENSIONS, Converter
from infralog.pipeline.again import Sources
from infralog.plugin.places import theme_folder
from infralog.settings import GROUPS, Settings, Site
from infralog.views.words import SOURCE_LANGUAGE, Words, words_of

STYLES = ("infralog.css", "diagram.css", "lists.css", "search.css")
SCRIPTS = ("infralog.js", "copy.js")
_MATERIAL_FONT = {"text": "Roboto", "code": "Roboto Mono"}
_READING_MORE = ("!ENV", "INHERIT")
"""In mkdocs.yml: what makes MkDocs read something else."""
_BUILT_IN_EXTENSIONS = {"toc", "tables", "fenced_code"}


def prepare(config: MkDocsConfig) -> None:
    """Add our theme, styles, scripts and Markdown extensions, and leave what the author chose."""
    theme = config.theme
    ours = str(theme_folder())
    if ours not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, ours)
    if theme.get("font") == _MATERIAL_FONT:
        theme["font"] = False  # Material's default is fetched from another host
    theme["features"] = [*(theme.get("features") or []), "navigation.tabs"]
    theme["palette"] = theme.get("palette") or _palette(_words(config))
    config.extra_css = [f"assets/infralog/{name}" for name in STYLES] + config.extra_css
    config.extra_javascript = [
        *(f"assets/infralog/{name}" for name in SCRIPTS),
        *config.extra_javascript,
    ]
    if set(config.markdown_extensions) <= _BUILT_IN_EXTENSIONS:
        config.markdown_extensions = list(DEFAULT_EXTENSIONS)
        defaults = {name: dict(options) for name, options in DEFAULT_EXTENSIONS.items()}
        config.mdx_configs = {**defaults, **config.mdx_configs}


def _palette(words: Words) -> list[dict[str, Any]]:
    """Light or dark as the reader's system says, with a switch."""
    shared = {"primary": "indigo", "accent": "indigo"}
    return [
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "toggle": {"icon": "material/weather-night", "name": words.t("palette.dark")},
            **shared,
        },
        {
            "media": "(prefers-color-scheme: dark)",
            "scheme": "slate",
            "toggle": {"icon": "material/weather-sunny", "name": words.t("palette.light")},
            **shared,
        },
    ]


def worded(settings: Settings, config: MkDocsConfig) -> Settings:
    """The settings with the headings that mkdocs.yml leaves to us in the site's language."""
    if settings.groups is not GROUPS:
        return settings
    words = _words(config)
    return replace(settings, groups={words.t(f"groups.{ids[0]}"): ids for ids in GROUPS.values()})


def _words(config: MkDocsConfig) -> Words:
    return words_of(_language(config))


def _language(config: MkDocsConfig) -> str:
    return str(config.theme.get("language") or SOURCE_LANGUAGE)


def converter_of(config: MkDocsConfig, settings: Settings) -> Converter:
    """Bodies are converted with the Markdown extensions of mkdocs.yml."""
    return Converter(
        tuple(map(str, config.markdown_extensions)), config.mdx_configs, sanitize=settings.sanitize
    )


def site_of(config: MkDocsConfig) -> Site:
    """What mkdocs.yml tells of the site; `site_url` with a closing slash, as links need it."""
    edit = _edit_url(config)
    return Site(
        name=config.site_name,
        url=(config.site_url or "").rstrip("/") + "/" if config.site_url else "",
        description=config.site_description or "",
        language=_language(config),
        edit_url=edit,
        history_url=edit.replace("/edit/", "/commits/") if "/edit/" in edit else "",
    )


def _edit_url(config: MkDocsConfig) -> str:
    if not (config.repo_url and config.edit_uri):
        return ""
    if config.edit_uri.startswith(("?", "#")):
        return config.repo_url + config.edit_uri
    return urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri.rstrip("/") + "/")


def sources_of(config: MkDocsConfig) -> Sources:
    """What MkDocs reads besides its own program and Material's."""
    custom = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    theme = (*custom, theme_folder())
    return Sources(Path(config.config_file_path).resolve(), theme, Path(config.docs_dir))


def is_foreseeable(config: MkDocsConfig) -> bool:
    """Whether MkDocs's part depends on `sources_of` alone: no other plugin, no environment."""
    text = Path(config.config_file_path).read_text(encoding="utf-8", errors="replace")
    return not (
        _has_others(config)
        or "pymdownx.snippets" in config.markdown_extensions
        or any(sign in text for sign in _READING_MORE)
    )


def _has_others(config: MkDocsConfig) -> bool:
    """Whether another plugin or hook takes part."""
    return bool(config.plugins.keys() - {"infralog"} or config.hooks)


def project_folder(config: MkDocsConfig) -> Path:
    """Where mkdocs.yml lies."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def cache_folder(config: MkDocsConfig) -> Path:
    """What earlier builds left to be used again; may be deleted at any time."""
    return project_folder(config) / ".cache" / "infralog"


def templates_of(config: MkDocsConfig) -> Templates:
    """The log's templates: the site's own where it has any, then ours."""
    folders = [Path(folder) for folder in config.theme.dirs]
    ours = [one for one in folders if any((one / name).is_dir() for name in OURS)]
    return Templates(ours, _words(config), compiled_folder(config, "log"))


def compiled_folder(config: MkDocsConfig, name: str) -> Path:
    """Where compiled templates are kept; environments of other kinds must not share one.

    Beside this program's compiled modules, for all logs, as those are. In the log's cache where
    Python may not write there, or where other plugins may have changed what compiling gives.
    """
    beside = Path(__file__).parents[1] / "__pycache__" / f"templates-{name}"
    is_ours = name == "log" or not _has_others(config)
    if is_ours and not sys.dont_write_bytecode and _is_writable(beside):
        return beside
    folder = cache_folder(config) / "templates" / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
