"""The read-only view over an event: what is there is read, what is not reads as empty."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulfillment.lex.event import PLATFORM, CodeHookEvent
from tests.fulfillment.asking import event


def test_reads_what_lex_sent() -> None:
    read = CodeHookEvent(
        event("what is lambda", "ExplainConcept", slots={"Concept": "lambda"}, attributes={"a": "b"}, confidence=0.9)
    )
    assert (read.transcript, read.intent_name, read.locale) == ("what is lambda", "ExplainConcept", "en_US")
    assert (read.slot("Concept"), read.slot("Aspect"), read.confidence) == ("lambda", "", 0.9)
    assert (read.session_id, read.input_mode, read.is_dialog) == ("somebody", "Text", False)
    assert read.session_attributes == {"a": "b"}


def test_a_dialog_code_hook_is_told_from_a_fulfilment() -> None:
    assert CodeHookEvent(event("hi") | {"invocationSource": "DialogCodeHook"}).is_dialog


@pytest.mark.parametrize(
    ("mode", "platform", "channel"),
    [
        ("Text", None, "chat"),
        ("Text", "Connect Chat", "chat"),
        ("Text", "Facebook", "chat"),
        ("Text", "Connect", "voice"),
        ("Speech", None, "voice"),
        ("DTMF", "Connect", "voice"),
        (None, None, "chat"),
    ],
)
def test_the_channel_follows_from_the_mode_and_the_platform(
    mode: str | None, platform: str | None, channel: str
) -> None:
    attributes = {PLATFORM: platform} if platform else None
    assert CodeHookEvent({"inputMode": mode, "requestAttributes": attributes}).channel == channel


def test_the_confidence_is_that_of_the_intent_at_hand() -> None:
    raw = event("hi", "Greet") | {
        "interpretations": [
            {"intent": {"name": "Thank"}, "nluConfidence": 0.8},
            {"intent": {"name": "Greet"}, "nluConfidence": 0.7},
            {"intent": {"name": "FallbackIntent"}},
        ]
    }
    assert CodeHookEvent(raw).confidence == 0.7


@pytest.mark.parametrize("confidence", [None, "0.9", {"score": 0.9}, float("nan"), 10**400, -1])
def test_a_confidence_that_is_none_is_unknown(confidence: Any) -> None:
    raw = event("hi", "Greet") | {"interpretations": [{"intent": {"name": "Greet"}, "nluConfidence": confidence}]}
    assert CodeHookEvent(raw).confidence is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
)
keys = ["bot", "sessionState", "interpretations", "inputMode", "inputTranscript", "requestAttributes", "sessionId"]


@given(st.dictionaries(st.sampled_from(keys), json_values))
def test_no_event_is_too_malformed_to_be_read(raw: dict[str, Any]) -> None:
    read = CodeHookEvent(raw)
    texts = (read.input_mode, read.transcript, read.session_id, read.locale, read.intent_name, read.slot("Concept"))
    assert all(isinstance(text, str) for text in texts)
    assert isinstance(read.active_contexts, list)
    assert read.confidence is None
    assert read.channel in ("chat", "voice")
