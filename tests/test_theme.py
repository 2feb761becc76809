"""The theme keeps its house rules: short templates, our class names, no text taken for HTML."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

THEME = Path(__file__).parents[1] / "theme"
TEMPLATES = sorted(THEME.rglob("infralog/*.html"))
CLASS = re.compile(r'class="([^"]*)"')
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
SAFE = re.compile(r"([\w.]+) *\| *safe")
MADE_BY_US = {"told.html", "story.html", "body", "editorial", "note", "rows"}
"""Names of what is HTML already: sanitised bodies, and rows that a template made."""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_keeps_the_house_rules(template):
    source = template.read_text(encoding="utf-8")
    assert source.count("\n") <= (80 if "partials" in template.parts else 60)
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)
    assert set(SAFE.findall(source)) <= MADE_BY_US
    for classes in CLASS.findall(JINJA.sub(" ", source)):
        for name in classes.split():
            assert name.startswith(("il-", "md-")), name


def test_styles_name_no_other_host():
    for style in THEME.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", style.read_text("utf-8")), style


def test_the_script_stays_small():
    script = (THEME / "assets/infralog/infralog.js").read_bytes()
    assert len(script) < 3000
