"""Sessions: how long they live, who may use them, and what clients may set (spec 3.4)."""

from threading import Event, Thread
from typing import Any

import pytest

from bot.lex.errors import ConflictException, ResourceNotFoundException, ValidationException
from bot.lex.sessions import SessionKey, Sessions
from bot.lex.state import Session
from tests.botocore_shapes import assert_valid_answer
from tests.lex.building import (
    Conversation,
    Hook,
    bot,
    close,
    delegate,
    fulfilled_by_code,
    hook,
    intent,
    locale,
    prompt,
    say,
    slot,
)

HERE: dict[str, Any] = {"session_id": "session-1", "locale_id": "en_US"}


def order(code: Any = None) -> Conversation:
    confirmation = {"promptSpecification": prompt("Sure?")}
    first = {"initialResponse": say("Hello."), "codeHook": hook()}
    whole = locale(
        intent(
            "Order",
            "order",
            slots=(slot("Name"),),
            intentConfirmationSetting=confirmation,
            initialResponseSetting=first,
        )
    )
    return Conversation(bot(whole, ttl=300), code)


def test_an_idle_session_is_forgotten() -> None:
    talk = order()
    talk.hear("order")
    talk.watch.move(299)
    talk.hear("mumble")
    assert talk.intent["name"] == "Order"
    talk.watch.move(301)
    talk.hear("Kim")
    assert talk.intent["name"] == "FallbackIntent"


def test_get_session_shows_the_state_and_the_last_messages() -> None:
    talk = order()
    talk.hear("order")
    found = talk.runtime.get_session(**HERE)
    assert found["sessionState"] == talk.state
    assert found["messages"] == talk.answer["messages"]
    assert_valid_answer("GetSession", found)


def test_an_unknown_or_deleted_session_is_not_found() -> None:
    talk = order()
    with pytest.raises(ResourceNotFoundException):
        talk.runtime.get_session(**HERE)
    talk.hear("order")
    assert_valid_answer("DeleteSession", talk.runtime.delete_session(**HERE))
    with pytest.raises(ResourceNotFoundException):
        talk.runtime.delete_session(**HERE)


def test_a_session_belongs_to_one_locale() -> None:
    whole = bot(locale(intent("Order", "order", slots=(slot("Name"),))), locale(intent("A", "a"), locale_id="ko_KR"))
    talk = Conversation(whole)
    talk.hear("order")
    with pytest.raises(ResourceNotFoundException):
        talk.runtime.get_session(session_id="session-1", locale_id="ko_KR")


def test_two_requests_at_once_conflict() -> None:
    entered, go = Event(), Event()

    def slow(event: Any, context: Any) -> Any:
        entered.set()
        go.wait(5)
        return delegate(event)

    talk = order(slow)
    first = Thread(target=talk.hear, args=("order",))
    first.start()
    entered.wait(5)
    with pytest.raises(ConflictException):
        talk.runtime.recognize_text("order", **HERE)
    go.set()
    first.join()
    assert talk.waits_for == "ElicitSlot Name"


def test_the_oldest_session_makes_room() -> None:
    sessions = Sessions(capacity=2)
    keys = [SessionKey("b", "a", "l", f"session-{i}") for i in range(3)]
    for i, key in enumerate(keys):
        with sessions.held(key):
            sessions.save(key, Session("r"), now=float(i))
    assert [sessions.find(key, now=3, idle_seconds=60) is not None for key in keys] == [False, True, True]


def test_session_attributes_of_a_request_replace_the_stored_ones() -> None:
    talk = order()
    talk.hear("order", session_state={"sessionAttributes": {"a": "1", "b": "2"}})
    talk.hear("mumble")
    assert talk.attributes == {"a": "1", "b": "2"}
    talk.hear("mumble", session_state={"sessionAttributes": {"c": "3"}})
    assert talk.attributes == {"c": "3"}


def test_a_request_can_put_the_dialog_anywhere() -> None:
    talk = order()
    state = {"dialogAction": {"type": "ConfirmIntent"}, "intent": {"name": "Order", "slots": {"Name": None}}}
    talk.hear("yes", session_state=state)
    assert talk.intent["confirmationState"] == "Confirmed"


def test_put_session_can_start_an_intent() -> None:
    code = Hook()
    talk = order(code)
    done = talk.runtime.put_session({"dialogAction": {"type": "Delegate"}, "intent": {"name": "Order"}}, **HERE)
    assert [m.content for m in done.session.messages] == ["Hello.", "Name?"]
    assert code.events[0]["inputTranscript"] == ""
    assert talk.hear("Kim") == ["Sure?"]


def test_put_session_can_start_an_intent_with_slots() -> None:
    talk = order()
    slots = {"Name": {"value": {"interpretedValue": "Kim"}}}
    done = talk.runtime.put_session(
        {"dialogAction": {"type": "Delegate"}, "intent": {"name": "Order", "slots": slots}}, **HERE
    )
    assert done.session.action is not None
    assert done.session.action.type == "ConfirmIntent"


def test_put_session_can_wait_for_a_slot_with_its_prompt_or_given_words() -> None:
    talk = order()
    state = {"dialogAction": {"type": "ElicitSlot", "slotToElicit": "Name"}, "intent": {"name": "Order"}}
    asked = talk.runtime.put_session(state, **HERE)
    assert [m.content for m in asked.session.messages] == ["Name?"]
    asked = talk.runtime.put_session(state, messages=[{"contentType": "PlainText", "content": "Who?"}], **HERE)
    assert [m.content for m in asked.session.messages] == ["Who?"]


def test_put_session_with_elicit_intent_just_makes_a_session() -> None:
    talk = order()
    talk.runtime.put_session({"dialogAction": {"type": "ElicitIntent"}}, **HERE)
    assert talk.runtime.get_session(**HERE)["sessionState"]["dialogAction"] == {"type": "ElicitIntent"}


def test_put_session_overwrites_the_session() -> None:
    talk = order()
    talk.hear("order", session_state={"sessionAttributes": {"a": "1"}})
    talk.runtime.put_session({"dialogAction": {"type": "ElicitIntent"}}, **HERE)
    assert talk.runtime.get_session(**HERE)["sessionState"]["sessionAttributes"] == {}


WRONG_STATES = {
    "slot without intent": {"dialogAction": {"type": "ElicitSlot", "slotToElicit": "Name"}},
    "no slot to elicit": {"dialogAction": {"type": "ElicitSlot"}, "intent": {"name": "Order"}},
    "unknown slot to elicit": {
        "dialogAction": {"type": "ElicitSlot", "slotToElicit": "X"},
        "intent": {"name": "Order"},
    },
    "unknown intent": {"dialogAction": {"type": "Delegate"}, "intent": {"name": "Nobody"}},
    "unknown slot": {"intent": {"name": "Order", "slots": {"X": None}}},
    "unknown action": {"dialogAction": {"type": "Dance"}},
    "unknown state": {"intent": {"name": "Order", "state": "Great"}},
    "attribute that is no string": {"sessionAttributes": {"a": 1}},
    "context for 3 seconds": {
        "activeContexts": [
            {"name": "c", "contextAttributes": {}, "timeToLive": {"timeToLiveInSeconds": 3, "turnsToLive": 1}}
        ]
    },
    "attributes above 12 KB": {"sessionAttributes": {"a": "x" * 12300}},
}


@pytest.mark.parametrize("name", WRONG_STATES)
def test_a_wrong_session_state_is_refused(name: str) -> None:
    with pytest.raises(ValidationException):
        order().hear("order", session_state=WRONG_STATES[name])


@pytest.mark.parametrize("session_id", ["x", "한글", "a b", "x" * 101, "a/b", ""])
def test_a_wrong_session_id_is_refused(session_id: str) -> None:
    with pytest.raises(ValidationException, match="sessionId"):
        order().runtime.recognize_text("order", session_id=session_id, locale_id="en_US")


@pytest.mark.parametrize("text", ["", "x" * 1025, "😀" * 513])
def test_a_wrong_text_is_refused(text: str) -> None:
    with pytest.raises(ValidationException, match="'text'"):
        order().hear(text)


def test_lengths_are_counted_in_utf_16_units() -> None:
    assert order().hear("가" * 1024) == []
    assert order().hear("😀" * 512) == []


@pytest.mark.parametrize(
    "where",
    [{"bot_id": "NOSUCHBOT0"}, {"bot_alias_id": "NOSUCHALIAS"}, {"locale_id": "fr_FR"}],
    ids=["bot", "alias", "locale"],
)
def test_what_does_not_exist_is_not_found(where: dict[str, str]) -> None:
    with pytest.raises(ResourceNotFoundException):
        order().runtime.recognize_text("order", **{**HERE, **where})


def test_the_trace_survives_the_end_of_a_session() -> None:
    closing = intent("Order", "order", fulfillmentCodeHook=fulfilled_by_code())
    talk = Conversation(locale(closing), Hook(close("Done.")))
    talk.hear("order")
    talk.runtime.delete_session(**HERE)
    assert len(talk.runtime.trace("session-1")) == 1


@pytest.mark.parametrize("text", [" ", "\n\t", "\u3000"])
def test_a_blank_text_means_nothing(text: str) -> None:
    talk = order()
    talk.hear(text)
    assert talk.intent["name"] == "FallbackIntent"
    talk.hear("order")
    assert talk.hear(text) == ["Name?"]
    talk.hear("Kim")
    assert talk.hear(text) == ["Sure?"]
