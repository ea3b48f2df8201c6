"""``bot lex roundtrip``: any era in, the newest era out."""

from pathlib import Path

import click

from bot.cli.lex.options import export_argument, plain_errors
from bot.definitions.read import read_bot
from bot.definitions.write import write_bot


@click.command("roundtrip")
@export_argument
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
def command(path: Path, out: Path) -> None:
    """Read the export at PATH and write it into the folder OUT; a second round trip changes nothing."""
    with plain_errors():
        bot = read_bot(path)
        write_bot(bot, out)
    click.echo(f"{bot.name}: {', '.join(sorted(bot.locales))} -> {out}")
