"""A bot behind the real HTTP server, and boto3 clients that talk to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config

from bot.definitions.model import Bot
from bot.lex.open import open_runtime
from bot.lex.runtime import Runtime
from bot.lex.server import RunningServer, start_server
from tests.lex.building import Watch
from tests.lex.exact_interpreter import ExactInterpreter


def client(url: str, service: str = "lexv2-runtime") -> Any:
    """A client without retries, so that each error is seen once."""
    return boto3.client(
        service,
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="x",
        aws_secret_access_key="x",
        config=Config(retries={"total_max_attempts": 1}),
    )


@dataclass
class Served:
    """A bot that is served."""

    runtime: Runtime
    server: RunningServer
    lex: Any
    address: dict[str, str]


@contextmanager
def served(bot: Bot, handler: Any = None, **more: Any) -> Iterator[Served]:
    """Serve a bot for the time of a test."""
    runtime = open_runtime(bot, handler=handler, clock=Watch(), seed=1, open_interpreter=ExactInterpreter, **more)
    address = {
        "botId": bot.identifier,
        "botAliasId": "TSTALIASID",
        "localeId": next(iter(bot.locales)),
        "sessionId": "user:1",
    }
    with start_server(runtime) as server:
        yield Served(runtime, server, client(server.url), address)
