from __future__ import annotations

import re

from infralog.model.entry import SpofId
from infralog.model.terms import Impact, SpofMove
from infralog.outputs.metrics import artifacts
from make import change, context_of, files_of, incident, settings_of, spof

SAMPLE = re.compile(r'([a-z_]+)(?:\{([a-z]+)="((?:[^"\\\n]|\\.)*)"\})? (\d+)')


def metrics(*records, **options):
    context = context_of(*records, settings=settings_of(**options))
    text = files_of(artifacts(context))["metrics"].decode()
    lines = text.split("\n")
    assert lines[-2:] == ["# EOF", ""]
    found = {}
    for line in lines[:-2]:
        if not line.startswith("# "):
            name, _, value, number = SAMPLE.fullmatch(line).groups()
            found[name, value] = int(number)
    return text, found


def test_everything_is_counted():
    removed = change(spof_moves=((SpofMove.REMOVES, SpofId("global-state")),))
    _, found = metrics(
        incident("a"),
        incident("b", impact=Impact.CRITICAL, resolved="2024-12-13 10:00"),
        removed,
        spof(),
        spof("other"),
    )
    assert found["infralog_incidents", "major"] == 1
    assert found["infralog_incidents", "critical"] == 1
    assert found["infralog_open_incidents", "major"] == 1
    assert found["infralog_open_incidents", "critical"] == 0
    assert found["infralog_changes", "prevention"] == 1
    assert found["infralog_spofs", "open"] == 1
    assert found["infralog_spofs", "removed"] == 1
    assert found["infralog_build_timestamp_seconds", None] == 1736942400


def test_each_family_is_typed_and_explained_before_its_samples():
    text, found = metrics(incident())
    for name in {name for name, _ in found}:
        first = re.search(rf"^{name}[ {{]", text, re.MULTILINE).start()
        assert -1 < text.index(f"# TYPE {name} gauge\n# HELP {name} ") < first


def test_labels_are_escaped():
    _, found = metrics(groups={"Odd": ('a"b\\c',)})
    assert found["infralog_changes", 'a\\"b\\\\c'] == 0
