"""Entries made for one test, and a knowledge in which they are live."""

from collections.abc import Iterable, Mapping, Sequence

from fulfillment.knowledge.entry import Entry, Facts, Link, Pair
from fulfillment.knowledge.glossary import Glossary, Term, by_id
from fulfillment.knowledge.memory import InMemoryKnowledge
from fulfillment.knowledge.port import Knowledge
from fulfillment.knowledge.publish import publish
from fulfillment.knowledge.rich_text import rich_text
from fulfillment.knowledge.snapshot import build_snapshot, encode

NO_LINKS: Mapping[str, str] = {}
GLOSSARY = Glossary(
    concepts=by_id(
        [
            Term("lambda", ("람다", "AWS 람다", "Lambda", "AWS Lambda")),
            Term("cold-start", ("콜드 스타트", "cold start")),
            Term("dynamodb", ("DynamoDB", "디비", "다이나모디비")),
            Term("sam", ("SAM", "샘")),
        ]
    ),
    aspects=by_id(
        [
            Term("definition", ("정의", "뜻", "definition")),
            Term("limits", ("한계", "제한", "limits", "limit")),
            Term("disadvantages", ("단점", "disadvantages", "drawbacks")),
        ]
    ),
    topics=by_id([Term("lambda", ("람다", "Lambda")), Term("performance", ("성능", "Performance"))]),
)


def an_entry(
    entry_id: str,
    *,
    locale: str = "en_US",
    topic: str = "lambda",
    concept: str = "lambda",
    aspect: str = "definition",
    also: Iterable[Pair] = (),
    question: str = "",
    phrasings: Sequence[str] = (),
    answer: str = "",
    spoken: str = "",
    details: str = "",
    links: Mapping[str, str] = NO_LINKS,
) -> Entry:
    """An entry of which only that is said which the test is about."""
    return Entry(
        facts=Facts(entry_id, topic, concept, aspect, question or f"Question of {entry_id}?", tuple(also)),
        locale=locale,
        phrasings=tuple(phrasings),
        answer=rich_text(answer or f"Answer of {entry_id}."),
        spoken=spoken or f"Spoken answer of {entry_id}.",
        details=rich_text(details) if details else None,
        links=tuple(Link(title, url) for title, url in links.items()),
    )


def snapshots(entries: Sequence[Entry], glossary: Glossary = GLOSSARY) -> dict[str, bytes]:
    """The encoded snapshot of every locale of some entries."""
    return {
        locale: encode(build_snapshot(locale, [entry for entry in entries if entry.locale == locale], glossary))
        for locale in {entry.locale for entry in entries}
    }


def live(*entries: Entry, knowledge: Knowledge | None = None) -> Knowledge:
    """A knowledge (an empty one in memory, if none is given) with the entries live in it."""
    knowledge = knowledge or InMemoryKnowledge()
    publish(knowledge, entries, snapshots(entries))
    return knowledge
