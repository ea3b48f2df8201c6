"""Exports from before the conversation flow of August 2022 (spec 1.12, 3.5)."""

from typing import Any

from tests.lex.building import Conversation, Hook, close, delegate, fulfilled_by_code, intent, locale, prompt, slot


def old(code: Any, *, hooks: bool = True) -> Conversation:
    order = intent(
        "Order",
        "order",
        slots=(slot("Name"), slot("City", ask=prompt("City?", retries=1))),
        hooks=hooks,
        intentConfirmationSetting={"promptSpecification": prompt("Sure?")},
        fulfillmentCodeHook=fulfilled_by_code(),
    )
    return Conversation(locale(order, new_flow=False), code)


def test_the_hook_is_called_at_the_start_and_after_every_input() -> None:
    code = Hook(delegate, delegate, delegate, delegate, delegate, close("Done."))
    talk = old(code)
    for text in ("order", "Kim", "mumble", "Seoul", "yes"):
        talk.hear(text)
    assert [e["invocationSource"] for e in code.events] == ["DialogCodeHook"] * 5 + ["FulfillmentCodeHook"]
    assert talk.texts == ["Done."]


def test_each_event_proposes_the_next_slot() -> None:
    code = Hook()
    talk = old(code)
    for text in ("order", "Kim", "mumble"):
        talk.hear(text)
    proposed = [e["proposedNextState"] for e in code.events]
    assert [(p["dialogAction"]["slotToElicit"], p["prompt"]["attempt"]) for p in proposed] == [
        ("Name", "Initial"),
        ("City", "Initial"),
        ("City", "Retry1"),
    ]


def test_with_the_switch_off_only_fulfilment_calls_the_hook() -> None:
    code = Hook(close("Done."))
    talk = old(code, hooks=False)
    for text in ("order", "Kim", "Seoul", "yes"):
        talk.hear(text)
    assert [e["invocationSource"] for e in code.events] == ["FulfillmentCodeHook"]


def test_validation_can_ask_for_a_slot_again() -> None:
    def strict(event: Any) -> Any:
        slots = event["sessionState"]["intent"]["slots"]
        if slots["Name"] and slots["Name"]["value"]["interpretedValue"] == "Nobody":
            action = {"type": "ElicitSlot", "slotToElicit": "Name"}
            text = [{"contentType": "PlainText", "content": "Not you."}]
            cleared = {**event["sessionState"]["intent"], "slots": {**slots, "Name": None}}
            return {"sessionState": {"dialogAction": action, "intent": cleared}, "messages": text}
        return delegate(event)

    talk = old(Hook(strict))
    talk.hear("order")
    assert talk.hear("Nobody") == ["Not you."]
    assert talk.hear("Kim") == ["City?"]
