"""The answer of RecognizeText as clients see it (spec 3.2, 3.6)."""

from dataclasses import replace

import pytest

from tests.botocore_shapes import assert_valid_answer
from tests.lex.building import Conversation, branch, branches, intent, locale, say, slot, slot_type, step


def talk_about_sizes() -> Conversation:
    order = intent("Order", "order a {Size}", slots=(slot("Size", "SizeType"), slot("Name")))
    return Conversation(locale(order, intent("Other", "order elsewhere"), slot_type("SizeType", "small=tiny")))


def test_keys_come_in_the_order_of_the_service() -> None:
    talk = talk_about_sizes()
    talk.hear("order a tiny", request_attributes={"a": "b"})
    assert list(talk.answer) == ["messages", "sessionState", "interpretations", "requestAttributes", "sessionId"]


def test_the_answer_is_valid_by_the_model() -> None:
    talk = talk_about_sizes()
    talk.hear("order a tiny")
    assert_valid_answer("RecognizeText", talk.answer)


def test_only_the_top_interpretation_has_states() -> None:
    talk = talk_about_sizes()
    talk.hear("order a tiny")
    top, fallback, other = talk.answer["interpretations"]
    assert top["intent"] == talk.intent
    assert top["nluConfidence"] == {"score": 1.0}
    assert fallback == {"intent": {"name": "FallbackIntent", "slots": {}}, "interpretationSource": "Lex"}
    assert set(other["intent"]) == {"name", "slots"}


def test_scalars_have_no_shape() -> None:
    talk = talk_about_sizes()
    talk.hear("order a tiny")
    assert talk.intent["slots"]["Size"] == {
        "value": {"originalValue": "tiny", "resolvedValues": ["small"], "interpretedValue": "small"}
    }


def test_what_is_empty_is_left_out() -> None:
    talk = talk_about_sizes()
    talk.hear("gibberish")
    assert set(talk.answer) == {"sessionState", "interpretations", "sessionId"}
    assert "activeContexts" not in talk.state
    assert talk.attributes == {}


@pytest.mark.parametrize("words", ["gibberish", "order nothing"])
def test_fallback_closes_ready_for_fulfilment(words: str) -> None:
    talk = talk_about_sizes()
    talk.hear(words)
    assert (talk.intent["name"], talk.intent["state"], talk.waits_for) == (
        "FallbackIntent",
        "ReadyForFulfillment",
        "Close",
    )


def test_the_originating_request_is_the_one_that_began_the_session() -> None:
    talk = talk_about_sizes()
    talk.hear("order a tiny", request_id="request-1")
    talk.hear("Kim", request_id="request-2")
    assert talk.state["originatingRequestId"] == "request-1"


def test_the_trace_tells_what_happened_in_each_turn() -> None:
    talk = talk_about_sizes()
    talk.hear("order a tiny")
    talk.hear("mumble")
    logs = talk.runtime.trace(talk.session_id)
    assert [log["inputTranscript"] for log in logs] == ["order a tiny", "mumble"]
    assert [log["missedUtterance"] for log in logs] == [False, True]
    assert logs[0]["interpretations"][0]["nluConfidence"] == "1.0"
    assert logs[0]["dialogEventLogs"][0]["dialogStepLabel"] == "Intent/Order/StartIntent"


def test_the_trace_shows_how_conditions_were_evaluated() -> None:
    conditional = branches(
        ('[mood] = "sad"', branch()),
        ('[mood] = "glad"', branch(step("EndConversation"), say("Fine."))),
        default=branch(),
    )
    talk = Conversation(locale(intent("Hi", "hi", initialResponseSetting={"conditional": conditional})))
    talk.hear("hi", session_state={"sessionAttributes": {"mood": "glad"}})
    evaluated = next(
        step["conditionalEvaluationResult"]
        for step in talk.runtime.trace(talk.session_id)[0]["dialogEventLogs"]
        if "conditionalEvaluationResult" in step
    )
    assert [(e["conditionalBranchName"], e["evaluationResult"]) for e in evaluated] == [
        ("branch0", "false"),
        ("branch1", "true"),
    ]
    assert evaluated[1]["evaluatedExpression"] == 'glad = "glad"'


def test_an_unsure_reading_falls_back_even_where_the_interpreter_ranks_no_fallback() -> None:
    sure = locale(intent("Order", "order a tea"))
    intents = {name: found for name, found in sure.intents.items() if name != "FallbackIntent"}
    talk = Conversation(replace(sure, intents=intents, confidence_threshold=0.6))
    talk.hear("order something")
    assert talk.waits_for == "ElicitIntent"
