"""A pytest plugin for projects with a Lex V2 bot: ``pytest_plugins = ["bot.lex.pytest_plugin"]``.

def test_an_order(lex_bot, conversation):
    talk = conversation(lex_bot("exports/LunchTruck", handler="hook:answer"), "en_US")
    assert talk.say("lunch please").waits_for == "ElicitSlot Dish"
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.definitions.model import Bot
from bot.lex.conversation import Conversation
from bot.lex.open import open_runtime
from bot.lex.runtime import Runtime


@pytest.fixture(scope="session")
def lex_cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where models are kept that were trained in this test run; override it to keep them longer."""
    return tmp_path_factory.mktemp("lex-models")


@pytest.fixture(scope="session")
def lex_bot(lex_cache_dir: Path) -> Callable[..., Runtime]:
    """Opens a bot: the arguments are those of bot.lex.open.open_runtime. Messages are chosen repeatably."""

    def open_bot(bot: Bot | Path | str, **options: Any) -> Runtime:
        return open_runtime(bot, **{"cache_dir": lex_cache_dir, "seed": 0, **options})

    return open_bot


@pytest.fixture
def conversation(request: pytest.FixtureRequest) -> Callable[..., Conversation]:
    """Begins a conversation with an open bot, in a session of this test."""
    count = 0

    def begin(runtime: Runtime, locale_id: str, **address: Any) -> Conversation:
        nonlocal count
        count += 1
        return Conversation(runtime, locale_id, **{"session_id": f"test-{id(request.node)}-{count}", **address})

    return begin
