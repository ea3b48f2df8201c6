"""What many tests stand on: the content, a knowledge in which it is live, a real DynamoDB, and the code hook."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from bot.knowledge.content import Content, read_content
from bot.local.dynamodb import embedded_dynamodb
from bot.local.knowledge import local_client, snapshots_of
from bot.local.stack import Stack, local_stack
from fulfillment.code_hook import CodeHook
from fulfillment.knowledge.keys import table_definition
from fulfillment.knowledge.memory import InMemoryKnowledge
from fulfillment.knowledge.port import Knowledge
from fulfillment.knowledge.publish import publish
from fulfillment.knowledge.table import DynamoKnowledge


@pytest.fixture(scope="session")
def content() -> Content:
    """The content of this repository."""
    return read_content()


@pytest.fixture(scope="session")
def published(content: Content) -> InMemoryKnowledge:
    """The content of this repository, live."""
    knowledge = InMemoryKnowledge()
    publish(knowledge, content.entries, snapshots_of(content))
    return knowledge


@pytest.fixture(scope="session")
def hook(published: InMemoryKnowledge) -> CodeHook:
    """The code hook over the content of this repository; what goes wrong inside it fails the test."""
    return CodeHook(published, record=lambda turn: None, failed=_raise)


@pytest.fixture(scope="session")
def dynamodb() -> Iterator[Any]:
    """A client of a real DynamoDB server in memory."""
    with embedded_dynamodb() as endpoint:
        yield local_client("dynamodb", endpoint)


@pytest.fixture
def table(dynamodb: Any) -> str:
    """A new knowledge table."""
    name = f"knowledge-{uuid4().hex[:8]}"
    dynamodb.create_table(**table_definition(name))
    return name


@pytest.fixture(params=["memory", "dynamodb"])
def knowledge(request: pytest.FixtureRequest) -> Knowledge:
    """An empty knowledge: each implementation of the port in turn."""
    if request.param == "memory":
        return InMemoryKnowledge()
    return DynamoKnowledge(request.getfixturevalue("dynamodb"), request.getfixturevalue("table"))


@pytest.fixture(scope="session")
def stack(request: pytest.FixtureRequest) -> Iterator[Stack]:
    """The whole bot, one for all; its data stays in pytest's cache, so that only the first run trains models."""
    cache = getattr(request.config, "cache", None)
    with local_stack(data_dir=cache.mkdir("bot") if cache else None) as running:
        yield running


def _raise(failure: Exception) -> None:
    raise failure
