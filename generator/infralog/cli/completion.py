"""`infralog completion`: the script that lets a shell complete commands, options and ids."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from infralog.errors import InfralogError

SHELLS = ("bash", "zsh", "fish")


@click.command
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    \b
    Examples:
      infralog completion bash > ~/.local/share/bash-completion/completions/infralog
      infralog completion zsh > ~/.zfunc/_infralog
      infralog completion fish > ~/.config/fish/completions/infralog.fish
    """
    found = get_completion_class(shell)
    if found is None:
        raise InfralogError(f"{shell} has no completion here.")
    click.echo(found(ctx.find_root().command, {}, "infralog", "_INFRALOG_COMPLETE").source())
