"""Text as HTML."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_SPECIAL = re.compile("[&<>\"']").search


def escaped(text: str) -> str:
    """A plain text as HTML. Most are that already, which is told faster than a copy is made."""
    return escape(text) if _SPECIAL(text) else text


def shown(value: object) -> str:
    """Whatever a template shows, as HTML."""
    if type(value) is str:
        return escape(value) if _SPECIAL(value) else value
    if type(value) is Markup:
        return value
    if type(value) is int:
        return str(value)
    return value.__html__() if hasattr(value, "__html__") else escaped(str(value))
