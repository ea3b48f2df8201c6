"""Yes, no and neither (guide: intent-confirm)."""

from typing import Any

from tests.lex.building import (
    Conversation,
    Hook,
    branch,
    branches,
    fallback,
    fulfilled_without_code,
    hook,
    intent,
    locale,
    prompt,
    say,
    slot,
    step,
)


def asking(**setting: Any) -> Conversation:
    code = setting.pop("code", None)
    confirmation = {
        "promptSpecification": prompt("Order {Name}?", retries=1),
        "declinationResponse": say("Then not."),
        **setting,
    }
    order = intent(
        "Order",
        "order",
        slots=(slot("Name"),),
        intentConfirmationSetting=confirmation,
        fulfillmentCodeHook=fulfilled_without_code(successResponse=say("Ordered.")),
    )
    hours = intent("Hours", "opening hours", intentClosingSetting={"closingResponse": say("At nine.")})
    talk = Conversation(locale(order, hours, fallback(intentClosingSetting={"closingResponse": say("Pardon?")})), code)
    talk.hear("order")
    talk.hear("tea")
    return talk


def test_the_prompt_comes_after_the_slots() -> None:
    talk = asking()
    assert (talk.texts, talk.waits_for) == (["Order tea?"], "ConfirmIntent")


def test_yes_confirms_and_fulfils() -> None:
    talk = asking()
    assert talk.hear("yes") == ["Ordered."]
    assert (talk.intent["confirmationState"], talk.intent["state"]) == ("Confirmed", "Fulfilled")


def test_no_closes_the_intent_as_failed() -> None:
    talk = asking()
    assert talk.hear("no") == ["Then not."]
    assert (talk.intent["confirmationState"], talk.intent["state"]) == ("Denied", "Failed")
    assert talk.waits_for == "Close"


def test_neither_is_asked_again_and_then_falls_back() -> None:
    talk = asking()
    assert talk.hear("mumble") == ["Order tea?"]
    assert talk.hear("mumble") == ["Pardon?"]


def test_another_intent_takes_over() -> None:
    talk = asking()
    assert talk.hear("opening hours") == ["At nine."]


def test_no_can_clear_a_slot_and_ask_for_it_again() -> None:
    again = step("ElicitSlot", slot="Name", slots={"Name": None})
    talk = asking(declinationNextStep=again)
    assert talk.hear("no") == ["Then not.", "Name?"]
    assert talk.intent["state"] == "InProgress"
    assert talk.hear("milk") == ["Order milk?"]


def test_each_answer_has_its_branches() -> None:
    conditional = branches(('{Name} = "tea"', branch(step("EndConversation"), say("No tea left."))), default=branch())
    talk = asking(confirmationConditional=conditional, confirmationResponse=say("Well."))
    assert talk.hear("yes") == ["Well.", "No tea left."]


def test_the_failure_response_stands_for_the_fallback() -> None:
    talk = asking(failureResponse=say("I give up."), failureNextStep=step("EndConversation"))
    talk.hear("mumble")
    assert talk.hear("mumble") == ["I give up."]


def test_an_inactive_confirmation_is_skipped() -> None:
    talk = asking(isActive=False)
    assert talk.texts == ["Ordered."]


def test_the_hook_of_the_confirmation_sees_the_answer() -> None:
    code = Hook()
    talk = asking(codeHook=hook("confirmed"), confirmationNextStep=step("InvokeDialogCodeHook"), code=code)
    talk.hear("yes")
    assert code.events[-1]["sessionState"]["intent"]["confirmationState"] == "Confirmed"
    assert code.events[-1]["invocationLabel"] == "confirmed"


def test_the_elicitation_hook_is_called_after_neither() -> None:
    code = Hook()
    talk = asking(elicitationCodeHook={"enableCodeHookInvocation": True, "invocationLabel": "huh"}, code=code)
    assert talk.hear("mumble") == ["Order tea?"]
    assert [e["invocationLabel"] for e in code.events] == ["huh"]
