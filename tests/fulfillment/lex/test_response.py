"""Answers that Lex takes, whatever is put into them."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fulfillment.lex import limits
from fulfillment.lex.event import CodeHookEvent
from fulfillment.lex.limits import clip, fitting, utf16_length
from fulfillment.lex.response import (
    Button,
    Card,
    Close,
    DialogAction,
    ElicitSlot,
    attributes_bytes,
    card_message,
    plain_texts,
    response,
    ssml,
)
from tests.botocore_shapes import assert_valid_member
from tests.fulfillment.asking import assert_valid_answer, event

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(st.text(), st.integers(1, 60))
def test_a_clipped_text_fits_and_begins_like_the_whole(text: str, limit: int) -> None:
    clipped = clip(text, limit)
    assert utf16_length(clipped) <= limit
    assert clipped == text or text.startswith(clipped.removesuffix("…"))


@pytest.mark.parametrize(("text", "length"), [("", 0), ("abc", 3), ("람다", 2), ("🤖", 2), ("e\u0301", 2)])
def test_lex_counts_utf_16(text: str, length: int) -> None:
    assert utf16_length(text) == length


@pytest.mark.parametrize(("text", "limit", "characters"), [("abc", 2, 2), ("🤖🤖", 3, 1), ("🤖🤖", 4, 2), ("a", 9, 1)])
def test_a_character_of_two_units_fits_whole_or_not_at_all(text: str, limit: int, characters: int) -> None:
    assert fitting(text, limit) == characters


class TestPlainTexts:
    def test_a_short_text_is_one_message(self) -> None:
        assert plain_texts(" one\n\ntwo ") == [{"contentType": "PlainText", "content": "one\n\ntwo"}]

    def test_no_text_is_no_message(self) -> None:
        assert plain_texts(" \n") == []

    @pytest.mark.parametrize("separator", ["\n\n", "\n", " "])
    def test_a_long_text_is_cut_where_it_hurts_least_and_nothing_is_lost(self, separator: str) -> None:
        text = separator.join(f"part {number}:".ljust(90, ".") for number in range(40))
        parts = [message["content"] for message in plain_texts(text)]
        assert len(parts) > 1
        assert "".join("".join(parts).split()) == "".join(text.split())
        assert all(part.startswith("part") or separator == " " for part in parts)

    @given(st.lists(st.sampled_from(["가" * 30, "🤖" * 40, "word", "\n\n", "\n", " "]), max_size=120))
    def test_every_message_is_within_the_limit(self, pieces: list[str]) -> None:
        assert_valid_member("Messages", plain_texts("".join(pieces))[: limits.MESSAGES])

    def test_what_cannot_be_cut_is_clipped(self) -> None:
        (message,) = plain_texts("가" * 2_000)
        assert message["content"].endswith("…")


@example("x" * 300, [("가" * 60, "🤖" * 60)] * 9)
@given(words, st.lists(st.tuples(words, words), min_size=1, max_size=9))
def test_any_card_is_valid(title: str, buttons: list[tuple[str, str]]) -> None:
    card = card_message(Card(title, tuple(Button(*button) for button in buttons)))
    assert_valid_member("Messages", [card])
    assert len(card["imageResponseCard"]["buttons"]) <= limits.BUTTONS


@pytest.mark.parametrize(
    ("action", "dialog", "state"),
    [
        (Close(), {"type": "Close"}, "Fulfilled"),
        (Close("Failed"), {"type": "Close"}, "Failed"),
        (ElicitSlot("Concept"), {"type": "ElicitSlot", "slotToElicit": "Concept"}, "InProgress"),
    ],
)
def test_an_action_decides_the_state_of_the_intent(action: DialogAction, dialog: object, state: str) -> None:
    asked = CodeHookEvent(event("hi", "Greet", slots={"Name": "x"}))
    answer = response(asked, action, [ssml("<speak>hi</speak>")], {"a": "b"})
    assert_valid_answer(answer)
    assert answer["sessionState"]["dialogAction"] == dialog
    assert answer["sessionState"]["intent"]["state"] == state
    assert set(answer["sessionState"]["intent"]["slots"]) == {"Name"}


def test_no_more_than_ten_messages_leave() -> None:
    answer = response(CodeHookEvent(event("hi")), Close(), plain_texts("x") * 12, {})
    assert len(answer["messages"]) == limits.MESSAGES


@given(st.dictionaries(st.text(max_size=20), st.text()))
def test_attributes_are_measured_as_their_quota_counts_them(attributes: dict[str, str]) -> None:
    plain = len(json.dumps(attributes, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    assert plain <= attributes_bytes(attributes) <= 2 * plain
