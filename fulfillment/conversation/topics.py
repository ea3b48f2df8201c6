"""ListTopics: what one can ask about."""

from dataclasses import replace

from fulfillment.conversation.reply import Choice, Reply
from fulfillment.conversation.turn import Turn


def list_topics(turn: Turn) -> Reply:
    topic = turn.event.slot("Topic")
    if topic in turn.library.snapshot.glossary.topics:
        return questions_of_topic(turn, topic)
    return all_topics(turn)


def all_topics(turn: Turn, view: str = "topics") -> Reply:
    topics = turn.library.snapshot.glossary.topics.values()
    context = replace(turn.context.aside(), topic="")
    choices = tuple(Choice(wish="topic", of=topic.name) for topic in topics)
    return turn.reply(view, context=context, values={"topics": [topic.name for topic in topics]}, choices=choices)


def questions_of_topic(turn: Turn, topic: str) -> Reply:
    name = turn.library.snapshot.glossary.topics[topic].name
    asked = [facts.question for facts in turn.library.of_topic(topic)]
    return turn.reply(
        "topic",
        context=replace(turn.context.aside(), topic=topic),
        values={"topic": name, "questions": asked},
        choices=tuple(Choice(says=question) for question in asked),
    )
