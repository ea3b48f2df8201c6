"""Questions: find the entry, or offer some, or say honestly that there is none."""

from collections.abc import Iterable
from dataclasses import replace

from fulfillment.conversation.choosing import Answer, Decision, Suggest, choose
from fulfillment.conversation.reply import Choice, Reply
from fulfillment.conversation.turn import Turn
from fulfillment.knowledge.entry import Entry, Facts
from fulfillment.lex.response import ElicitSlot
from fulfillment.rendering.rich import link_list
from fulfillment.rendering.spoken import in_short

MOST_RELATED = 3
CERTAIN_INTENT = 0.98
"""Confidence of Lex that only one of the intent's own sample utterances has."""
WAYS_ON = (Choice(wish="topics"), Choice(wish="agent"))


def explain(turn: Turn) -> Reply:
    """ExplainConcept and FallbackIntent: a question by itself."""
    entry, exact = _named_entry(turn)
    return _carry_out(turn, choose(turn.hits_in_context or turn.hits, entry, slot_exact=exact))


def follow_up(turn: Turn) -> Reply:
    """AskFollowUp: an aspect of what the conversation is about ("what about its limits?")."""
    aspect = _aspect(turn)
    if turn.asked.concepts or not turn.context.concept or not aspect:
        return explain(turn)
    entry = turn.library.pairs.get((turn.context.concept, aspect))
    return _carry_out(turn, choose(turn.hits if entry is None else (), entry, slot_exact=entry is not None))


def answered(turn: Turn, entry_id: str, view: str = "answer") -> Reply:
    """Give an entry as the answer, with what it leads to."""
    entry = turn.library.entry(entry_id)
    concept = _concept_asked(turn, entry.facts)
    more = (Choice(wish="more"),) if entry.details and view == "answer" else ()
    start = (Choice(wish="tutorial"),) if entry.steps else ()
    return turn.reply(
        view,
        "answered",
        context=turn.context.about(entry_id, concept),
        values={"entry": entry, **_further(entry, view)},
        choices=(*more, *start, *questions(turn, entry.facts.related[:MOST_RELATED])),
        entry_id=entry_id,
    )


def _further(entry: Entry, view: str) -> dict[str, object]:
    if view != "more":
        return {}
    links = link_list(entry.links) if entry.links else None
    return {"links": links, "spoken_details": in_short(entry.details.text) if entry.details else ""}


def suggested(turn: Turn, entry_ids: Iterable[str]) -> Reply:
    """Offer entries: did you mean one of these?"""
    facts = [turn.library.facts[entry_id] for entry_id in entry_ids]
    choices = (*(Choice(says=each.question) for each in facts), Choice(wish="topics"))
    return turn.reply("suggest", "suggested", values={"questions": [each.question for each in facts]}, choices=choices)


def refused(turn: Turn) -> Reply:
    """An honest "I don't know that yet", with ways on."""
    return turn.reply("refuse", "refused", choices=WAYS_ON)


def questions(turn: Turn, entry_ids: Iterable[str]) -> tuple[Choice, ...]:
    known = turn.library.facts
    return tuple(Choice(says=known[entry_id].question) for entry_id in entry_ids if entry_id in known)


def _carry_out(turn: Turn, decision: Decision) -> Reply:
    return replace(_reply_of(turn, decision), confidence=round(decision.confidence, 3), why=decision.why)


def _reply_of(turn: Turn, decision: Decision) -> Reply:
    if _wants_an_explanation(turn) and not turn.is_known_question:
        return turn.reply("which_concept", choices=(Choice(wish="topics"),), action=ElicitSlot("Concept"))
    if isinstance(decision, Answer):
        return answered(turn, decision.entry_id)
    if isinstance(decision, Suggest):
        return suggested(turn, decision.entry_ids)
    return refused(turn)


def _wants_an_explanation(turn: Turn) -> bool:
    """Whether Lex is sure that something is to be explained, and nobody said what ("explain it to me")."""
    event = turn.event
    sure = (event.confidence or 0.0) >= CERTAIN_INTENT
    return sure and event.intent_name == "ExplainConcept" and not turn.asked.concepts and not event.slot("Concept")


def _named_entry(turn: Turn) -> tuple[Facts | None, bool]:
    """The entry of the concept and aspect that were named, and whether nothing else was said."""
    concept = next(iter(turn.asked.concepts), "") or turn.event.slot("Concept")
    aspect = _aspect(turn)
    entry = turn.library.pairs.get((concept, aspect or "definition"))
    single = len(turn.asked.concepts) <= 1 and len(turn.asked.aspects) <= 1
    return entry, entry is not None and turn.asked.bare and single


def _aspect(turn: Turn) -> str:
    return next(iter(turn.asked.aspects), "") or turn.event.slot("Aspect")


def _concept_asked(turn: Turn, facts: Facts) -> str:
    """What the conversation is about now: what the asker named, if the entry answers for it, else the entry's own."""
    asked = (*turn.asked.concepts, turn.event.slot("Concept"), turn.context.concept)
    concepts = {concept for concept, _ in facts.pairs}
    return next((concept for concept in asked if concept in concepts), facts.concept)


def answered_again(turn: Turn) -> Reply:
    """The last answer once more."""
    reply = answered(turn, turn.context.entry)
    return replace(reply, context=replace(reply.context, intent=turn.context.intent))
