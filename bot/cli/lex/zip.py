"""``bot lex zip``: the archive that StartImport takes."""

from pathlib import Path

import click

from bot.cli.lex.options import export_argument, plain_errors
from bot.definitions.read import read_bot
from bot.definitions.zip import content_hash, zip_bot


@click.command("zip")
@export_argument
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
def command(path: Path, out: Path) -> None:
    """Pack the export at PATH into the zip OUT: the same bytes for the same definition."""
    with plain_errors():
        bot = read_bot(path)
        out.write_bytes(zip_bot(bot))
    click.echo(f"{out}: {bot.name}, content {content_hash(bot)[:16]}")
