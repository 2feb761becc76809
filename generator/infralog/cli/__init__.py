"""The commands of `infralog`; each lives in a module of its own, imported when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from infralog.errors import InfralogError, ProblemsFound, did_you_mean

COMMANDS = {
    "build": "Build the site into site/.",
    "check": "Tell every problem of the entries.",
    "completion": "Print the completion script of a shell.",
    "correct": "Add a correction to an entry.",
    "digest": "Print a week as an outline to post elsewhere.",
    "follow-up": "Settle a promise of an incident.",
    "import": "Bring entries over from another system.",
    "init": "Begin a new log.",
    "new": "Make an entry's file.",
    "rename": "Give an entry another title and id.",
    "resolve": "Tell that an incident is over.",
    "schema": "Print the JSON Schema of front matter.",
    "serve": "Show the site while you write.",
    "stats": "Print counts of the log.",
}
_MODULES = {"import": "import_", "follow-up": "follow_up"}


class Commands(click.Group):
    """Imports a command when it is called, so that each starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All names, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of this name, if there is one."""
        if name not in COMMANDS:
            return super().get_command(ctx, name)
        command: click.Command = import_module(f"infralog.cli.{_MODULES.get(name, name)}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; a misspelt one is told with the nearest."""
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            ctx.fail(f"There is no command {args[0]!r}; {did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List them without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="infralog", prog_name="infralog")
def group() -> None:
    """Write incidents and changes as files in git; publish them week by week."""


def main() -> NoReturn:
    """Run a command; exit 0 fine, 1 problems found, 2 wrong use."""
    for word in sys.argv:
        if not word.isascii() and _is_no_text(word):
            click.echo(f"{_error()} {os.fsencode(word)!r} is not UTF-8; write it so.", err=True)
            sys.exit(2)
    try:
        group(prog_name="infralog")
    except ProblemsFound as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except InfralogError as error:
        click.echo(f"{_error()} {error}", err=True)
        sys.exit(1)
    except OSError as error:  # a folder that may not be written, a full disk
        where = f"{os.path.relpath(error.filename)}: " if error.filename else ""
        click.echo(f"{_error()} {where}{error.strerror or error}.", err=True)
        sys.exit(1)
    sys.exit(0)


def _error() -> str:
    return click.style("Error:", fg="red")


def _is_no_text(word: str) -> bool:
    """Whether Python has put surrogates for bytes that it could not decode."""
    return any("\ud800" <= character <= "\udfff" for character in word)
