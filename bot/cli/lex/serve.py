"""``bot lex serve``: the runtime API, lexv2-models and the pages for people, for any export."""

import os
from functools import partial
from pathlib import Path

import click

from bot.cli.lex.options import export_argument, open_bot, plain_errors, runtime_options
from bot.lex.handlers import Handler, open_handler


@click.command("serve")
@export_argument
@runtime_options
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port; 0 picks a free one.")
@click.option(
    "--ready-file", type=click.Path(path_type=Path, dir_okay=False), help="Write a JSON object here once all answers."
)
def command(
    path: Path,
    handler: str | None,
    cache_dir: Path,
    encoder: str,
    host: str,
    port: int,
    ready_file: Path | None,
) -> None:
    """Serve the export at PATH until Ctrl-C, so that boto3 and every AWS SDK can talk with it.

    Aliases that a client makes call --handler for every Lambda ARN; without it they call the Lambda function at
    AWS_ENDPOINT_URL_LAMBDA, and none where that is not set.
    """
    from bot.lex.serve import serve_until_stopped

    with plain_errors():
        runtime = open_bot(path, handler, cache_dir, encoder)
        serve_until_stopped(
            runtime,
            host=host,
            port=port,
            ready_file=ready_file,
            announce=_announce,
            handler_of_arn=partial(_handler_of_arn, chosen=open_handler(handler)),
        )


def _handler_of_arn(arn: str, *, chosen: Handler | None) -> Handler | None:
    if chosen is not None:
        return chosen
    return open_handler(arn) if os.environ.get("AWS_ENDPOINT_URL_LAMBDA") else None


def _announce(found: dict[str, object]) -> None:
    for name, value in found.items():
        click.echo(f"{name}: {', '.join(value) if isinstance(value, list) else value}")
    click.echo(f"export AWS_ENDPOINT_URL_LEX_RUNTIME_V2={found['lexEndpoint']}")
