"""The local bot over HTTP: Lex and the chat API for programs, pages with the widget for people."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.lex.aliases import TEST_ALIAS_ID
from bot.lex.serve import start_everything
from bot.lex.server import RunningServer
from bot.local.chat import local_chat_api
from bot.local.errors import LocalError
from bot.local.http_api import http_api
from bot.local.pages import pages
from bot.local.stack import Stack


@dataclass(frozen=True)
class Addresses:
    """Where everything is."""

    lex: str
    chat: str
    dynamodb: str
    table: str
    bot_id: str
    bot_alias_id: str
    locales: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """What ``--ready-file`` holds."""
        return {
            "lexEndpoint": self.lex,
            "chatUrl": self.chat,
            "dynamodbEndpoint": self.dynamodb,
            "knowledgeTable": self.table,
            "botId": self.bot_id,
            "botAliasId": self.bot_alias_id,
            "locales": list(self.locales),
        }


@contextmanager
def served(stack: Stack, *, host: str, port: int, lex_port: int) -> Iterator[Addresses]:
    """Serve a stack until the end of the block. Port 0 picks a free one. Raises LocalError where a port is taken."""
    bot_id, bot = next(iter(stack.lex.bots.all().items()))
    locales = tuple(bot.draft.locales)
    with (
        _listening(lambda: start_everything(stack.lex, host, lex_port), f"--lex-port {lex_port}") as lex,
        _listening(lambda: _chat_server(stack, lex.url, bot_id, host, port), f"--port {port}") as page,
    ):
        yield Addresses(lex.url, f"{page.url}/", stack.table.endpoint, stack.table.name, bot_id, TEST_ALIAS_ID, locales)


def _chat_server(stack: Stack, lex_url: str, bot_id: str, host: str, port: int) -> RunningServer:
    """The pages with the widget, and beside them the chat API over the Lex at an address."""
    return RunningServer(pages(http_api(local_chat_api(stack.table, lex_url, bot_id))), host, port)


@contextmanager
def _listening(start: Callable[[], RunningServer], wanted: str) -> Iterator[RunningServer]:
    try:
        server = start()
    except OSError as taken:
        raise LocalError(f"{wanted}: cannot listen there ({taken.strerror}): choose another port, or 0") from taken
    with server:
        yield server
