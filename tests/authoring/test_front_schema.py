"""The schema that editors get says what the parser says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from infralog.authoring.choices import SHAPES
from infralog.authoring.schema import schema_of, schemas
from infralog.parse.fields import TABLES, TYPES
from infralog.plugin.options import read_settings

ROOT = Path(__file__).parents[2]
ENTRIES = ROOT / "entries"
OPTIONS = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["plugins"][0]
SETTINGS, _ = read_settings(OPTIONS["infralog"])


def front_of(path: Path) -> dict[str, object]:
    """As an editor reads it: flags and numbers typed, times as text."""
    text = path.read_text(encoding="utf-8").split("---\n")[1]
    loader = type("Loader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": {}})
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items():
        kept = [one for one in resolvers if "timestamp" not in one[0] and "sexa" not in one[0]]
        loader.yaml_implicit_resolvers[first] = [one for one in kept if ":int" not in one[0]]
    return yaml.load(text, loader)


@pytest.mark.parametrize("kind", TABLES)
def test_schemas_are_valid(kind: str) -> None:
    Draft7Validator.check_schema(schema_of(kind, SETTINGS))
    Draft7Validator.check_schema(schemas(SETTINGS))


@pytest.mark.parametrize("folder", TYPES)
def test_every_entry_of_the_example_log_is_valid(folder: str) -> None:
    validator = Draft7Validator(schema_of(TYPES[folder], SETTINGS))
    wrong = {
        path.name: error.message
        for path in sorted((ENTRIES / folder).rglob("*.md"))
        for error in validator.iter_errors(front_of(path))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "front",
    [
        {"title": "a", "started": "2024-12-12"},
        {"title": "a", "started": "yesterday", "impact": "minor"},
        {"title": "a", "started": "2024-12-12", "impact": "bad"},
        {"title": "a", "started": "2024-12-12", "impact": "minor", "services": ["no-such"]},
        {"title": "a", "started": "2024-12-12", "impact": "minor", "resolvd": "2024-12-12"},
        {"title": "a", "started": "2024-12-12", "impact": "minor", "links": [{"url": "ftp://a"}]},
        {"title": "a" * 161, "started": "2024-12-12", "impact": "minor"},
    ],
)
def test_mistakes_are_not(front: dict[str, object]) -> None:
    assert not Draft7Validator(schema_of("incident", SETTINGS)).is_valid(front)


def test_the_catalogue_gives_the_choices() -> None:
    listed = schema_of("incident", SETTINGS)["properties"]["services"]["anyOf"][0]["items"]
    assert listed == {"enum": list(SETTINGS.services)}


def test_every_key_of_the_parser_is_there() -> None:
    assert SHAPES.keys() == {key for table in TABLES.values() for key in table}
    for kind, table in TABLES.items():
        assert set(table) <= set(schema_of(kind, SETTINGS)["properties"])
