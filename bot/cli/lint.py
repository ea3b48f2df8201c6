"""``bot lint``: everything that can be wrong with knowledge and definitions before anybody deploys them."""

import click

from bot.cli.options import Failure, plain_errors


@click.command("lint")
def command() -> None:
    """Check the knowledge, the Lex definitions and that the one is built from the other."""
    from bot.definitions.lint import lint_bot
    from bot.definitions.read import read_bot
    from bot.generation.definitions import LEX_DEFINITIONS, changes
    from bot.knowledge.content import read_content

    with plain_errors():
        content = read_content()
        problems = lint_bot(read_bot(LEX_DEFINITIONS))
        stale = changes(content)
    for problem in problems:
        click.echo(str(problem))
    for change in stale:
        click.echo(f"{change.path.relative_to(LEX_DEFINITIONS.parent)}: is out of date: run `bot build`")
    errors = len([problem for problem in problems if problem.is_error]) + len(stale)
    click.echo(f"{len(content.entries)} entries, {errors} errors, {len(problems) + len(stale) - errors} warnings")
    if errors:
        raise Failure(f"{errors} errors")
