"""Message groups, variations, placeholders and accepted types."""

from typing import Any

import pytest

from bot.lex.errors import ValidationException
from tests.lex.building import Conversation, Hook, close, fulfilled_by_code, intent, locale, plain, prompt, say, slot


def message(kind: str, text: str) -> Any:
    return {**plain(""), "plainTextMessage": None, kind: {"value": text}}


CARD = {
    "title": "Size for {Name}",
    "subtitle": None,
    "imageUrl": None,
    "buttonsList": [{"text": "Big [mood]", "value": "{Name} big"}],
}


def says(*groups: Any) -> Conversation:
    first = {"initialResponse": {"messageGroupsList": [{"message": g, "variations": None} for g in groups]}}
    return Conversation(locale(intent("Hi", "hi {Name}", slots=(slot("Name"),), initialResponseSetting=first)))


def test_each_group_gives_one_message() -> None:
    assert says(plain("a"), plain("b"), plain("c")).hear("hi Kim") == ["a", "b", "c"]


def test_variations_are_chosen_at_random_and_repeatable_by_seed() -> None:
    first = {"initialResponse": say("a", variations=("b", "c"))}
    whole = locale(intent("Hi", "hi", initialResponseSetting=first))
    talks = [Conversation(whole, seed=7), Conversation(whole, seed=7)]
    heard = [[text for _ in range(20) for text in talk.hear("hi")] for talk in talks]
    assert heard[0] == heard[1]
    assert set(heard[0]) == {"a", "b", "c"}


def test_ordered_prompts_walk_through_their_variations() -> None:
    ask = prompt("first", retries=4, ordered=True, variations=("second", "third"))
    talk = Conversation(locale(intent("Hi", "hi", slots=(slot("Name", ask=ask),))))
    heard = [talk.hear(text)[0] for text in ("hi", "mumble", "mumble", "mumble")]
    assert heard == ["first", "second", "third", "first"]


def test_placeholders_are_filled_and_other_brackets_stay() -> None:
    text = "{Name} [mood] ((channel)) {Unknown} [link](url) {} [1]"
    talk = says(plain(text))
    given = {"session_state": {"sessionAttributes": {"mood": "glad"}}, "request_attributes": {"channel": "web"}}
    assert talk.hear("hi Kim", **given) == ["Kim glad web {Unknown} [link](url) {} [1]"]


def test_values_are_escaped_in_ssml() -> None:
    assert says(message("ssmlMessage", "<speak>{Name}</speak>")).hear("hi a<b & c") == ["<speak>a&lt;b &amp; c</speak>"]


def test_cards_are_filled_too() -> None:
    talk = says({**plain(""), "plainTextMessage": None, "imageResponseCard": CARD})
    talk.hear("hi Kim", session_state={"sessionAttributes": {"mood": "one"}})
    assert talk.answer["messages"][0] == {
        "contentType": "ImageResponseCard",
        "imageResponseCard": {"title": "Size for Kim", "buttons": [{"text": "Big one", "value": "Kim big"}]},
    }


def test_clients_get_only_the_types_they_accept() -> None:
    talk = says(plain("text"), message("ssmlMessage", "<speak>x</speak>"), message("customPayload", "{}"))
    accept = {"x-amz-lex:accept-content-types": "PlainText,CustomPayload"}
    assert talk.hear("hi Kim", request_attributes=accept) == ["text", "{}"]


def test_a_variation_of_an_accepted_type_is_preferred() -> None:
    group = {"message": plain("text"), "variations": [message("ssmlMessage", "<speak>x</speak>")]}
    first = {"initialResponse": {"messageGroupsList": [group]}}
    talk = Conversation(locale(intent("Hi", "hi", initialResponseSetting=first)))
    accept = {"x-amz-lex:accept-content-types": "SSML"}
    assert {talk.hear("hi", request_attributes=accept)[0] for _ in range(10)} == {"<speak>x</speak>"}


def test_no_usable_message_is_refused() -> None:
    with pytest.raises(ValidationException, match="No usable messages"):
        says(plain("text")).hear("hi Kim", request_attributes={"x-amz-lex:accept-content-types": "SSML"})


def test_at_most_ten_messages_leave() -> None:
    ten = [{"contentType": "PlainText", "content": str(i)} for i in range(10)]
    first = {"initialResponse": say("hello")}
    hi = intent("Hi", "hi", initialResponseSetting=first, fulfillmentCodeHook=fulfilled_by_code())
    talk = Conversation(locale(hi), Hook(lambda e: {**close()(e), "messages": ten}))
    assert len(talk.hear("hi")) == 10
