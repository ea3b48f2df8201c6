"""Which entry answers a question, if any: the one decision of the bot, in one pure function.

What Lex heard (a concept, perhaps an aspect) and what the search found speak for entries. An exact or near-exact
question beats a slot; a slot beats a weak search hit; nothing beats honesty.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fulfillment.knowledge.entry import Facts
from fulfillment.knowledge.ranking import Hit

SURE = 0.28
"""Confidence from which an entry is the answer; fitted on the development questions (``bot test --report``)."""
POSSIBLE = 0.08
"""Confidence from which an entry is worth offering."""
CLEAR_LEAD = 1.3
"""How many times likelier than the next the answer must be while it is not beyond doubt."""
BEYOND_DOUBT = 0.8
MOST_SUGGESTIONS = 3


@dataclass(frozen=True)
class Answer:
    """An entry to answer with."""

    entry_id: str
    confidence: float
    why: str


@dataclass(frozen=True)
class Suggest:
    """Entries to offer: "did you mean"."""

    entry_ids: tuple[str, ...]
    confidence: float
    why: str


@dataclass(frozen=True)
class Refuse:
    """Nothing that we know answers this."""

    confidence: float
    why: str


Decision = Answer | Suggest | Refuse


def choose(hits: Sequence[Hit], slot_entry: Facts | None = None, *, slot_exact: bool = False) -> Decision:
    """Decide by search hits (best first) and the entry that the slots name.

    ``slot_exact`` says that the slots name a concept and an aspect, or that nothing else was said.
    """
    best = hits[0] if hits else None
    if best and best.exact:
        return Answer(best.id, best.confidence, "exact question")
    if slot_entry and slot_exact and not (best and best.confidence >= BEYOND_DOUBT and best.id != slot_entry.id):
        return Answer(slot_entry.id, max(BEYOND_DOUBT, _confidence(hits, slot_entry.id)), "concept and aspect")
    if best and _is_sure(hits):
        return Answer(best.id, best.confidence, "search")
    return _offer(hits, slot_entry)


def _is_sure(hits: Sequence[Hit]) -> bool:
    best, rest = hits[0], hits[1:]
    if best.confidence >= BEYOND_DOUBT:
        return True
    return best.confidence >= SURE and (not rest or best.confidence >= CLEAR_LEAD * rest[0].confidence)


def _offer(hits: Sequence[Hit], slot_entry: Facts | None) -> Decision:
    confidence = hits[0].confidence if hits else 0.0
    possible = [hit.id for hit in hits if hit.confidence >= POSSIBLE]
    if slot_entry and possible and slot_entry.id not in possible:
        possible.append(slot_entry.id)
    if possible:
        return Suggest(tuple(possible[:MOST_SUGGESTIONS]), confidence, "several are near")
    return Refuse(confidence, "nothing is near")


def _confidence(hits: Sequence[Hit], entry_id: str) -> float:
    return next((hit.confidence for hit in hits if hit.id == entry_id), 0.0)
