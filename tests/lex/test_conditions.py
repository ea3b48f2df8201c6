"""The condition language, expression by expression (conditions.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.definitions.conditions import ConditionError, parse
from bot.lex.conditions import evaluate
from bot.lex.interpreter import SlotValue
from bot.lex.references import References

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("conditions.yaml").read_text(encoding="utf-8"))


def slot_value(raw: Any) -> SlotValue | None:
    if isinstance(raw, list):
        text = " and ".join(raw)
        return SlotValue(text, text, (), "List", tuple(SlotValue(item, item) for item in raw))
    if isinstance(raw, dict):
        return SlotValue("whole", None, (), "Composite", (), {name: slot_value(part) for name, part in raw.items()})
    return raw and SlotValue(raw, raw, (raw,))


REFERENCES = References(
    slots={name: slot_value(raw) for name, raw in CASES["slots"].items()},
    session=CASES["session"],
    request=CASES["request"],
    input={**CASES["input"], "transcriptions": [{"transcription": "hello there", "transcriptionConfidence": 1.0}]},
)


@pytest.mark.parametrize("expression", CASES["holds"])
def test_the_condition_holds(expression: str) -> None:
    assert evaluate(expression, REFERENCES)


@pytest.mark.parametrize("expression", CASES["fails"])
def test_the_condition_does_not_hold(expression: str) -> None:
    assert not evaluate(expression, REFERENCES)


@pytest.mark.parametrize("expression", CASES["wrong"])
def test_what_is_not_in_the_language_is_refused_with_its_place(expression: str) -> None:
    with pytest.raises(ConditionError, match=r"expected|cannot read|missing"):
        parse(expression)
