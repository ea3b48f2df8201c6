"""Which intents may be meant: contexts, and bots of few intents."""

from collections.abc import Callable
from typing import Any

from bot.lex.interpreter import Interpreter

Made = Callable[[dict[str, Any]], Interpreter]

WITH_CONTEXT = {
    "locale": "en_US",
    "intents": {
        "BookHotel": {"utterances": ["book a hotel", "I need a hotel"]},
        "AddBreakfast": {"utterances": ["add breakfast", "with breakfast please"], "contexts": ["booked", "paid"]},
        "FallbackIntent": {"signature": "AMAZON.FallbackIntent"},
    },
}


def test_an_intent_needs_all_of_its_input_contexts(made: Made) -> None:
    interpreter = made(WITH_CONTEXT)
    assert interpreter.interpret("add breakfast")[0].intent == "FallbackIntent"
    assert interpreter.interpret("add breakfast", active_contexts=frozenset({"booked"}))[0].intent == "FallbackIntent"
    active = frozenset({"booked", "paid", "another"})
    assert interpreter.interpret("add breakfast", active_contexts=active)[0].intent == "AddBreakfast"


def test_a_bot_of_only_a_fallback_refuses_everything(made: Made) -> None:
    interpreter = made({"locale": "en_US", "intents": {"Sorry": {"signature": "AMAZON.FallbackIntent"}}})
    assert [c.intent for c in interpreter.interpret("anything")] == ["Sorry"]


def test_a_bot_without_fallback_still_ranks(made: Made) -> None:
    interpreter = made({"locale": "en_US", "intents": {"Hello": {"utterances": ["hello", "good morning"]}}})
    assert [(c.intent, c.confidence) for c in interpreter.interpret("hello")] == [("Hello", 1.0)]


def test_two_intents_of_one_utterance_each_are_told_apart_and_refuse(made: Made) -> None:
    interpreter = made(
        {
            "locale": "en_US",
            "intents": {
                "Book": {"utterances": ["I want to book a hotel"]},
                "Search": {"utterances": ["find the hotel I booked"]},
                "FallbackIntent": {"signature": "AMAZON.FallbackIntent"},
            },
        }
    )
    assert interpreter.interpret("want to book a hotel")[0].intent == "Book"
    assert interpreter.interpret("hello there")[0].intent == "FallbackIntent"
    assert interpreter.interpret("what is the weather")[0].intent == "FallbackIntent"


def test_a_small_intent_beside_a_large_one_neither_starves_nor_swallows(faq: Interpreter) -> None:
    assert faq.interpret("감사해요 정말")[0].intent == "Thank"
    assert faq.interpret("레이어 설정 방법 알려줘")[0].intent in ("ExplainConcept", "FallbackIntent")


def test_languages_other_than_english_and_korean_bring_their_built_in_samples(made: Made) -> None:
    for locale, text in (
        ("es_ES", "ayuda"),
        ("pt_BR", "preciso de ajuda"),
        ("ja_JP", "ヘルプ"),
        ("de_DE", "Hilfe"),
        ("fr_FR", "aide"),
    ):
        interpreter = made({"locale": locale, "intents": {"Help": {"signature": "AMAZON.HelpIntent"}}})
        assert interpreter.interpret(text)[0].intent == "Help"
