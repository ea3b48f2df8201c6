"""Slot values in utterances and in answers to prompts."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bot.definitions.errors import BrokenRegex
from bot.definitions.model import BotLocale
from bot.lex.interpreter import Interpreter, SlotValue
from bot.lex.nlu import open_interpreter
from tests.lex.nlu.conftest import NOW
from tests.lex.nlu.locale_files import locale_of

WRITTEN: dict[str, Any] = {
    "locale": "ko_KR",
    "slot_types": {
        "Strict": {"values": {"라지": ["큰 거", "large", "L"], "스몰": ["작은 거", "small"], "그란데": ["큰 거"]}},
        "Loose": {"resolution": "ORIGINAL_VALUE", "values": {"Pass me the mic!": [], "불고기 피자": ["불고기"]}},
        "Code": {"parent": "AMAZON.AlphaNumeric", "resolution": "ORIGINAL_VALUE", "regex": "[A-Z]{3}[0-9]{2}"},
        "Tool": {"values": {"SAM": ["샘"], "Step Functions": [], "CloudFormation": []}},
        "Address": {"resolution": "CONCATENATION", "subs": {"City": "AMAZON.City", "Floor": "AMAZON.Number"}},
    },
    "intents": {
        "Order": {
            "slots": {
                "Size": "Strict",
                "Kind": "Loose",
                "Code": "Code",
                "Tool": "Tool",
                "Count": "AMAZON.Number",
                "Day": "AMAZON.Date",
                "At": {"type": "AMAZON.Time", "utterances": ["{At}에 갈게", "{Day} {At}에"]},
                "Name": "AMAZON.FirstName",
                "Note": "AMAZON.FreeFormInput",
                "Where": "Address",
                "Sizes": {"type": "Strict", "many": True},
            },
            "utterances": ["{Size} 주문", "{Kind} 주세요", "{Size} {Count}개", "{Tool} 알려줘"],
        },
        "Cancel": {"signature": "AMAZON.CancelIntent"},
        "FallbackIntent": {"signature": "AMAZON.FallbackIntent"},
    },
}


@pytest.fixture(scope="module")
def locale() -> BotLocale:
    return locale_of(WRITTEN)


@pytest.fixture(scope="module")
def interpreter(locale: BotLocale) -> Interpreter:
    return open_interpreter(locale, encoder="none", clock=lambda: NOW)


def answer(interpreter: Interpreter, locale: BotLocale, slot: str, text: str) -> Mapping[str, SlotValue]:
    intent = locale.intents["Order"]
    return interpreter.resolve_slot(intent, intent.slots[slot], text)


@pytest.mark.parametrize(
    ("slot", "text", "interpreted", "resolved"),
    [
        ("Size", "라지", "라지", ("라지",)),
        ("Size", "large로 주세요", "라지", ("라지",)),
        ("Size", "작은거요", "스몰", ("스몰",)),
        ("Size", "큰 거", "라지", ("라지", "그란데")),
        ("Size", "smal", "스몰", ("스몰",)),
        ("Kind", "pass me the mic", "pass me the mic", ("Pass me the mic!",)),
        ("Kind", "123", "123", ()),
        ("Kind", "불고기", "불고기", ("불고기 피자",)),
        ("Kind", "포테이토입니다", "포테이토", ()),
        ("Code", "코드는 ABC12예요", "ABC12", ("ABC12",)),
        ("Tool", "샘이요", "SAM", ("SAM",)),
        ("Tool", "스텝 펑션", "Step Functions", ("Step Functions",)),
        ("Tool", "클라우드포메이션", "CloudFormation", ("CloudFormation",)),
        ("Tool", "cloudfromation", "CloudFormation", ("CloudFormation",)),
        ("Count", "서른다섯", "35", ("35",)),
        ("Day", "내일", "2020-11-26", ("2020-11-26",)),
        ("At", "10시", None, ("10:00", "22:00")),
        ("At", "오후 3시에 갈게", "15:00", ("15:00",)),
        ("Name", "제 이름은 홍길동입니다", "길동", ("길동",)),
        ("Note", "취소하지 말고 문 앞에 두세요", "취소하지 말고 문 앞에 두세요", ("취소하지 말고 문 앞에 두세요",)),
    ],
)
def test_an_answer_is_resolved(
    interpreter: Interpreter,
    locale: BotLocale,
    slot: str,
    text: str,
    interpreted: str | None,
    resolved: tuple[str, ...],
) -> None:
    value = answer(interpreter, locale, slot, text)[slot]
    assert (value.interpreted, value.resolved) == (interpreted, resolved)


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        ("Size", "보통"), ("Size", ""), ("Code", "AB1"), ("Count", "많이"), ("Day", "파란색"), ("Name", "취소해줘"),
        ("Note", "  "), ("Tool", "샘플"),
    ],
)  # fmt: skip
def test_what_gives_no_value_misses_the_slot(interpreter: Interpreter, locale: BotLocale, slot: str, text: str) -> None:
    assert answer(interpreter, locale, slot, text) == {}


def test_another_slot_named_beside_the_elicited_one_is_filled_too(interpreter: Interpreter, locale: BotLocale) -> None:
    filled = answer(interpreter, locale, "Day", "내일 오후 3시요")
    assert (filled["Day"].interpreted, filled["At"].interpreted) == ("2020-11-26", "15:00")


def test_a_slot_utterance_fills_every_slot_in_it(interpreter: Interpreter, locale: BotLocale) -> None:
    filled = answer(interpreter, locale, "At", "모레 오전 9시에")
    assert (filled["Day"].interpreted, filled["At"].interpreted) == ("2020-11-27", "09:00")


@pytest.mark.parametrize(
    "text", ["라지, 스몰", "라지 스몰", "라지랑 스몰", "라지 그리고 스몰", "라지와 스몰이요", "large/small"]
)
def test_a_list_holds_the_values_between_separators(interpreter: Interpreter, locale: BotLocale, text: str) -> None:
    value = answer(interpreter, locale, "Sizes", text)["Sizes"]
    assert (value.shape, value.original, value.interpreted) == ("List", text, text)
    assert [part.interpreted for part in value.values] == ["라지", "스몰"]


def test_a_composite_value_has_its_parts(interpreter: Interpreter, locale: BotLocale) -> None:
    value = answer(interpreter, locale, "Where", "서울 3층")["Where"]
    parts = {name: part and part.interpreted for name, part in value.sub_slots.items()}
    assert (value.shape, value.original, value.interpreted) == ("Composite", "서울 3층", "서울 3")
    assert parts == {"City": "서울", "Floor": "3"}


def test_original_value_keeps_the_words_of_an_unknown_value_in_an_utterance(interpreter: Interpreter) -> None:
    best = interpreter.interpret("고르곤졸라 주세요")[0]
    assert best.intent == "Order" and best.slots["Kind"] == SlotValue("고르곤졸라", "고르곤졸라")


@pytest.mark.parametrize(
    ("text", "meant"), [("네", True), ("응 그렇게 해줘", True), ("아니요", False), ("글쎄요", None), ("내일", None)]
)
def test_a_confirmation_is_yes_no_or_neither(interpreter: Interpreter, text: str, meant: bool | None) -> None:
    assert interpreter.confirms(text) is meant


@pytest.mark.parametrize("pattern", ["[A-Z", "(?i)[a-z]{3}"])
def test_a_pattern_that_cannot_be_compiled_is_named_when_the_bot_is_opened(
    made: Callable[[dict[str, Any]], Interpreter], pattern: str
) -> None:
    code = {"parent": "AMAZON.AlphaNumeric", "resolution": "ORIGINAL_VALUE", "regex": pattern}
    intents = {"Redeem": {"slots": {"Code": "Code"}, "utterances": ["redeem {Code}"]}}
    with pytest.raises(BrokenRegex, match=r"SlotTypes/Code/SlotType\.json"):
        made({"locale": "en_US", "slot_types": {"Code": code}, "intents": intents})
