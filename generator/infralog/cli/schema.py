"""`infralog schema`: what editors need to complete and check front matter."""

from __future__ import annotations

import json
from pathlib import Path

import click

from infralog.authoring.schema import schema_of, schemas
from infralog.cli import options
from infralog.cli.project import open_project
from infralog.parse.fields import TABLES


@click.command
@click.argument("kind", required=False, type=click.Choice(list(TABLES)))
@options.config_file
def command(kind: str | None, config_file: Path) -> None:
    """Print JSON Schema for front matter, with the services and regions of this log as choices.

    Without KIND one document holds the schemas of all. docs/editors.md tells what to do with it.

    \b
    Examples:
      infralog schema > .infralog.schema.json
      infralog schema incident
    """
    settings = open_project(config_file).settings
    found = schema_of(kind, settings) if kind else schemas(settings)
    click.echo(json.dumps(found, indent=2, ensure_ascii=False))
