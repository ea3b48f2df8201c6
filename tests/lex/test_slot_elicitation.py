"""Slots are asked for, filled, missed and given up as the guide's page "intent-slots" says."""

import pytest

from bot.definitions.model import BotLocale
from bot.lex.errors import DependencyFailedException
from tests.lex.building import (
    Conversation,
    Hook,
    branch,
    branches,
    delegate,
    fallback,
    fulfilled_without_code,
    hook,
    intent,
    locale,
    prompt,
    say,
    slot,
    slot_type,
    step,
)


def order(**capture: object) -> BotLocale:
    size = slot("Size", "SizeType", ask=prompt("What size?", retries=2), **capture)  # type: ignore[arg-type]
    return locale(
        intent("Order", "order", "order a {Size} one", slots=(size, slot("Name"))),
        intent("Hours", "opening hours", intentClosingSetting={"closingResponse": say("We open at nine.")}),
        slot_type("SizeType", "small", "large=big"),
        fallback(intentClosingSetting={"closingResponse": say("Pardon?")}),
    )


def test_required_slots_are_asked_for_in_order_of_priority() -> None:
    talk = Conversation(order())
    assert talk.hear("order") == ["What size?"]
    assert talk.waits_for == "ElicitSlot Size"
    assert talk.hear("big") == ["Name?"]
    assert talk.slot("Size") == "large"
    talk.hear("Kim")
    assert talk.waits_for == "Close"


def test_a_slot_in_the_utterance_is_not_asked_for() -> None:
    talk = Conversation(order())
    assert talk.hear("order a small one") == ["Name?"]


def test_optional_slots_are_not_asked_for() -> None:
    talk = Conversation(locale(intent("Order", "order", slots=(slot("Note", required=False),))))
    talk.hear("order")
    assert talk.waits_for == "Close"


def test_a_missed_slot_is_prompted_again_with_the_retry_attempt() -> None:
    talk = Conversation(order())
    talk.hear("order")
    assert [talk.hear("mumble"), talk.hear("mumble")] == [["What size?"], ["What size?"]]
    assert talk.hear("small") == ["Name?"]


def test_after_all_retries_the_fallback_intent_starts() -> None:
    talk = Conversation(order())
    talk.hear("order")
    talk.hear("mumble")
    talk.hear("mumble")
    assert talk.hear("mumble") == ["Pardon?"]
    assert talk.intent["name"] == "FallbackIntent"


def test_the_failure_branch_is_taken_after_all_retries() -> None:
    failing = {"failureResponse": say("Never mind."), "failureNextStep": step("EndConversation")}
    talk = Conversation(order(**failing))
    talk.hear("order")
    talk.hear("mumble")
    talk.hear("mumble")
    assert talk.hear("mumble") == ["Never mind."]
    assert (talk.waits_for, talk.intent["state"]) == ("Close", "Failed")


def test_capture_says_its_response_and_takes_its_next_step() -> None:
    capture = {
        "captureResponse": say("{Size} it is."),
        "captureNextStep": step("FulfillIntent", attributes={"s": "{Size}"}),
    }
    talk = Conversation(order(**capture))
    talk.hear("order")
    assert talk.hear("big") == ["large it is."]
    assert talk.attributes == {"s": "large"}
    assert talk.waits_for == "Close"


def test_capture_branches_by_the_value() -> None:
    conditional = branches(
        ('{Size} = "large"', branch(step("ElicitSlot", slot="Size", slots={"Size": None}), say("Too big."))),
        default=branch(step("EndConversation")),
    )
    talk = Conversation(order(captureConditional=conditional, captureNextStep=step("EvaluateConditional")))
    talk.hear("order")
    assert talk.hear("large") == ["Too big.", "What size?"]
    talk.hear("small")
    assert talk.waits_for == "Close"


def test_another_intent_takes_over_while_a_slot_is_asked_for() -> None:
    talk = Conversation(order())
    talk.hear("order")
    assert talk.hear("opening hours") == ["We open at nine."]
    assert talk.intent["name"] == "Hours"


def test_a_client_can_forbid_the_intent_switch() -> None:
    talk = Conversation(order())
    talk.hear("order")
    assert talk.hear("opening hours", request_attributes={"x-amz-lex:intent-switch": "DISABLE"}) == ["What size?"]


def test_a_slot_that_takes_anything_yields_to_the_exact_utterance_of_another_intent() -> None:
    talk = Conversation(order())
    talk.hear("order a small one")
    assert talk.hear("opening hours") == ["We open at nine."]


def test_free_form_input_takes_every_utterance() -> None:
    free = intent("Note", "note", slots=(slot("Text", "AMAZON.FreeFormInput"),))
    talk = Conversation(locale(free, intent("Hours", "opening hours")))
    talk.hear("note")
    talk.hear("opening hours")
    assert (talk.intent["name"], talk.slot("Text")) == ("Note", "opening hours")


def test_the_prompt_can_be_suppressed() -> None:
    first = {"initialResponse": say("Welcome."), "nextStep": step("ElicitSlot", slot="Name", suppress=True)}
    talk = Conversation(locale(intent("Order", "order", slots=(slot("Name"),), initialResponseSetting=first)))
    assert talk.hear("order") == ["Welcome."]
    assert talk.waits_for == "ElicitSlot Name"


def test_eliciting_a_filled_slot_counts_as_captured() -> None:
    first = {"nextStep": step("ElicitSlot", slot="Name")}
    name = slot("Name", captureResponse=say("Hello {Name}."), captureNextStep=step("EndConversation"))
    talk = Conversation(locale(intent("Order", "i am {Name}", slots=(name,), initialResponseSetting=first)))
    assert talk.hear("i am Kim") == ["Hello Kim."]


def test_a_next_step_can_fill_a_slot_from_an_attribute() -> None:
    first = {"nextStep": step("FulfillIntent", slots={"Name": "[who]"})}
    talk = Conversation(locale(intent("Order", "order", slots=(slot("Name"),), initialResponseSetting=first)))
    talk.hear("order", session_state={"sessionAttributes": {"who": "Lee"}})
    assert talk.slot("Name") == "Lee"


def test_the_elicitation_hook_is_called_after_a_miss_with_the_next_attempt() -> None:
    code = Hook()
    elicitation = {"enableCodeHookInvocation": True, "invocationLabel": "again"}
    talk = Conversation(order(elicitationCodeHook=elicitation), code)
    talk.hear("order")
    talk.hear("mumble")
    assert [e.get("invocationLabel") for e in code.events] == ["again"]
    assert code.events[0]["proposedNextState"]["prompt"] == {"attempt": "Retry1"}
    assert code.events[0]["sessionState"]["intent"]["slots"]["Size"] is None


def test_the_elicitation_hook_can_fill_the_slot_itself() -> None:
    filled = {"Size": {"value": {"interpretedValue": "small"}}, "Name": None}
    talk = Conversation(
        order(elicitationCodeHook={"enableCodeHookInvocation": True}), Hook(lambda e: delegate(e, slots=filled))
    )
    talk.hear("order")
    assert talk.hear("mumble") == ["Name?"]


def test_a_failing_elicitation_hook_is_a_failed_dependency() -> None:
    def broken(event: object, context: object) -> None:
        raise RuntimeError

    talk = Conversation(order(elicitationCodeHook={"enableCodeHookInvocation": True}), broken)
    talk.hear("order")
    with pytest.raises(DependencyFailedException, match="Unhandled"):
        talk.hear("mumble")


def test_hooks_of_a_stage_are_skipped_while_the_intents_own_switch_is_off() -> None:
    code = Hook()
    first = {"codeHook": hook(successResponse=say("Passed.")), "nextStep": step("InvokeDialogCodeHook")}
    talk = Conversation(locale(intent("Order", "order", initialResponseSetting=first, hooks=False)), code)
    assert talk.hear("order") == ["Passed."]
    assert code.events == []


def test_the_event_proposes_the_slot_behind_the_hooks_success() -> None:
    code = Hook()
    first = {
        "codeHook": hook("init", successNextStep=step("ElicitSlot", slot="Name")),
        "nextStep": step("InvokeDialogCodeHook"),
    }
    talk = Conversation(locale(intent("Order", "order", slots=(slot("Name"),), initialResponseSetting=first)), code)
    assert talk.hear("order") == ["Name?"]
    assert code.events[0]["proposedNextState"]["dialogAction"] == {"type": "ElicitSlot", "slotToElicit": "Name"}


def test_multi_valued_slots_keep_their_parts() -> None:
    toppings = slot("Toppings", "Topping", multiple=True, captureResponse=say("{Toppings}!"))
    talk = Conversation(locale(intent("Order", "order", slots=(toppings,)), slot_type("Topping", "ham", "olives")))
    talk.hear("order")
    assert talk.hear("ham and olives") == ["ham, olives!"]
    value = talk.intent["slots"]["Toppings"]
    assert value["shape"] == "List"
    assert [part["value"]["interpretedValue"] for part in value["values"]] == ["ham", "olives"]


def test_a_slot_that_leads_to_fulfilment_says_the_success_response() -> None:
    whole = fulfilled_without_code(successResponse=say("Thank you, {Name}."))
    talk = Conversation(locale(intent("Order", "order", slots=(slot("Name"),), fulfillmentCodeHook=whole)))
    talk.hear("order")
    assert talk.hear("Kim") == ["Thank you, Kim."]
    assert talk.intent["state"] == "Fulfilled"
