"""The one decision of the bot: answer, offer or refuse."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fulfillment.conversation.choosing import BEYOND_DOUBT, MOST_SUGGESTIONS, SURE, Answer, Refuse, Suggest, choose
from fulfillment.knowledge.entry import Facts
from fulfillment.knowledge.ranking import Hit

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("choosing.yaml").read_text(encoding="utf-8"))


def facts(entry_id: str) -> Facts:
    return Facts(entry_id, "lambda", "lambda", "definition", "What?")


def hit(entry_id: str, confidence: float, exact: bool = False) -> Hit:
    return Hit(facts(entry_id), confidence, {"best": 1.0 if exact else 0.5})


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_better_evidence_wins(case: dict[str, Any]) -> None:
    named = facts(case["slot"]) if "slot" in case else None
    decision = choose([hit(**each) for each in case["hits"]], named, slot_exact=case.get("slot_exact", False))
    match decision:
        case Answer(entry_id, _, why):
            assert (entry_id, why) == (case.get("answer"), case.get("why"))
        case Suggest(entry_ids):
            assert list(entry_ids) == case.get("suggest")
        case Refuse():
            assert case.get("refuse")


hits = st.lists(st.builds(hit, st.sampled_from("abcde"), st.floats(0, 1), st.booleans()), max_size=5)


@given(hits.map(lambda found: sorted(found, key=lambda each: -each.confidence)), st.booleans())
def test_a_decision_can_always_be_explained_and_is_as_sure_as_its_evidence(found: list[Hit], exact: bool) -> None:
    decision = choose(found, facts("named") if exact else None, slot_exact=exact)
    assert decision.why
    assert 0 <= decision.confidence <= 1
    if isinstance(decision, Answer):
        assert decision.confidence >= SURE or found[0].exact
    if isinstance(decision, Suggest):
        assert 1 <= len(decision.entry_ids) <= MOST_SUGGESTIONS


def test_slots_alone_are_beyond_doubt() -> None:
    assert choose([], facts("named"), slot_exact=True).confidence == BEYOND_DOUBT
