"""``bot lex ask``: one turn with any export."""

import json
from pathlib import Path

import click

from bot.cli.lex.options import chosen_locale, export_argument, open_bot, plain_errors, runtime_options
from bot.lex.conversation import Conversation


@click.command("ask")
@export_argument
@click.argument("text")
@runtime_options
@click.option("--locale", help="Locale to speak; needed where the bot has several.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer of RecognizeText as one JSON object.")
def command(
    path: Path, text: str, handler: str | None, cache_dir: Path, encoder: str, locale: str | None, as_json: bool
) -> None:
    """Send TEXT to the export at PATH and print what it says."""
    with plain_errors():
        runtime = open_bot(path, handler, cache_dir, encoder)
        reply = Conversation(runtime, chosen_locale(runtime, locale), session_id="ask").say(text)
    if as_json:
        click.echo(json.dumps(reply.answer, ensure_ascii=False))
        return
    for line in reply.texts or [f"({reply.intent}: {reply.intent_state})"]:
        click.echo(line)
