"""Sample utterances made of the phrasings of the entries: what is named becomes a slot."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from fulfillment.knowledge.entry import Entry
from fulfillment.knowledge.glossary import Glossary
from fulfillment.knowledge.text import Mention, TextReader, normalise

EXPLAIN = "ExplainConcept"
COMPARE = "CompareConcepts"
MOST_UTTERANCES = 1400
"""Lex allows 1,500 an intent (quota page); the rest is left to people who add some in the console."""
LONGEST_UTTERANCE = 200
SLOTS: Mapping[str, Mapping[str, Sequence[str]]] = {
    EXPLAIN: {"c": ("Concept",), "a": ("Aspect",)},
    COMPARE: {"c": ("Concept", "OtherConcept"), "a": ()},
}


def make_utterances(
    entries: Sequence[Entry],
    glossary: Glossary,
    patterns: Mapping[str, Sequence[str]],
    taken: Iterable[str],
) -> dict[str, list[str]]:
    """Utterances of the generated intents: the patterns, then phrasings of all entries in turn.

    ``taken`` are the utterances of the other intents; Lex does not build a locale in which two intents share one.
    """
    reader = TextReader(glossary)
    made: dict[str, list[str]] = {intent: list(patterns[intent]) for intent in (EXPLAIN, COMPARE)}
    seen = {_key(utterance) for utterance in (*taken, *made[EXPLAIN], *made[COMPARE])}
    for entry, phrasing in _in_turn(entries):
        intent, utterance = _templated(entry, phrasing, reader)
        key = _key(utterance)
        if key not in seen and len(made[intent]) < MOST_UTTERANCES and len(utterance) <= LONGEST_UTTERANCE:
            seen.add(key)
            made[intent].append(utterance)
    return made


def _in_turn(entries: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """The first way of asking of every entry, then the second of every entry, and so on."""
    ways = ((entry.facts.question, *entry.phrasings) for entry in entries)
    for row in zip_longest(*ways):
        yield from ((entry, way) for entry, way in zip(entries, row, strict=True) if way)


def _templated(entry: Entry, phrasing: str, reader: TextReader) -> tuple[str, str]:
    words = normalise(phrasing).split()
    mentions = reader.mentions(words)
    named = {mention.id for mention in mentions if mention.kind == "c"}
    compares = any(aspect == "comparison" for _, aspect in entry.facts.pairs) and len(named) == 2
    intent = COMPARE if compares else EXPLAIN
    return intent, _with_slots(words, _slots(mentions, SLOTS[intent]))


def _slots(mentions: Iterable[Mention], slots: Mapping[str, Sequence[str]]) -> dict[int, tuple[int, str]]:
    """Where a slot stands in the text without spaces: start to (end, name); each slot once, each term once."""
    free = {kind: list(names) for kind, names in slots.items()}
    placed: dict[int, tuple[int, str]] = {}
    terms: set[tuple[str, str]] = set()
    for mention in mentions:
        term = (mention.kind, mention.id)
        if free[mention.kind] and term not in terms:
            placed[mention.start] = (mention.end, free[mention.kind].pop(0))
            terms.add(term)
    return placed


def _with_slots(words: Sequence[str], slots: Mapping[int, tuple[int, str]]) -> str:
    pieces: list[str] = []
    position = skip_to = 0
    for word in words:
        pieces.append(" ")
        for char in word:
            if position in slots:
                skip_to, name = slots[position]
                pieces.append(f" {{{name}}}" if pieces[-1].endswith("}") else f"{{{name}}}")
            elif position >= skip_to:
                pieces.append(char)
            position += 1
    return " ".join("".join(pieces).split())


def _key(utterance: str) -> str:
    return "".join(utterance.casefold().split())
