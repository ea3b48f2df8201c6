"""``bot lex unpack``: what the console exported, into the repository's tree."""

from pathlib import Path

import click

from bot.cli.lex.options import export_argument, plain_errors
from bot.definitions.diff import diff_bots
from bot.definitions.read import read_bot
from bot.definitions.write import write_bot


@click.command("unpack")
@export_argument
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
def command(path: Path, folder: Path, dry_run: bool) -> None:
    """Write the export at PATH into FOLDER, and show what that changes there."""
    with plain_errors():
        bot = read_bot(path)
        changes = diff_bots(read_bot(folder), bot) if (folder / "Manifest.json").exists() else ["all of it is new"]
        if not dry_run:
            write_bot(bot, folder)
    for line in changes or ["nothing changes"]:
        click.echo(line)
