"""``bot ask``: one question, one answer."""

import json
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from bot.cli.options import Failure, kept_in, locale_option, plain_errors, stack_options, tell

if TYPE_CHECKING:
    from bot.lex.open import EncoderChoice


@click.command("ask")
@click.argument("question")
@locale_option()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
@stack_options
def command(
    question: str, locale: str, as_json: bool, data_dir: Path | None, ephemeral: bool, encoder: "EncoderChoice"
) -> None:
    """Ask the bot QUESTION and print its answer."""
    from bot.lex.errors import LexError
    from bot.local.stack import local_stack
    from bot.local.talk import heard

    with plain_errors(), local_stack(data_dir=kept_in(data_dir, ephemeral), encoder=encoder, progress=tell) as stack:
        try:
            answer = stack.lex.recognize_text(question, session_id=f"ask-{uuid4().hex[:12]}", locale_id=locale)
        except LexError as refused:
            raise Failure(f"{type(refused).__name__}: {refused}") from refused
    turn = heard(answer)
    if as_json:
        click.echo(json.dumps(turn.as_json(), ensure_ascii=False))
        return
    click.echo("\n\n".join(turn.messages))
    for button in turn.buttons:
        click.echo(f"  [{button.text}]")
