"""Active contexts and default values (guide: context-mgmt-active-context, context-mgmt-default)."""

import pytest

from tests.lex.building import Conversation, Hook, close, fulfilled_by_code, intent, locale, slot


def shop() -> Conversation:
    contexts = [{"name": "ordered", "timeToLiveInSeconds": 60, "turnsToLive": 2}]
    order = intent("Order", "order {Size}", slots=(slot("Size"),), outputContexts=contexts)
    size = slot("Size", defaults=("#ordered.Size", "[usual]", "<channel>"))
    status = intent("Status", "status", slots=(size,), inputContexts=[{"name": "ordered"}])
    again = intent("Again", "again", slots=(slot("Size", defaults=("#ordered.Size", "[usual]", "<channel>", "small")),))
    return Conversation(locale(order, status, again))


def test_an_intent_with_an_input_context_needs_it() -> None:
    talk = shop()
    talk.hear("status")
    assert talk.intent["name"] == "FallbackIntent"


def test_fulfilment_switches_output_contexts_on_with_the_slot_values() -> None:
    talk = shop()
    talk.hear("order large")
    assert talk.state["activeContexts"] == [
        {
            "name": "ordered",
            "contextAttributes": {"Size": "large"},
            "timeToLive": {"timeToLiveInSeconds": 60, "turnsToLive": 2},
        }
    ]
    talk.hear("status")
    assert (talk.intent["name"], talk.slot("Size")) == ("Status", "large")


def test_a_context_ends_after_its_turns() -> None:
    talk = shop()
    talk.hear("order large")
    talk.hear("hm")
    assert talk.state["activeContexts"][0]["timeToLive"]["turnsToLive"] == 1
    talk.hear("hm")
    assert "activeContexts" not in talk.state
    talk.hear("status")
    assert talk.intent["name"] == "FallbackIntent"


def test_a_context_ends_after_its_seconds() -> None:
    talk = shop()
    talk.hear("order large")
    talk.watch.move(59)
    talk.hear("hm")
    assert talk.state["activeContexts"][0]["timeToLive"]["timeToLiveInSeconds"] == 5
    talk.watch.move(2)
    talk.hear("status")
    assert talk.intent["name"] == "FallbackIntent"


@pytest.mark.parametrize(
    ("attributes", "request_attributes", "expected"),
    [({"usual": "medium"}, {"channel": "web"}, "medium"), ({}, {"channel": "web"}, "web"), ({}, {}, "small")],
)
def test_the_first_available_default_value_is_taken(
    attributes: dict[str, str], request_attributes: dict[str, str], expected: str
) -> None:
    talk = shop()
    talk.hear("again", session_state={"sessionAttributes": attributes}, request_attributes=request_attributes)
    assert (talk.slot("Size"), talk.waits_for) == (expected, "Close")


def test_the_value_of_a_context_goes_first() -> None:
    talk = shop()
    talk.hear("order huge")
    talk.hear("again")
    assert talk.slot("Size") == "huge"


def test_a_client_can_set_and_clear_contexts() -> None:
    talk = shop()
    life = {"timeToLiveInSeconds": 30, "turnsToLive": 3}
    given = [{"name": "ordered", "timeToLive": life, "contextAttributes": {"Size": "tiny"}}]
    talk.hear("status", session_state={"activeContexts": given})
    assert talk.slot("Size") == "tiny"
    talk.hear("status", session_state={"activeContexts": []})
    assert talk.intent["name"] == "FallbackIntent"


def test_a_code_hook_can_set_contexts() -> None:
    life = {"timeToLiveInSeconds": 30, "turnsToLive": 3}
    contexts = [{"name": "c", "timeToLive": life, "contextAttributes": {"k": "v"}}]
    order = intent("Order", "order", fulfillmentCodeHook=fulfilled_by_code())
    code = Hook(close("Ok", activeContexts=contexts))
    talk = Conversation(locale(order), code)
    talk.hear("order")
    talk.hear("order")
    assert [c["name"] for c in code.events[1]["sessionState"]["activeContexts"]] == ["c"]
