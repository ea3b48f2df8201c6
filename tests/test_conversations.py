"""The recorded conversations of ``tests/conversations/``, held with the whole bot on this machine."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot.local.stack import Stack
from bot.testing.conversations import Conversation, read_conversations, run_conversation

CONVERSATIONS = read_conversations(Path(__file__).with_name("conversations"))


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=str)
def test_the_bot_holds_the_conversation(conversation: Conversation, stack: Stack) -> None:
    def recognize(session_id: str, locale: str, text: str) -> dict[str, Any]:
        return stack.lex.recognize_text(text, session_id=session_id, locale_id=locale)

    differences = run_conversation(conversation, recognize, session_id=f"recorded-{uuid4().hex[:12]}")
    assert not differences, "\n".join(differences)
