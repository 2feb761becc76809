"""SuperFences' configuration. What it calls is imported with the first block: few have any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown import Markdown


def _html(
    source: str,
    language: str,
    _class: str,
    options: Mapping[str, object],
    md: Markdown,
    **attributes: object,
) -> str:
    from infralog.parse.code import code_block  # noqa: PLC0415 - as said above

    return code_block(source, language, options, md, **attributes)


def _takes(language: str, *given: object) -> bool:
    """Sort what stands beside the language into options and attributes, as SuperFences does."""
    from pymdownx.superfences import (  # type: ignore[import-untyped] # noqa: PLC0415 - as said above
        highlight_validator,
    )

    return bool(highlight_validator(language, *given))


FENCE = {"name": "*", "class": "highlight", "format": _html, "validator": _takes}
"""Every language is shown by us, whatever its name."""
