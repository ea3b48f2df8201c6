"""CompareConcepts: the entry that compares the two, or both in short."""

from fulfillment.conversation.answering import answered, explain, refused
from fulfillment.conversation.choosing import POSSIBLE, Answer, choose
from fulfillment.conversation.reply import Choice, Reply
from fulfillment.conversation.turn import Turn
from fulfillment.knowledge.entry import Facts
from fulfillment.knowledge.ranking import Hit
from fulfillment.rendering.spoken import in_short

HOME = ("lambda", "serverless", "sam")
"""An entry that compares something compares it with one of these, if it does not say with what."""


def compare(turn: Turn) -> Reply:
    concepts = _concepts(turn)
    if len(concepts) < 2:
        return explain(turn)
    compared = next((hit for hit in turn.hits if _compares(hit, concepts)), None)
    if compared:
        return answered(turn, compared.id)
    if "comparison" not in turn.asked.aspects and isinstance(choose(turn.hits), Answer):
        return explain(turn)
    both = [facts for concept in concepts[:2] if (facts := turn.library.pairs.get((concept, "definition")))]
    return _side_by_side(turn, both) if len(both) == 2 else refused(turn)


def _side_by_side(turn: Turn, both: list[Facts]) -> Reply:
    entries = [turn.library.entry(facts.id) for facts in both]
    shown, spoken = [in_short(entry.answer.text) for entry in entries], [entry.spoken for entry in entries]
    choices = tuple(Choice(says=facts.question) for facts in both)
    return turn.reply("compare", "suggested", values={"shown": shown, "spoken": spoken}, choices=choices)


def _concepts(turn: Turn) -> list[str]:
    named = (*turn.asked.concepts, turn.event.slot("Concept"), turn.event.slot("OtherConcept"))
    return list(dict.fromkeys(concept for concept in named if concept))


def _compares(hit: Hit, concepts: list[str]) -> bool:
    compared = {concept for concept, aspect in hit.facts.pairs if aspect == "comparison"}
    if hit.confidence < POSSIBLE or not compared:
        return False
    silent = HOME if len(compared) == 1 else ()
    return all(concept in compared or concept in silent for concept in concepts) and not compared.isdisjoint(concepts)
