"""Fulfilment, what comes after it, and closing (guide: streaming-progress, paths-nextstep)."""

from typing import Any

import pytest

from bot.lex.errors import DependencyFailedException
from tests.lex.building import (
    Conversation,
    Hook,
    branch,
    branches,
    close,
    delegate,
    fallback,
    fulfilled_by_code,
    fulfilled_without_code,
    intent,
    locale,
    say,
    slot,
    step,
)

CLOSING = {"closingResponse": say("Bye."), "isActive": True}


def ask(code: Any, hook: Any, closing: Any = None) -> Conversation:
    order = intent(
        "Order", "order", slots=(slot("Name", required=False),), fulfillmentCodeHook=hook, intentClosingSetting=closing
    )
    talk = Conversation(locale(order), code)
    talk.hear("order")
    return talk


def test_without_any_fulfilment_the_intent_is_ready_for_it() -> None:
    talk = ask(None, None)
    assert (talk.waits_for, talk.intent["state"], talk.texts) == ("Close", "ReadyForFulfillment", [])


def test_a_fulfilment_step_without_code_succeeds_and_closes() -> None:
    talk = ask(None, fulfilled_without_code(successResponse=say("Done.")), CLOSING)
    assert (talk.texts, talk.intent["state"]) == (["Done.", "Bye."], "Fulfilled")


def test_an_inactive_fulfilment_goes_straight_to_closing() -> None:
    hook = {"enabled": True, "isActive": False, "postFulfillmentStatusSpecification": {"successResponse": say("Done.")}}
    code = Hook()
    assert ask(code, hook, CLOSING).texts == ["Bye."]
    assert code.events == []


def test_an_inactive_closing_response_is_not_said() -> None:
    assert ask(None, None, {**CLOSING, "isActive": False}).texts == []


def test_messages_of_the_code_hook_stand_for_the_configured_ones() -> None:
    talk = ask(Hook(close("From code.")), fulfilled_by_code(successResponse=say("Done.")), CLOSING)
    assert (talk.texts, talk.intent["state"]) == (["From code."], "Fulfilled")


def test_without_messages_the_configured_responses_are_said() -> None:
    talk = ask(Hook(close()), fulfilled_by_code(successResponse=say("Done.")), CLOSING)
    assert talk.texts == ["Done.", "Bye."]


def test_the_fulfilment_event_is_ready_for_fulfilment_and_proposes_nothing() -> None:
    code = Hook(close("x"))
    ask(code, fulfilled_by_code())
    event = code.events[0]
    assert event["invocationSource"] == "FulfillmentCodeHook"
    assert {i["intent"]["state"] for i in event["interpretations"]} == {"ReadyForFulfillment"}
    assert "proposedNextState" not in event


def test_a_failed_state_takes_the_failure_branch() -> None:
    post = fulfilled_by_code(failureResponse=say("Sorry."), failureNextStep=step("EndConversation"))
    talk = ask(Hook(close(state="Failed")), post, CLOSING)
    assert (talk.texts, talk.intent["state"]) == (["Sorry."], "Failed")


def test_branches_after_fulfilment_see_what_the_code_hook_set() -> None:
    conditional = branches(('[stock] = "0"', branch(step("EndConversation"), say("Sold out."))), default=branch())
    post = fulfilled_by_code(successConditional=conditional)
    talk = ask(Hook(close(sessionAttributes={"stock": "0"})), post, CLOSING)
    assert talk.texts == ["Sold out."]


def test_a_raising_code_hook_takes_the_failure_branch() -> None:
    def broken(event: Any, context: Any) -> None:
        raise ValueError("secret")

    talk = ask(broken, fulfilled_by_code(failureResponse=say("Sorry.")))
    assert (talk.texts, talk.intent["state"]) == (["Sorry."], "Failed")


def test_a_raising_code_hook_without_failure_branch_is_a_failed_dependency() -> None:
    def broken(event: Any, context: Any) -> None:
        raise ValueError("secret")

    with pytest.raises(DependencyFailedException, match="Invalid Lambda Response: Received error response") as raised:
        ask(broken, fulfilled_by_code())
    assert "secret" not in str(raised.value)


def test_delegate_goes_on_with_success() -> None:
    assert ask(Hook(delegate), fulfilled_by_code(successResponse=say("Done."))).texts == ["Done."]


def test_the_code_hook_can_ask_for_a_slot_instead() -> None:
    def answer(event: Any) -> Any:
        action = {"type": "ElicitSlot", "slotToElicit": "Name"}
        return {"sessionState": {"dialogAction": action, "intent": event["sessionState"]["intent"]}}

    talk = ask(Hook(answer), fulfilled_by_code())
    assert (talk.texts, talk.waits_for) == (["Name?"], "ElicitSlot Name")


def test_an_enabled_hook_without_a_handler_is_passed_with_a_warning() -> None:
    with pytest.warns(UserWarning, match="no handler"):
        talk = ask(None, fulfilled_by_code(successResponse=say("Done.")))
    assert (talk.texts, talk.intent["state"]) == (["Done."], "ReadyForFulfillment")


def test_success_can_start_another_intent() -> None:
    post = fulfilled_without_code(successNextStep=step("StartIntent", intent="Next"))
    first = intent("First", "first", fulfillmentCodeHook=post)
    following = intent("Next", "next", initialResponseSetting={"initialResponse": say("Now this.")})
    talk = Conversation(locale(first, following))
    assert talk.hear("first") == ["Now this."]
    assert talk.answer["interpretations"][0]["intent"]["name"] == "Next"
    assert "nluConfidence" not in talk.answer["interpretations"][0]


def test_the_fallback_intent_can_be_fulfilled_by_code() -> None:
    code = Hook(close("Did you mean …?"))
    talk = Conversation(locale(intent("Order", "order"), fallback(fulfillmentCodeHook={"enabled": True})), code)
    assert talk.hear("gibberish") == ["Did you mean …?"]
    assert code.events[0]["interpretations"][0]["intent"]["slots"] == {}
