"""Composite slots: the whole, its parts, and which part is asked for next (guide: composite-slots)."""

import pytest

from bot.definitions.model import Slot
from bot.definitions.read import parse_slot
from bot.lex.dialog.composite import is_complete
from tests.lex.building import Conversation, Json, intent, locale, prompt, say, slot_type


def address(expression: str | None = None) -> Slot:
    parts: Json = {
        name: {"valueElicitationSetting": {"promptSpecification": prompt(f"Which {name}?", retries=1)}}
        for name in ("City", "State", "Zip")
    }
    elicitation = {
        "slotConstraint": "Required",
        "promptSpecification": prompt("Where to?"),
        "slotCaptureSetting": {"captureResponse": say("To {Address} ({Address.City}).")},
    }
    setting = {"expression": expression, "slotSpecifications": parts}
    return parse_slot(
        {"name": "Address", "slotTypeName": "Place", "valueElicitationSetting": elicitation, "subSlotSetting": setting}
    )


def ship(expression: str | None = None) -> Conversation:
    kinds = {"City": "AMAZON.City", "State": "AMAZON.State", "Zip": "AMAZON.Number"}
    composite = {"subSlots": [{"name": name, "slotTypeName": kind} for name, kind in kinds.items()]}
    place = slot_type("Place", strategy="CONCATENATION", compositeSlotTypeSetting=composite)
    talk = Conversation(locale(intent("Ship", "ship", slots=(address(expression),)), place))
    talk.hear("ship")
    return talk


def test_a_whole_answer_fills_every_part() -> None:
    talk = ship()
    assert talk.hear("Austin, Texas, 78701") == ["To Austin Texas 78701 (Austin)."]
    parts = talk.intent["slots"]["Address"]["subSlots"]
    assert {name: part["value"]["interpretedValue"] for name, part in parts.items()} == {
        "City": "Austin",
        "State": "Texas",
        "Zip": "78701",
    }


def test_missing_parts_are_asked_for_one_by_one() -> None:
    talk = ship()
    assert talk.hear("Austin") == ["Which State?"]
    assert talk.state["dialogAction"] == {
        "type": "ElicitSlot",
        "slotToElicit": "Address",
        "subSlotToElicit": {"name": "State"},
    }
    assert talk.hear("Texas") == ["Which Zip?"]
    assert talk.hear("mumble") == ["Which Zip?"]
    assert talk.hear("78701") == ["To Austin Texas 78701 (Austin)."]


def test_the_expression_tells_which_parts_suffice() -> None:
    talk = ship("(City AND State) OR Zip")
    assert talk.hear("Austin") == ["Which State?"]
    assert talk.hear("Texas") == ["To Austin Texas (Austin)."]


@pytest.mark.parametrize(
    ("expression", "filled", "complete"),
    [
        ("A AND B", "A", False),
        ("A AND B", "A B", True),
        ("A or B", "B", True),
        ("A OR B AND C", "A", True),
        ("A OR B AND C", "B", False),
        ("(A OR B) AND C", "A C", True),
        ("(A OR B) AND C", "A B", False),
        ("((A", "A", True),
        ("", "A", False),
    ],
)
def test_expressions_of_sub_slots(expression: str, filled: str, complete: bool) -> None:
    assert is_complete(expression, set(filled.split())) is complete
