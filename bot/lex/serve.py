"""Serving a bot until someone stops it: what is where goes to a file, signals end it gracefully."""

import json
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Any

from bot.lex.admin import AdminPages
from bot.lex.aliases import TEST_ALIAS_ID
from bot.lex.handlers import Handler
from bot.lex.models.api import ModelsApi
from bot.lex.runtime import Runtime
from bot.lex.server import RunningServer, start_server
from bot.lex.wire import Endpoint

Json = dict[str, Any]


def all_routes(
    runtime: Runtime, *, handler_of_arn: Callable[[str], Handler | None] = lambda arn: None
) -> Sequence[Mapping[str, Endpoint]]:
    """What stands beside the runtime API: lexv2-models, and the pages for people.

    ``handler_of_arn`` finds the handler for the Lambda ARN of an alias.
    """
    models = ModelsApi(runtime, handler_of_arn=handler_of_arn)
    return [models.routes(), AdminPages(runtime, models.catalog).routes()]


def start_everything(
    runtime: Runtime,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    handler_of_arn: Callable[[str], Handler | None] = lambda arn: None,
) -> RunningServer:
    """The runtime API, lexv2-models and the pages for people on one port.

    :raises OSError: the port is taken.
    """
    return start_server(runtime, host, port, more_routes=all_routes(runtime, handler_of_arn=handler_of_arn))


def whereabouts(runtime: Runtime, server: RunningServer) -> Json:
    """What a client needs: endpoint, ids, locales of the first bot."""
    hosted = next(iter(runtime.bots.all().values()))
    return {
        "lexEndpoint": server.url,
        "adminUrl": f"{server.url}/admin",
        "botId": hosted.id,
        "botAliasId": TEST_ALIAS_ID,
        "locales": sorted(hosted.draft.locales),
    }


def serve_until_stopped(
    runtime: Runtime,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    ready_file: Path | None = None,
    announce: Callable[[Json], None] = lambda found: None,
    handler_of_arn: Callable[[str], Handler | None] = lambda arn: None,
) -> None:
    """Train, serve, tell where, and return after SIGTERM or SIGINT, when the running turns are done.

    ``ready_file`` appears, whole, once everything answers, and goes at the end.
    :raises OSError: the port is taken.
    """
    runtime.warm()
    with _stop_signals() as stopped, start_everything(runtime, host, port, handler_of_arn=handler_of_arn) as server:
        found = whereabouts(runtime, server)
        if ready_file:
            _write_whole(ready_file, found)
        announce(found)
        stopped.wait()
    if ready_file:
        ready_file.unlink(missing_ok=True)


def _write_whole(file: Path, content: Json) -> None:
    # Whoever waits for the file must never read half of it.
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_text(json.dumps(content) + "\n", encoding="utf-8")
    draft.replace(file)


@contextmanager
def _stop_signals() -> Iterator[Event]:
    stopped = Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
