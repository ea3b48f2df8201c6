"""The command ``bot``: one file per subcommand, imported only when it runs."""

import importlib
import os
from typing import Any

import click

from bot import __version__

# Sentences are short: BLAS threads cost more than they save (encoding one takes 2 ms with one thread, 12 with two on a
# busy machine). OpenBLAS reads this once, when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

COMMANDS = {
    "serve": "Run the whole bot on this machine, until Ctrl-C.",
    "chat": "Talk with the bot in the terminal.",
    "ask": "Ask one question.",
    "test": "Run recorded conversations, or measure the answers (--report).",
    "build": "Write the generated parts of lex_definitions/ from the knowledge.",
    "lint": "Check the knowledge and the Lex definitions.",
    "calibrate": "Fit the confidences of the search to the knowledge.",
    "lex": "A local Amazon Lex V2 for any bot export.",
}


class Commands(click.Group):
    """Imports a subcommand when it is called, so that none pays for another's imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: Any = importlib.import_module(f"bot.cli.{name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Commands)
@click.version_option(__version__, prog_name="bot")
def main() -> None:
    """A Korean and English FAQ chatbot for Amazon Lex V2 that runs whole on this machine."""
