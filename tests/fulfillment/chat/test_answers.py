"""What Lex answers, as the chat's clients get it."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fulfillment.chat.answers import answer_json
from fulfillment.chat.tutorial import tutorial_place
from fulfillment.knowledge.memory import InMemoryKnowledge

CARDS = [{"title": title, "buttons": [{"text": "<b>More</b>", "value": "more"}]} for title in ("One", "Two")]
LEX = {
    "messages": [
        {"contentType": "PlainText", "content": "<script>alert(1)</script> is text"},
        *({"contentType": "ImageResponseCard", "imageResponseCard": card} for card in CARDS),
    ],
    "interpretations": [{"intent": {"name": "ExplainConcept"}}, {"intent": {"name": "FallbackIntent"}}],
    "sessionState": {
        "sessionAttributes": {
            "entryId": "what-is-lambda",
            "outcome": "answered",
            "appContext": json.dumps({"altMessages": {"markdown": "**Lambda**", "ssml": "<speak>Lambda</speak>"}}),
        }
    },
}


def answer(lex: Any) -> dict[str, Any]:
    return answer_json(lex, request_id="r", locale="en_US", tutorial=None)


def test_an_answer_says_everything_that_the_bot_said() -> None:
    assert answer(LEX) == {
        "requestId": "r",
        "locale": "en_US",
        "outcome": "answered",
        "entryId": "what-is-lambda",
        "intent": "ExplainConcept",
        "messages": ["<script>alert(1)</script> is text"],
        "markdown": "**Lambda**",
        "ssml": "<speak>Lambda</speak>",
        "cards": CARDS,
        "tutorial": None,
    }


def test_a_card_may_have_a_subtitle() -> None:
    card = {"title": "T", "subtitle": "S"}
    lex = {"messages": [{"contentType": "ImageResponseCard", "imageResponseCard": card}]}
    assert answer(lex)["cards"] == [{"title": "T", "subtitle": "S", "buttons": []}]


def test_an_answer_of_another_bot_is_an_answer() -> None:
    got = answer({"sessionState": {"sessionAttributes": {"appContext": "no json", "outcome": "sold"}}})
    assert (got["outcome"], got["entryId"], got["markdown"], got["messages"]) == ("dialog", "", "", [])


@given(st.dictionaries(st.sampled_from(["entryId", "outcome", "appContext", "faqContext"]), st.text()))
def test_any_session_attributes_make_an_answer(attributes: dict[str, str]) -> None:
    lex = {"sessionState": {"sessionAttributes": attributes}}
    assert set(answer(lex)) == set(answer(LEX))
    assert tutorial_place(lex, "en_US", InMemoryKnowledge()) is None


def test_a_tutorial_says_where_it_is(published: InMemoryKnowledge) -> None:
    def place(step: Any) -> dict[str, int] | None:
        attributes = {"entryId": "hello-world-tutorial", "faqContext": json.dumps({"step": step})}
        return tutorial_place({"sessionState": {"sessionAttributes": attributes}}, "en_US", published)

    found = place(2)
    assert found and found["step"] == 2 <= found["count"]
    assert [place(step) for step in (0, -1, 99, "2", True)] == [None] * 5
