"""Which handler speaks for which intent of ``lex_definitions/``."""

from collections.abc import Callable, Mapping

from fulfillment.conversation.after_answer import more_detail, rate_answer, repeat, talk_to_agent
from fulfillment.conversation.answering import CERTAIN_INTENT, answered, explain, follow_up
from fulfillment.conversation.comparing import compare
from fulfillment.conversation.reply import Reply
from fulfillment.conversation.small_talk import greet, help_, start_over, stop, thank
from fulfillment.conversation.topics import list_topics
from fulfillment.conversation.turn import Turn
from fulfillment.conversation.tutorial import follow_tutorial

Handler = Callable[[Turn], Reply]

INTENTS: Mapping[str, Handler] = {
    "ExplainConcept": explain,
    "CompareConcepts": compare,
    "AskFollowUp": follow_up,
    "FollowTutorial": follow_tutorial,
    "ListTopics": list_topics,
    "MoreDetail": more_detail,
    "RateAnswer": rate_answer,
    "TalkToAgent": talk_to_agent,
    "Greet": greet,
    "Thank": thank,
    "HelpIntent": help_,
    "RepeatIntent": repeat,
    "CancelIntent": stop,
    "StopIntent": stop,
    "StartOverIntent": start_over,
    "FallbackIntent": explain,
}

QUESTIONS = frozenset({"ExplainConcept", "CompareConcepts", "AskFollowUp", "FallbackIntent"})


def respond(turn: Turn) -> Reply:
    """Let the intent's handler speak; but a question known word for word is a question, whatever Lex made of it."""
    name = turn.event.intent_name
    heard_wrongly = name not in QUESTIONS and (turn.event.confidence or 0.0) < CERTAIN_INTENT
    if heard_wrongly and turn.is_known_question and not _moves_on(turn) and not _rates(turn):
        return answered(turn, turn.hits[0].id)
    return INTENTS.get(name, explain)(turn)


def _moves_on(turn: Turn) -> bool:
    """Whether this is a step in the tutorial ("next steps" is also what one may want to learn next)."""
    return bool((turn.context.step or turn.context.paused) and turn.event.slot("Move"))


def _rates(turn: Turn) -> bool:
    """Whether this is a thumb for the last answer ("bad" is also a way to ask for disadvantages)."""
    return bool(turn.context.entry and turn.event.slot("Rating"))
