"""``bot lex lint``: an export against quotas and cross references."""

from pathlib import Path

import click

from bot.cli.lex.options import export_argument, plain_errors
from bot.definitions.lint import errors, lint_bot
from bot.definitions.read import read_bot


@click.command("lint")
@export_argument
def command(path: Path) -> None:
    """Check the export at PATH: `path: what, why, fix` for each problem; exit status 1 if Lex would refuse it."""
    with plain_errors():
        problems = lint_bot(read_bot(path))
    for problem in problems:
        click.echo(f"{problem.rule} {problem}")
    wrong = len(errors(problems))
    click.echo(f"{wrong} errors, {len(problems) - wrong} warnings")
    if wrong:
        raise SystemExit(1)
