"""Which slot of an intent each slot value in a line belongs to."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.definitions.model import Intent, Slot
from bot.lex.interpreter import SlotValue
from bot.lex.nlu.mention import Mention, apart
from bot.lex.nlu.utterance import read_utterance
from bot.lex.nlu.writing import Line, read_line

_MOST_PERMUTED = 5
"""Values of one type in a line for which every assignment is tried; further ones are left out."""


class Assignment:
    """Learns from the sample utterances of an intent what stands beside each of its slots."""

    def __init__(self, intent: Intent, utterances: Iterable[str]) -> None:
        self._intent = intent
        self._beside: Counter[tuple[str, str]] = Counter()
        for utterance in utterances:
            self._learn(utterance)

    def fill(self, line: Line, mentions: Sequence[Mention]) -> dict[str, SlotValue]:
        """Slot name to value, of the slots for which the line has a value."""
        types = {slot.type_name for slot in self._intent.slots.values()}
        chosen = apart(m for m in mentions if m.type_name in types)
        filled: dict[str, SlotValue] = {}
        for type_name in dict.fromkeys(m.type_name for m in chosen):
            slots = [s for s in self._intent.slots.values() if s.type_name == type_name]
            filled |= self._share(line, slots, [m for m in chosen if m.type_name == type_name])
        return filled

    def _share(self, line: Line, slots: Sequence[Slot], mentions: Sequence[Mention]) -> dict[str, SlotValue]:
        if len(slots) == 1 and slots[0].multiple_values:
            return {slots[0].name: as_list(line.raw_text(mentions[0].start, mentions[-1].end), mentions)}
        return {slot.name: mention.value for slot, mention in self._best(line, slots, mentions)}

    def _best(self, line: Line, slots: Sequence[Slot], mentions: Sequence[Mention]) -> list[tuple[Slot, Mention]]:
        """The assignment with most evidence; among equal ones the longest values in the order of the slots."""
        count = min(len(slots), len(mentions))
        options = [
            list(zip(slots_taken, mentions_taken, strict=True))
            for mentions_taken in itertools.combinations(mentions[:_MOST_PERMUTED], count)
            for slots_taken in itertools.permutations(slots[:_MOST_PERMUTED], count)
        ]
        return max(options, key=lambda pairs: self._evidence(line, pairs))

    def _evidence(self, line: Line, pairs: Sequence[tuple[Slot, Mention]]) -> tuple[float, int]:
        known = sum(self._share_of(slot.name, line, mention) for slot, mention in pairs)
        return known, sum(mention.end - mention.start for _, mention in pairs)

    def _share_of(self, slot: str, line: Line, mention: Mention) -> float:
        """How much more often the words around the value stand around this slot than around the others."""
        total = 0.0
        for clue in _clues(line, mention.start, mention.end):
            seen = {name: count for (name, text), count in self._beside.items() if text == clue}
            if seen:
                total += seen.get(slot, 0) / sum(seen.values())
        return total

    def _learn(self, utterance: str) -> None:
        pattern = read_utterance(utterance)
        for index, name in enumerate(pattern.slots):
            before = read_line(pattern.words[index] + " ")
            after = read_line(pattern.words[index + 1])
            position = "first" if index == 0 else "later"
            for clue in (*_clue_before(before), *_clue_after(after, pattern.words[index + 1]), position):
                self._beside[name, clue] += 1


def as_list(original: str, mentions: Sequence[Mention]) -> SlotValue:
    """Several values of one slot; the list itself says the whole phrase (spec 3.8)."""
    values = tuple(m.value for m in mentions)
    return SlotValue(original, original, (), "List", values=values)


def slots_by_type(intent: Intent) -> Mapping[str, list[Slot]]:
    grouped: dict[str, list[Slot]] = {}
    for slot in intent.slots.values():
        grouped.setdefault(slot.type_name, []).append(slot)
    return grouped


def _clues(line: Line, start: int, end: int) -> Iterator[str]:
    for word_start, word_end in line.words:
        if word_end == start:
            yield "<" + line.key[word_start:word_end]
        if word_start == end:
            yield "> " + line.key[word_start:word_end]
        if word_start <= start < word_end and end < word_end:
            yield ">" + line.key[end:word_end]


def _clue_before(line: Line) -> Iterator[str]:
    if line.words:
        start, end = line.words[-1]
        yield "<" + line.key[start:end]


def _clue_after(line: Line, text: str) -> Iterator[str]:
    if line.words:
        start, end = line.words[0]
        yield (">" if text[:1].strip() else "> ") + line.key[start:end]
