"""Whatever is said, an interpreter answers."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.lex.nlu.conftest import interpreter_of
from tests.lex.nlu.locale_files import read_locale

PIECES = st.sampled_from(
    [
        "람다",
        "3시",
        "내일 ",
        "오천 원",
        "{",
        "}",
        " , ",
        "이",
        "일",
        "the ",
        "$5",
        "100%",
        "-",
        "\n",
        "😀",
        "ㅋ",
        "é",
        "\u0000",
        "\ue000",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(["faq_ko", "bank_en", "delivery_ko", "clinic_es"]), text=TEXTS)
def test_an_interpreter_takes_any_text(name: str, text: str) -> None:
    locale, interpreter = read_locale(name), interpreter_of(name)
    ranked = interpreter.interpret(text)
    assert 1 <= len(ranked) <= 5
    for candidate in ranked:
        assert set(candidate.slots) <= set(locale.intents[candidate.intent].slots)
    interpreter.confirms(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(["bank_en", "delivery_ko", "clinic_es"]), text=TEXTS)
def test_a_slot_takes_any_answer_or_none(name: str, text: str) -> None:
    locale, interpreter = read_locale(name), interpreter_of(name)
    for intent in locale.intents.values():
        for slot in intent.slots.values():
            filled = interpreter.resolve_slot(intent, slot, text)
            assert not filled or slot.name in filled
