"""Whole conversations with whole exports (conversations.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.definitions.read import read_bot
from tests.botocore_shapes import assert_valid_answer
from tests.definitions.exports import EXPORTS
from tests.lex import lunch_hook
from tests.lex.building import Conversation

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("conversations.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_conversation(case: dict[str, Any]) -> None:
    talk = Conversation(read_bot(EXPORTS / case["export"]), lunch_hook.answer)
    talk.locale_id = case["locale"]
    state = {"sessionAttributes": case["session"]} if "session" in case else None
    for turn in case["turns"]:
        assert talk.hear(turn["user"], session_state=state) == turn["bot"]
        state = None
        assert_valid_answer("RecognizeText", talk.answer)
        assert talk.waits_for == turn["waits"]
        assert talk.intent["state"] == turn.get("state", talk.intent["state"])
        assert talk.intent["name"] == turn.get("intent", talk.intent["name"])
        assert talk.attributes == turn.get("attributes", talk.attributes)
