"""``bot chat``: a conversation in the terminal."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from bot.cli.options import kept_in, locale_option, plain_errors, stack_options, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from bot.lex.open import EncoderChoice
    from bot.local.talk import Button, Heard

HELLO = {"ko_KR": "안녕하세요", "en_US": "hello"}
HINT = {
    "ko_KR": "번호로 버튼을 누르고, 빈 줄이나 Ctrl-D로 끝냅니다.",
    "en_US": "A number presses a button; an empty line or Ctrl-D ends the chat.",
}


@click.command("chat")
@locale_option()
@click.option("--debug", is_flag=True, help="Show intent, confidence, entry and outcome of every turn.")
@stack_options
def command(locale: str, debug: bool, data_dir: Path | None, ephemeral: bool, encoder: "EncoderChoice") -> None:
    """Talk with the bot in the terminal; buttons are numbers."""
    from rich.console import Console

    from bot.local.stack import local_stack
    from bot.local.talk import heard

    console = Console(highlight=False)
    session_id = f"chat-{uuid4().hex[:12]}"
    with plain_errors(), local_stack(data_dir=kept_in(data_dir, ephemeral), encoder=encoder, progress=tell) as stack:
        console.print(HINT[locale], style="dim")
        said: str | None = HELLO[locale]
        while said:
            turn = heard(stack.lex.recognize_text(said[:1024], session_id=session_id, locale_id=locale))
            _show(console, turn, debug)
            said = _next(turn.buttons)


def _show(console: "Console", turn: "Heard", debug: bool) -> None:
    from rich.markdown import Markdown

    console.print(Markdown(turn.markdown or "\n\n".join(turn.messages)))
    for number, button in enumerate(turn.buttons, 1):
        console.print(f"  [{number}] {button.text}", style="cyan", markup=False)
    if debug:
        sure = "-" if turn.confidence is None else f"{turn.confidence:.2f}"
        console.print(f"{turn.intent} {sure} · {turn.entry_id or '-'} · {turn.outcome}", style="dim", markup=False)


def _next(buttons: "Sequence[Button]") -> str | None:
    """What is said next: typed words, or those of the button with the typed number; None at the end."""
    try:
        typed = input("> ").strip()
    except (EOFError, KeyboardInterrupt):
        return None
    if typed.isdecimal() and 1 <= int(typed) <= len(buttons):
        return buttons[int(typed) - 1].value
    return typed or None
