"""``bot lex``: a local Amazon Lex V2 for any bot export, and tools for exports. One file for each subcommand."""

import importlib
from typing import Any

import click

COMMANDS = {
    "serve": "Serve an export as the real API would.",
    "chat": "Talk with an export in the terminal.",
    "ask": "Send one text.",
    "roundtrip": "Read an export and write it as the newest era does.",
    "zip": "Pack an export for StartImport.",
    "unpack": "Bring an export into a folder, and show what changes.",
    "diff": "Compare two exports.",
    "lint": "Check an export against quotas and cross references.",
}


class _Commands(click.Group):
    """Imports a subcommand when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: Any = importlib.import_module(f"bot.cli.lex.{name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command("lex", cls=_Commands)
@click.pass_context
def command(context: click.Context) -> None:
    """A local Amazon Lex V2 for any bot export: folder or zip, any handler."""
    # Imported late, as the subcommands are: showing the help needs none of it.
    from bot.cli.lex.options import plain_warnings

    context.with_resource(plain_warnings())
