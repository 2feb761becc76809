"""The picture of a diagram stays inside its area and has the colours of the page's diagram."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from test_diagram import LABELS, pictures

from infralog.views.diagram import Kind, diagram_of
from infralog.views.picture import PAINTS, Area, strips_of

AREA = Area(60, 236, 1080, 326)
STYLES = Path(__file__).parents[2] / "theme/assets/infralog/diagram.css"


@given(pictures())
def test_everything_stays_inside_the_area(picture):
    diagram = diagram_of(*picture, LABELS)
    strips = strips_of(diagram, AREA)
    assert [len(strip.boxes) + len(strip.points) for strip in strips] == [
        len(row.marks) for row in diagram.rows
    ]
    for strip in strips:
        area = strip.area
        assert area.y + area.height <= AREA.y + AREA.height + 1
        for box in strip.boxes:
            assert area.x <= box.x <= box.x + box.width <= area.x + area.width + 0.2
            assert area.y < box.y < box.y + box.height <= area.y + area.height
            assert box.x + box.tail <= area.x + area.width + 0.2
        for point in strip.points:
            assert area.x < point.x < area.x + area.width
            assert area.y < point.y < area.y + area.height


@pytest.mark.parametrize("impact", ["none", "minor", "major", "critical"])
def test_impacts_have_the_colours_of_the_style_sheet(impact):
    values = dict(
        re.findall(r"^  --il-impact-([\w-]+): (#\w+);", STYLES.read_text("utf-8"), re.MULTILINE)
    )
    light = re.findall(rf"--il-impact-{impact}: (#\w+);", STYLES.read_text("utf-8"))[0]
    assert PAINTS[Kind(impact)].fill == light
    assert PAINTS[Kind(impact)].line == values[f"{impact}-line"]


def test_a_higher_impact_is_taller():
    order = (Kind.NONE, Kind.MINOR, Kind.MAJOR, Kind.CRITICAL)
    heights = [PAINTS[kind].height for kind in order]
    assert heights == sorted(set(heights))
