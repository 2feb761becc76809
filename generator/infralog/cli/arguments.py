"""What the commands that change entries share: an entry's id, and the files of the log."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from infralog.authoring.log_files import LogFiles
from infralog.cli.project import open_project
from infralog.errors import InfralogError

as_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
at = click.option("--at", metavar="TIME", help="2024-12-12 22:31, or 22:31 today; else now.")


def open_files(config_file: Path) -> LogFiles:
    """The log's files, as mkdocs.yml says where they are."""
    project = open_project(config_file)
    return LogFiles(project.entries, project.settings, project.converter)


def _ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - the signature is click's
    try:
        files = open_files(Path(ctx.params.get("config_file") or "mkdocs.yml"))
    except InfralogError:
        return []
    dated = sorted((one for one in files.paths if one.startswith(incomplete)), reverse=True)
    return [CompletionItem(one) for one in dated]


entry = click.argument("id_", metavar="ID", shell_complete=_ids)
"""An entry by its id; its file's path will do as well."""
