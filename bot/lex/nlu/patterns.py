"""Which sample utterances an utterance equals, up to the values in their gaps."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.definitions.model import Intent
from bot.lex.interpreter import SlotValue
from bot.lex.nlu.canonical import Hole, loose, tight
from bot.lex.nlu.mention import Mention, apart
from bot.lex.nlu.utterance import SampleUtterance, read_utterance
from bot.lex.nlu.vocabulary import Vocabulary
from bot.lex.nlu.writing import Line, read_line, script

EXACT = 1.0
"""Evidence of a text that is a sample utterance, letter by letter [OBS: such texts score 1.0]."""
_FILLED = 0.98
_LOOSE = 0.93
_OPEN = 0.75
_MISSPELT = 0.05
_FIRST_SYMBOL = 0xE000
_ANY_WORDS = r"\S.*?"
_LONGEST_GAP = 5
"""Words in the gap of a slot that may hold any words; AMAZON.FreeFormInput has no limit."""

Entry = tuple[str, tuple[str, ...]]
"""Intent name, and names of its slots in order of their gaps."""


@dataclass(frozen=True)
class PatternMatch:
    """An intent whose sample utterance the text equals; ``slots`` are the values in its gaps."""

    intent: str
    strength: float
    slots: Mapping[str, SlotValue]


class Patterns:
    """Sample utterances of all intents, indexed by their canonical forms."""

    def __init__(
        self, intents: Mapping[str, Intent], samples: Mapping[str, Sequence[str]], vocabulary: Vocabulary
    ) -> None:
        self._vocabulary = vocabulary
        self._symbols = _symbols(intents)
        self._types = {name: frozenset(s.type_name for s in i.slots.values()) for name, i in intents.items()}
        self._intents = intents
        self._samples = samples
        self._tight: dict[str, list[Entry]] = {}
        self._loose: dict[str, list[Entry]] = {}
        self._open = [_OpenPattern(*pattern, vocabulary, self._symbols) for pattern in self._open_ended()]

    def index(self, language: str) -> None:
        """Fill the index by reading every sample utterance."""
        tight_forms: dict[str, dict[Entry, None]] = defaultdict(dict)
        loose_forms: dict[str, dict[Entry, None]] = defaultdict(dict)
        for intent, pattern in self._all():
            for line, holes, slots in self._holes(intent, pattern):
                tight_forms[tight(line, holes)][intent.name, slots] = None
                loose_forms[loose(line, holes, language)][intent.name, slots] = None
        self._tight = {form: list(entries) for form, entries in tight_forms.items() if form}
        self._loose = {form: list(entries) for form, entries in loose_forms.items() if form}

    def dump(self) -> dict[str, Any]:
        return {"tight": self._tight, "loose": self._loose}

    def load(self, dumped: Mapping[str, Any]) -> None:
        """Take over an index that ``dump`` made."""
        self._tight = {form: [(i, tuple(s)) for i, s in entries] for form, entries in dumped["tight"].items()}
        self._loose = {form: [(i, tuple(s)) for i, s in entries] for form, entries in dumped["loose"].items()}

    def match(self, line: Line, mentions: Sequence[Mention], language: str) -> dict[str, PatternMatch]:
        """The strongest match of each intent that has one."""
        best: dict[str, PatternMatch] = {}
        for match in self._matches(line, mentions, language):
            known = best.get(match.intent)
            if known is None or (match.strength, len(match.slots)) > (known.strength, len(known.slots)):
                best[match.intent] = match
        return best

    def _matches(self, line: Line, mentions: Sequence[Mention], language: str) -> Iterator[PatternMatch]:
        yield from self._equal(line, [], frozenset(), language)
        for types in dict.fromkeys(self._types.values()):
            if chosen := apart(m for m in mentions if m.type_name in types):
                yield from self._equal(line, chosen, types, language)
        for pattern in self._open:
            if match := pattern.match(line, mentions):
                yield match

    def _equal(
        self, line: Line, chosen: Sequence[Mention], types: frozenset[str], language: str
    ) -> Iterator[PatternMatch]:
        holes = [Hole(m.start, m.end, self._symbols[m.type_name]) for m in chosen]
        exactly = self._tight.get(tight(line, holes), ())
        nearly = self._loose.get(loose(line, holes, language), ()) if line.key else ()
        strength = _FILLED if chosen else EXACT
        for entries, certainty in ((exactly, strength), (nearly, _LOOSE)):
            for intent, slots in entries:
                if not chosen or self._types[intent] == types:
                    yield _match(intent, slots, chosen, certainty)

    def _all(self) -> Iterator[tuple[Intent, SampleUtterance]]:
        for name, texts in self._samples.items():
            for text in texts:
                yield self._intents[name], read_utterance(text)

    def _holes(self, intent: Intent, pattern: SampleUtterance) -> Iterator[tuple[Line, list[Hole], tuple[str, ...]]]:
        """The pattern as it is written, and with the slot values among its own words as further gaps."""
        slots = tuple(name for name in pattern.slots if name in intent.slots)
        symbols = tuple(self._symbols[intent.slots[n].type_name] if n in intent.slots else "" for n in pattern.slots)
        line = read_line(pattern.filled(symbols))
        holes = [Hole(i, i + 1, c) for i, c in enumerate(line.key) if ord(c) >= _FIRST_SYMBOL and c in symbols]
        yield line, holes, slots
        if slots and (further := self._further(intent, line, slots)):
            yield (line, sorted([*holes, *(hole for hole, _ in further)]), _in_order(holes, slots, further))

    def _further(self, intent: Intent, line: Line, slots: Sequence[str]) -> list[tuple[Hole, str]]:
        free = [slot for slot in intent.slots.values() if slot.name not in slots]
        if not free:
            return []
        found: list[tuple[Hole, str]] = []
        wanted = self._types[intent.name]
        mentions = self._vocabulary.mentions(line, misspelt=False)
        for mention in apart(m for m in mentions if m.type_name in wanted):
            slot = next((s for s in free if s.type_name == mention.type_name), None)
            if slot is None:
                return []
            free.remove(slot)
            found.append((Hole(mention.start, mention.end, self._symbols[mention.type_name]), slot.name))
        return found

    def _open_ended(self) -> Iterator[tuple[Intent, SampleUtterance]]:
        for intent, pattern in self._all():
            types = [intent.slots[name].type_name for name in pattern.slots if name in intent.slots]
            has_words = sum(len(read_line(words).key) for words in pattern.words) > 1
            if has_words and len(types) == len(pattern.slots) and any(map(self._vocabulary.open_ended, types)):
                yield intent, pattern


class _OpenPattern:
    """A sample utterance with a gap for any words, as a regular expression over the folded text.

    Values of the other types are found first and stand in the text as their symbols.
    """

    def __init__(
        self, intent: Intent, pattern: SampleUtterance, vocabulary: Vocabulary, symbols: Mapping[str, str]
    ) -> None:
        self._intent = intent
        self._vocabulary = vocabulary
        self._slots = [intent.slots[name] for name in pattern.slots]
        self._literal = [read_line(words).key for words in pattern.words]
        self._symbols = {s.type_name: symbols[s.type_name] for s in self._slots if self._is_closed(s.type_name)}
        self._words = pattern.words

    def match(self, line: Line, mentions: Sequence[Mention]) -> PatternMatch | None:
        if not all(piece in line.key for piece in self._literal):
            return None
        closed = apart(m for m in mentions if m.type_name in self._symbols)
        text, indices = _with_symbols(line, closed, self._symbols)
        found = self._expression.fullmatch(text)
        if found is None:
            return None
        gaps = [found.span(number) for number in range(1, len(self._slots) + 1)]
        return self._filled(line, closed, [(indices[start], indices[end - 1] + 1) for start, end in gaps])

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        source = _spelled(self._words[0])
        for slot, words in zip(self._slots, self._words[1:], strict=True):
            source += f" ?({self._symbols.get(slot.type_name, _ANY_WORDS)})" + (_spelled(words) or " ?")
        return re.compile(source)

    def _is_closed(self, type_name: str) -> bool:
        return not self._vocabulary.open_ended(type_name)

    def _filled(self, line: Line, closed: Sequence[Mention], gaps: Sequence[tuple[int, int]]) -> PatternMatch | None:
        slots: dict[str, SlotValue] = {}
        for slot, (start, end) in zip(self._slots, gaps, strict=True):
            known = next((m.value for m in closed if m.start == start and m.type_name == slot.type_name), None)
            value = known or self._value(slot.type_name, line.raw_text(start, end))
            if value is None:
                return None
            slots[slot.name] = value
        literal = sum(map(len, self._literal)) / len(line.key)
        return PatternMatch(self._intent.name, _OPEN + (_LOOSE - _OPEN) * min(1.0, 1.5 * literal), slots)

    def _value(self, type_name: str, text: str) -> SlotValue | None:
        if len(text.split()) > _LONGEST_GAP and not self._vocabulary.takes_anything(type_name):
            return None
        return self._vocabulary.gap(type_name, text)


def _with_symbols(line: Line, closed: Sequence[Mention], symbols: Mapping[str, str]) -> tuple[str, Sequence[int]]:
    """The spaced text with a symbol for each mention, and for each character its index in the key."""
    text, indices = line.spaced
    letters: list[str] = []
    kept: list[int] = []
    for letter, index in zip(text, indices, strict=True):
        mention = next((m for m in closed if m.start <= index < m.end), None)
        if mention is None or (letter == " " and index == mention.start):
            letters.append(letter)
            kept.append(index)
        elif index == mention.start:
            letters.append(symbols[mention.type_name])
            kept.append(index)
    return "".join(letters), kept


def _spelled(words: str) -> str:
    """A stretch of words as an expression that does not mind spaces, but does mind parts of Latin words."""
    key = read_line(words).key
    if not key:
        return " " if words.strip() != words else ""
    left = r"(?<![^\W_])" if script(key[0]) == "w" else ""
    right = r"(?![^\W_])" if script(key[-1]) == "w" else ""
    return " ?" + left + " ?".join(map(re.escape, key)) + right + " ?"


def _symbols(intents: Mapping[str, Intent]) -> dict[str, str]:
    types = sorted({slot.type_name for intent in intents.values() for slot in intent.slots.values()})
    return {name: chr(_FIRST_SYMBOL + index) for index, name in enumerate(types)}


def _match(intent: str, slots: Sequence[str], chosen: Sequence[Mention], certainty: float) -> PatternMatch:
    values = {slot: mention.value for slot, mention in zip(slots, chosen, strict=False)}
    doubt = _MISSPELT if any(not m.exact for m in chosen) else 0.0
    return PatternMatch(intent, certainty - doubt, values)


def _in_order(holes: Iterable[Hole], slots: Iterable[str], further: Iterable[tuple[Hole, str]]) -> tuple[str, ...]:
    placed = sorted([*zip(holes, slots, strict=True), *further])
    return tuple(slot for _, slot in placed)
