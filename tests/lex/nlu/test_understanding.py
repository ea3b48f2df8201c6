"""Utterances and what they mean, from a data file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.lex.interpreter import Interpreter
from tests.lex.nlu.conftest import interpreter_of
from tests.lex.nlu.locale_files import out_of_scope, read_locale


def said() -> Iterator[object]:
    path = Path(__file__).with_name("understanding.yaml")
    for name, cases in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for case in cases:
            yield pytest.param(name, case, id=f"{name}-{case['say']}")


@pytest.mark.parametrize(("name", "case"), list(said()))
def test_an_utterance_gives_its_intent_and_slots(name: str, case: dict[str, Any]) -> None:
    best = interpreter_of(name).interpret(case["say"])[0]
    slots = {slot: value.interpreted for slot, value in best.slots.items()}
    assert (best.intent, slots) == (case["intent"], case["slots"])


@pytest.mark.parametrize("name", ["faq_ko", "bank_en", "delivery_ko", "clinic_es"])
def test_an_exact_sample_utterance_scores_one(name: str) -> None:
    locale, interpreter = read_locale(name), interpreter_of(name)
    for intent in locale.intents.values():
        for utterance in [u for u in intent.utterances if "{" not in u][:5]:
            best = interpreter.interpret(utterance)[0]
            assert (best.intent, best.confidence) == (intent.name, 1.0), utterance


@pytest.mark.parametrize("name", ["faq_ko", "bank_en", "delivery_ko", "clinic_es"])
def test_nine_of_ten_sentences_out_of_scope_are_refused(name: str) -> None:
    locale, interpreter = read_locale(name), interpreter_of(name)
    sentences = out_of_scope(locale.id)
    refused = sum(interpreter.interpret(text)[0].intent == "FallbackIntent" for text in sentences)
    assert refused / len(sentences) >= 0.9


def test_at_most_five_interpretations_come_in_order_with_two_decimals(faq: Interpreter) -> None:
    for text in ("람다 장점 비교해서 더 알려줘", "도움이 되는 설명", "람다가 뭐야"):
        scores = [c.confidence for c in faq.interpret(text) if c.confidence is not None]
        assert len(scores) <= 5 and scores == sorted(scores, reverse=True)
        assert all(score == round(score, 2) for score in scores)


def test_fallback_has_no_confidence_and_no_slots(faq: Interpreter) -> None:
    fallback = next(c for c in faq.interpret("람다가 뭐야") if c.intent == "FallbackIntent")
    assert fallback.confidence is None and not fallback.slots


def test_a_long_utterance_is_answered(faq: Interpreter) -> None:
    assert faq.interpret("람다 " * 340)
