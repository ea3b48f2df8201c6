"""``bot lex diff``: two exports, compared."""

from pathlib import Path

import click

from bot.cli.lex.options import plain_errors
from bot.definitions.diff import diff_bots
from bot.definitions.read import read_bot


@click.command("diff")
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
def command(before: Path, after: Path) -> None:
    """Show what changes from BEFORE to AFTER, one line for each; exit status 1 if something does."""
    with plain_errors():
        changes = diff_bots(read_bot(before), read_bot(after))
    for line in changes:
        click.echo(line)
    if changes:
        raise SystemExit(1)
