"""What a dialog code hook may answer, and what Lex makes of it (spec 2.2, 2.3)."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.lex.errors import DependencyFailedException, LexError
from bot.lex.handlers import HandlerError, HandlerThrottled, HandlerTimeout
from tests.lex.building import Conversation, Hook, Json, close, delegate, hook, intent, locale, prompt, say, slot, step


def asked(code: Any, *, answer_to: str = "order", **results: Json) -> Conversation:
    first = {"codeHook": hook("init", **results), "nextStep": step("InvokeDialogCodeHook")}
    confirmation = {"promptSpecification": prompt("Sure?"), "isActive": False}
    order = intent(
        "Order",
        "order",
        slots=(slot("Name"), slot("Size", required=False)),
        initialResponseSetting=first,
        intentConfirmationSetting=confirmation,
        intentClosingSetting={"closingResponse": say("Closed.")},
    )
    talk = Conversation(locale(order, intent("Other", "other", slots=(slot("Color"),))), code)
    talk.hear(answer_to)
    return talk


def answer(kind: str, *texts: str, intent: Json | None = None, **action: Any) -> Callable[[Json], Json]:
    def make(event: Json) -> Json:
        state = {"dialogAction": {"type": kind, **action}, "intent": intent or event["sessionState"]["intent"]}
        return {"sessionState": state, "messages": [{"contentType": "PlainText", "content": text} for text in texts]}

    return make


def test_delegate_continues_with_the_returned_slots() -> None:
    slots = {"Name": {"value": {"interpretedValue": "Kim"}}}
    talk = asked(Hook(lambda e: delegate(e, slots=slots)))
    assert (talk.slot("Name"), talk.waits_for) == ("Kim", "Close")


def test_delegate_may_start_the_failure_branch() -> None:
    talk = asked(Hook(lambda e: delegate(e, state="Failed")), failureResponse=say("Broken."))
    assert talk.texts == ["Broken."]


def test_close_ends_the_intent_with_the_hooks_words() -> None:
    talk = asked(Hook(close("Enough.")))
    assert (talk.texts, talk.waits_for, talk.intent["state"]) == (["Enough."], "Close", "Fulfilled")


def test_close_without_words_says_the_closing_response() -> None:
    assert asked(Hook(close())).texts == ["Closed."]


def test_elicit_slot_uses_the_hooks_words_or_the_prompt() -> None:
    assert asked(Hook(answer("ElicitSlot", "Who?", slotToElicit="Name"))).texts == ["Who?"]
    assert asked(Hook(answer("ElicitSlot", slotToElicit="Name"))).texts == ["Name?"]


def test_elicit_slot_may_ask_for_a_slot_of_another_intent() -> None:
    talk = asked(Hook(answer("ElicitSlot", slotToElicit="Color", intent={"name": "Other"})))
    assert (talk.intent["name"], talk.waits_for, talk.texts) == ("Other", "ElicitSlot Color", ["Color?"])


def test_elicit_intent_waits_for_an_intent() -> None:
    talk = asked(Hook(answer("ElicitIntent", "What then?")))
    assert (talk.texts, talk.waits_for) == (["What then?"], "ElicitIntent")


def test_confirm_intent_asks_yes_or_no() -> None:
    talk = asked(Hook(answer("ConfirmIntent", "Really?"), delegate))
    assert talk.waits_for == "ConfirmIntent"
    talk.hear("no")
    assert talk.intent["confirmationState"] == "Denied"


def test_returned_attributes_replace_and_missing_ones_keep() -> None:
    def changing(event: Json) -> Json:
        found = delegate(event)
        if event["inputTranscript"] == "order":
            found["sessionState"]["sessionAttributes"] = {"b": "2"}
        return found

    talk = asked(Hook(changing))
    assert talk.attributes == {"b": "2"}
    talk.hear("Kim")
    assert talk.attributes == {"b": "2"}


def test_an_empty_map_erases_the_attributes() -> None:
    code = Hook(lambda e: {"sessionState": {**delegate(e)["sessionState"], "sessionAttributes": {}}})
    talk = asked(code, answer_to="hello")
    talk.hear("order", session_state={"sessionAttributes": {"a": "1"}})
    assert talk.attributes == {}


def test_unknown_keys_are_tolerated() -> None:
    talk = asked(Hook(lambda e: {**close("Fine.")(e), "statusCode": 200, "sessionId": "x"}))
    assert talk.texts == ["Fine."]


def test_request_attributes_come_back_to_the_client() -> None:
    talk = asked(Hook(lambda e: {**close("Fine.")(e), "requestAttributes": {"k": "v"}}))
    assert talk.answer["requestAttributes"] == {"k": "v"}


WRONG: dict[str, tuple[Any, str]] = {
    "nothing": (None, "null response"),
    "a text": ("hello", "not an object"),
    "no session state": ({}, "sessionState"),
    "no dialog action": ({"sessionState": {}}, "dialogAction"),
    "an unknown action": ({"sessionState": {"dialogAction": {"type": "Dance"}}}, "enum value set"),
    "the action None": ({"sessionState": {"dialogAction": {"type": "None"}}}, "not supported"),
    "close without intent": ({"sessionState": {"dialogAction": {"type": "Close"}}}, "intent is required"),
    "close without state": (
        {"sessionState": {"dialogAction": {"type": "Close"}, "intent": {"name": "Order"}}},
        "state is required",
    ),
    "an unknown state": (
        {"sessionState": {"dialogAction": {"type": "Close"}, "intent": {"name": "Order", "state": "Waiting"}}},
        "enum value set",
    ),
    "an unknown intent": (
        {"sessionState": {"dialogAction": {"type": "Delegate"}, "intent": {"name": "Nobody"}}},
        "Nobody does not exist",
    ),
    "an unknown slot": (
        {"sessionState": {"dialogAction": {"type": "Delegate"}, "intent": {"name": "Order", "slots": {"X": None}}}},
        "no slot X",
    ),
    "an unknown slot to elicit": (
        {"sessionState": {"dialogAction": {"type": "ElicitSlot", "slotToElicit": "X"}, "intent": {"name": "Order"}}},
        "no slot X",
    ),
    "no slot to elicit": (
        {"sessionState": {"dialogAction": {"type": "ElicitSlot"}, "intent": {"name": "Order"}}},
        "slotToElicit is required",
    ),
    "elicit intent in silence": ({"sessionState": {"dialogAction": {"type": "ElicitIntent"}}}, "messages are required"),
    "an attribute that is no string": (
        {"sessionState": {"dialogAction": {"type": "Delegate"}, "sessionAttributes": {"n": 1}}},
        "must be a string",
    ),
    "a message without content": (
        {"sessionState": {"dialogAction": {"type": "Delegate"}}, "messages": [{"contentType": "PlainText"}]},
        "content",
    ),
    "a message that is too long": (
        {
            "sessionState": {"dialogAction": {"type": "Delegate"}},
            "messages": [{"contentType": "SSML", "content": "x" * 1025}],
        },
        "less than or equal to 1024",
    ),
    "a card of six buttons": (
        {
            "sessionState": {"dialogAction": {"type": "Delegate"}},
            "messages": [
                {
                    "contentType": "ImageResponseCard",
                    "imageResponseCard": {"title": "t", "buttons": [{"text": "b", "value": "b"}] * 6},
                }
            ],
        },
        "less than or equal to 5",
    ),
    "a context without life": (
        {
            "sessionState": {
                "dialogAction": {"type": "Delegate"},
                "activeContexts": [{"name": "c", "contextAttributes": {}}],
            }
        },
        "timeToLive",
    ),
    "too many attributes": (
        {"sessionState": {"dialogAction": {"type": "Delegate"}, "sessionAttributes": {"a": "x" * 13000}}},
        "exceed maximum size",
    ),
    "an answer above 50 KB": (
        {"sessionState": {"dialogAction": {"type": "Delegate"}}, "x": "x" * 52000},
        "maximum size",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_answer_is_a_failed_dependency(name: str) -> None:
    body, reason = WRONG[name]
    with pytest.raises(DependencyFailedException, match=reason) as raised:
        asked(Hook(body))
    assert str(raised.value).startswith("Invalid Lambda Response: ")


class Failing:
    """A handler that fails in one way."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.timeouts: list[float] = []

    def invoke(self, event: bytes, *, timeout: float, request_id: str) -> bytes:
        self.timeouts.append(timeout)
        raise self.error


def test_an_error_takes_the_configured_failure_branch() -> None:
    talk = asked(Failing(HandlerError("boom")), failureResponse=say("Broken."), failureNextStep=step("EndConversation"))
    assert (talk.texts, talk.intent["state"]) == (["Broken."], "Failed")


def test_a_timeout_takes_the_configured_timeout_branch() -> None:
    talk = asked(Failing(HandlerTimeout("slow")), timeoutNextStep=step("StartIntent", intent="Other"))
    assert talk.texts == ["Color?"]


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (HandlerError("boom", request_id="r-1"), "DependencyFailedException"),
        (HandlerError("no", denied=True), "DependencyFailedException"),
        (HandlerTimeout("slow"), "DependencyFailedException"),
        (HandlerThrottled("busy"), "ThrottlingException"),
    ],
)
def test_an_error_without_a_branch_reaches_the_client(error: HandlerError, name: str) -> None:
    with pytest.raises(LexError) as raised:
        asked(Failing(error))
    assert type(raised.value).__name__ == name


@pytest.mark.parametrize(("attribute", "seconds"), [("", 30.0), ("1500", 1.5), ("999999", 120.0), ("soon", 30.0)])
def test_the_time_limit_is_an_attribute_of_the_session(attribute: str, seconds: float) -> None:
    code = Failing(HandlerTimeout("slow"))
    talk = asked(code, timeoutNextStep=step("EndConversation"))
    talk.hear("order", session_state={"sessionAttributes": {"x-amz-lex:codehook-timeout-ms": attribute}})
    assert code.timeouts[-1] == seconds


def test_an_event_above_12_kb_is_a_failed_dependency() -> None:
    talk = asked(Hook(), answer_to="hello")
    with pytest.raises(DependencyFailedException, match="input exceeds maximum size"):
        talk.hear("order", session_state={"sessionAttributes": {"a": "x" * 12200}})


def test_a_failed_turn_changes_nothing() -> None:
    talk = asked(Hook({"wrong": True}), answer_to="hello")
    before = talk.runtime.get_session(session_id=talk.session_id, locale_id="en_US")
    with pytest.raises(DependencyFailedException):
        talk.hear("order", session_state={"sessionAttributes": {"changed": "yes"}})
    assert talk.runtime.get_session(session_id=talk.session_id, locale_id="en_US") == before
