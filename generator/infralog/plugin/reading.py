"""Reading mkdocs.yml as MkDocs does, with all that is wrong in it told as what to write."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from infralog.errors import InfralogError, Problem, ProblemsFound
from infralog.source.flaw import Flaw
from infralog.source.grammar import flaw_of
from infralog.source.text import text_of

_VALUE = re.compile(r"Config value '([^']+)': (.*)", re.DOTALL)
_OPTION = re.compile(r"^Plugin 'infralog' option '([^']+)': ", re.MULTILINE)
_REMEDIES = {
    "isn't an existing directory": "Make that folder, or name the one that holds your entries.",
    "Invalid Plugins": "Write `- infralog:`, and its options below it, indented by six blanks.",
    "Required configuration": "Write `site_name: My log`.",
}
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_config(config_file: Path, **options: Any) -> MkDocsConfig:  # noqa: ANN401 - MkDocs checks them
    """What mkdocs.yml says, with `options` over it. Raises InfralogError with all that is wrong."""
    if not config_file.is_file():
        raise InfralogError(_not_here(config_file))
    given = {name: value for name, value in options.items() if value}
    told: list[str] = []
    try:
        with _gathered(told):
            return load_config(str(config_file), **given)
    except Abort:
        lines = [line for one in told for line in _worded(one).splitlines()]
        name, between = os.path.relpath(config_file), "\n  " if len(lines) > 1 else " "
        raise InfralogError(between.join([f"{name}:", *lines])) from None
    except ConfigurationError:
        _refuse_what_is_no_yaml(config_file)
        raise


def _not_here(config_file: Path) -> str:
    wanted = config_file.absolute()
    above = (folder / wanted.name for folder in wanted.parents[1:])
    found = next((file for file in above if file.is_file()), None)
    if found:
        path = os.path.relpath(found)
        return f"{config_file} is not here, but {path} is: go there, or add `-f {path}`."
    return f"{config_file} is not here: name the file with -f, or begin with `infralog init .`."


@contextmanager
def _gathered(told: list[str]) -> Iterator[None]:
    """MkDocs logs what is wrong before it gives up."""

    def gather(record: logging.LogRecord) -> bool:
        is_error = record.levelno >= logging.ERROR
        if is_error:
            told.append(record.getMessage())
        return not is_error

    logger = logging.getLogger("mkdocs.config")
    logger.addFilter(gather)
    try:
        yield
    finally:
        logger.removeFilter(gather)


def _worded(told: str) -> str:
    value = _VALUE.fullmatch(told)
    if not value:
        return told
    key, message = value.groups()
    if _OPTION.match(message):
        return _OPTION.sub(r"\1: ", message)
    remedies = [remedy for about, remedy in _REMEDIES.items() if about in message]
    return " ".join([f"{key}: {message.rstrip('.')}.", *remedies])


def _refuse_what_is_no_yaml(config_file: Path) -> None:
    try:
        text = text_of(config_file.read_bytes())
        try:
            list(yaml.parse(text, Loader=_Loader))
        except yaml.YAMLError as error:
            raise flaw_of(error, text, 1) from error
    except Flaw as flaw:
        problem = Problem(os.path.relpath(config_file), *flaw.place, flaw.code, flaw.message)
        raise ProblemsFound([problem]) from None
