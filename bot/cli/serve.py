"""``bot serve``: the whole bot on this machine, until it is told to stop."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from bot.cli.options import kept_in, plain_errors, stack_options, tell

if TYPE_CHECKING:
    from bot.lex.open import EncoderChoice
    from bot.local.serving import Addresses

CHAT_PORT = 8080
LEX_PORT = 8081

ANNOUNCEMENT = """
The bot is up. Press Ctrl-C to stop it.

  Web chat   {chat}
  Lex        {lex}   bot {bot_id}, alias {bot_alias_id}, locales {locales}
  Sessions   {lex}/admin
  DynamoDB   {dynamodb}   table {table}

Talk to it with boto3, as to the real one:

  lex = boto3.client("lexv2-runtime", endpoint_url="{lex}", region_name="us-east-1",
                     aws_access_key_id="local", aws_secret_access_key="local")
  lex.recognize_text(botId="{bot_id}", botAliasId="{bot_alias_id}", localeId="ko_KR",
                     sessionId="me", text="콜드 스타트가 뭐야?")
"""


@click.command("serve")
@click.option("--port", default=CHAT_PORT, show_default=True, help="Port of the web chat; 0 picks a free one.")
@click.option("--lex-port", default=LEX_PORT, show_default=True, help="Port of the local Lex; 0 picks a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--ready-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the addresses here as JSON once everything answers.",
)
@stack_options
def command(
    port: int,
    lex_port: int,
    host: str,
    ready_file: Path | None,
    data_dir: Path | None,
    ephemeral: bool,
    encoder: "EncoderChoice",
) -> None:
    """Run local Lex, code hook, DynamoDB and a web chat, until Ctrl-C or SIGTERM."""
    from bot.local.serving import served
    from bot.local.stack import local_stack

    with (
        _stopping(),
        plain_errors(),
        local_stack(data_dir=kept_in(data_dir, ephemeral), encoder=encoder, progress=tell) as stack,
    ):
        tell("training the language understanding (the next start loads it in a second)")
        stack.lex.warm()
        with served(stack, host=host, port=port, lex_port=lex_port) as addresses:
            _announce(addresses)
            if ready_file:
                _write(ready_file, addresses)
            Event().wait()


@contextmanager
def _stopping() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does, so that everything that was started is stopped."""

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        click.echo("Stopped.")
    finally:
        signal.signal(signal.SIGTERM, before)


def _announce(addresses: "Addresses") -> None:
    click.echo(ANNOUNCEMENT.format(**{**addresses.__dict__, "locales": ", ".join(addresses.locales)}))


def _write(path: Path, addresses: "Addresses") -> None:
    """Whole or not at all: a script that waits for the file must never read half of it."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_text(json.dumps(addresses.as_json()), encoding="utf-8")
    beside.replace(path)
