"""What people say about the last answer: more of it, was it good, say it again, let me talk to somebody."""

from dataclasses import replace
from datetime import UTC, datetime

from fulfillment.conversation.answering import answered, answered_again, questions
from fulfillment.conversation.reply import Choice, Reply
from fulfillment.conversation.small_talk import help_
from fulfillment.conversation.topics import all_topics, questions_of_topic
from fulfillment.conversation.turn import Turn
from fulfillment.conversation.tutorial import step_again

HELPFUL = {"up": True, "down": False}


def more_detail(turn: Turn) -> Reply:
    if turn.context.entry not in turn.library.facts:
        return nothing_yet(turn)
    return answered(turn, turn.context.entry, view="more")


def rate_answer(turn: Turn) -> Reply:
    entry_id, rating = turn.context.entry, turn.event.slot("Rating")
    if entry_id not in turn.library.facts or rating not in HELPFUL:
        return nothing_yet(turn)
    day = datetime.now(UTC).date().isoformat()
    turn.library.knowledge.count_feedback(entry_id, turn.library.locale, day, helpful=HELPFUL[rating])
    if HELPFUL[rating]:
        return turn.reply("rated_up", choices=questions(turn, turn.library.facts[entry_id].related[:3]))
    return turn.reply("rated_down", choices=(Choice(wish="more"), Choice(wish="topics"), Choice(wish="agent")))


def repeat(turn: Turn) -> Reply:
    context = turn.context
    if context.step:
        return step_again(turn)
    if context.intent == "ListTopics":
        known = context.topic in turn.library.snapshot.glossary.topics
        return questions_of_topic(turn, context.topic) if known else all_topics(turn)
    if context.entry in turn.library.facts:
        return answered_again(turn)
    return nothing_yet(turn)


def talk_to_agent(turn: Turn) -> Reply:
    return turn.reply("agent", context=turn.context.aside())


def nothing_yet(turn: Turn) -> Reply:
    """Nothing was answered that this could be about: say so and how to begin."""
    return replace(help_(turn), view="nothing_yet")
