"""``bot lex chat``: a conversation with any export in the terminal."""

from pathlib import Path

import click

from bot.cli.lex.options import chosen_locale, export_argument, open_bot, plain_errors, runtime_options
from bot.lex.conversation import Conversation, Reply
from bot.lex.errors import LexError


@click.command("chat")
@export_argument
@runtime_options
@click.option("--locale", help="Locale to speak; needed where the bot has several.")
@click.option("--debug", is_flag=True, help="Show intent, confidence, slots and what is waited for.")
def command(path: Path, handler: str | None, cache_dir: Path, encoder: str, locale: str | None, debug: bool) -> None:
    """Talk with the export at PATH. An empty line or Ctrl-D ends it; a number presses a button."""
    with plain_errors():
        runtime = open_bot(path, handler, cache_dir, encoder)
        talk = Conversation(runtime, chosen_locale(runtime, locale), session_id="chat")
    buttons: list[str] = []
    while text := _typed():
        pressed = text.isdecimal() and 0 < int(text) <= len(buttons)
        buttons = _turn(talk, buttons[int(text) - 1] if pressed else text, debug)


def _typed() -> str:
    try:
        return str(click.prompt(">", prompt_suffix=" ", default="", show_default=False)).strip()
    except click.Abort:
        click.echo()
        return ""


def _turn(talk: Conversation, text: str, debug: bool) -> list[str]:
    try:
        reply = talk.say(text)
    except LexError as error:
        click.echo(f"  {error.name}: {error.message}", err=True)
        return []
    if debug:
        click.echo(f"  [{reply.intent} {reply.confidence} {reply.intent_state}, waits for {reply.waits_for}]")
    return _show(reply)


def _show(reply: Reply) -> list[str]:
    buttons: list[str] = []
    if not reply.messages:
        click.echo(f"  ({reply.intent}: {reply.intent_state})")
    for message in reply.messages:
        card = message.get("imageResponseCard")
        click.echo(f"  {message['content']}" if card is None else f"  [{card['title']}]")
        for button in (card or {}).get("buttons", []):
            buttons.append(button["value"])
            click.echo(f"    {len(buttons)}. {button['text']}")
    return buttons
