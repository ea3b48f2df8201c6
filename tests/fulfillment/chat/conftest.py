"""A chat API over a Lex that answers what a test wants, with real counters."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.local.knowledge import local_client
from fulfillment.chat.settings import Settings
from fulfillment.chat_api import RequestRecord, client_settings, open_chat_api
from fulfillment.knowledge.counters import DynamoCounters
from fulfillment.knowledge.memory import InMemoryKnowledge
from tests.fulfillment.chat.client import SETTINGS, Client
from tests.fulfillment.chat.scripted_lex import ScriptedLex, scripted_lex


@dataclass
class Opened:
    """Opens chat APIs; what they log stays here."""

    lex_url: str
    knowledge: InMemoryKnowledge
    dynamodb_url: str
    table: str
    records: list[RequestRecord] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    def client(self, settings: Settings = SETTINGS, *, table: str = "", seconds: int = 5) -> Client:
        """A client of an API of its own, as a container of Lambda has one."""
        lex = local_client("lexv2-runtime", self.lex_url, client_settings(seconds))
        counters = DynamoCounters(local_client("dynamodb", self.dynamodb_url), table or self.table)
        return Client(open_chat_api(settings, lex, self.knowledge, counters, self.records.append, self.failures.append))


@pytest.fixture
def lex() -> Iterator[ScriptedLex]:
    with scripted_lex() as script:
        yield script


@pytest.fixture
def opened(lex: ScriptedLex, published: InMemoryKnowledge, dynamodb: Any, table: str) -> Opened:
    return Opened(lex.url, published, dynamodb.meta.endpoint_url, table)


@pytest.fixture
def client(opened: Opened) -> Client:
    return opened.client()
