"""``bot build``: the generated parts of the Lex definitions."""

from pathlib import Path

import click

from bot.cli.options import Failure, plain_errors


@click.command("build")
@click.option("--check", is_flag=True, help="Write nothing; fail if something is out of date.")
def command(check: bool) -> None:
    """Write slot type values and sample utterances from the knowledge into lex_definitions/."""
    from bot.generation.definitions import LEX_DEFINITIONS, changes
    from bot.knowledge.content import read_content

    with plain_errors():
        found = changes(read_content())
    for change in found:
        if not check:
            change.path.write_text(change.text, encoding="utf-8")
        click.echo(f"{'is out of date' if check else 'written'}: {_shown(change.path, LEX_DEFINITIONS.parent)}")
    if not found:
        click.echo("lex_definitions/ is up to date")
    elif check:
        raise Failure(f"{len(found)} files are out of date: run `bot build` and commit them")


def _shown(path: Path, root: Path) -> str:
    return str(path.relative_to(root))
