"""Answers of RecognizeText, as people and tests look at them."""

import json

from bot.local.talk import Button, heard

ANSWER = {
    "messages": [
        {"content": "Lambda runs code.", "contentType": "PlainText"},
        {
            "contentType": "ImageResponseCard",
            "imageResponseCard": {"title": "Next", "buttons": [{"text": "More", "value": "tell me more"}]},
        },
    ],
    "interpretations": [
        {"intent": {"name": "ExplainConcept"}, "nluConfidence": {"score": 0.9}},
        {"intent": {"name": "FallbackIntent"}},
    ],
    "sessionState": {
        "intent": {"name": "ExplainConcept", "slots": {"Concept": None}},
        "sessionAttributes": {
            "entryId": "what-is-lambda",
            "outcome": "answered",
            "appContext": json.dumps({"altMessages": {"markdown": "**Lambda**"}}),
        },
    },
}


def test_everything_is_heard() -> None:
    turn = heard(ANSWER)
    assert (turn.intent, turn.confidence) == ("ExplainConcept", 0.9)
    assert (turn.entry_id, turn.outcome) == ("what-is-lambda", "answered")
    assert turn.messages == ["Lambda runs code."]
    assert turn.buttons == [Button("More", "tell me more")]
    assert turn.markdown == "**Lambda**"


def test_it_is_one_json_object() -> None:
    assert json.loads(json.dumps(heard(ANSWER).as_json())) == {
        "intent": "ExplainConcept",
        "confidence": 0.9,
        "entryId": "what-is-lambda",
        "outcome": "answered",
        "messages": ["Lambda runs code."],
        "buttons": [{"text": "More", "value": "tell me more"}],
        "slots": {"Concept": None},
    }


def test_an_answer_of_another_bot_is_heard_too() -> None:
    turn = heard({"sessionState": {"sessionAttributes": {"appContext": "no json"}}})
    assert (turn.intent, turn.confidence, turn.entry_id, turn.markdown) == ("", None, "", "")
    assert heard({}).as_json()["slots"] == {}
