"""All slot types that a locale uses, as one reader of text."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cached_property

from bot.definitions.model import BotLocale, SlotType
from bot.lex.interpreter import SlotValue
from bot.lex.nlu.custom_type import CustomType
from bot.lex.nlu.glossary import Glossary
from bot.lex.nlu.mention import Mention
from bot.lex.nlu.particles import without_particles
from bot.lex.nlu.utterance import literal_text
from bot.lex.nlu.writing import Line, is_hangul, read_line
from bot.lex.slot_types import BUILT_IN_TYPES
from bot.lex.slot_types.reading import BuiltInType, Reading, Setting

_UNKNOWN_TYPE = BUILT_IN_TYPES["AMAZON.FreeFormInput"]
"""What a type reads like that neither the export nor we know; the definitions reader warns of it."""


class Vocabulary:
    """Finds slot values of every type in a line, and reads answers to prompts."""

    def __init__(self, locale: BotLocale, glossary: Glossary, clock: Callable[[], datetime]) -> None:
        self._locale_id = locale.id
        self._clock = clock
        self._definitions = locale.slot_types
        used = dict.fromkeys(_types_in_use(locale))
        self._custom = {n: CustomType(locale.slot_types[n], glossary) for n in used if n in locale.slot_types}
        self._built_in = {n: _built_in(n, locale.slot_types.get(n)) for n in used}
        self._locale = locale

    def mentions(self, line: Line, *, misspelt: bool = True) -> list[Mention]:
        """Every value that can be told from other words, of every type; they may overlap."""
        known_words = self._known_words if misspelt and self._custom else None
        found = [m for custom in self._custom.values() for m in custom.find(line, known_words)]
        for name, built_in in self._built_in.items():
            if built_in:
                found += self._find_built_in(name, built_in, line)
        return found

    @cached_property
    def _known_words(self) -> frozenset[str]:
        return _literal_words(self._locale)

    def answer(self, type_name: str, text: str) -> SlotValue | None:
        """What an answer to a prompt for a slot of this type gives; None if it gives no value."""
        definition = self._definitions.get(type_name)
        if definition and definition.sub_slots:
            return self._composite(definition, text)
        custom = self._custom.get(type_name)
        if custom and (value := custom.answer(text)):
            return value
        built_in = self._built_in.get(type_name)
        reading = built_in.answer(text, self._setting()) if built_in else None
        return _slot_value(text, reading) if reading else None

    def gap(self, type_name: str, text: str) -> SlotValue | None:
        """The value of words that stand where a sample utterance has the slot."""
        if self.open_ended(type_name) and type_name in self._custom:
            return self._custom[type_name].unknown(text)
        return self.answer(type_name, text)

    def open_ended(self, type_name: str) -> bool:
        """Whether a value of this type may be any words."""
        built_in = self._built_in.get(type_name)
        if type_name in self._custom:
            return self._custom[type_name].open_ended or bool(built_in and built_in.open_ended)
        return built_in is not None and built_in.open_ended

    def takes_anything(self, type_name: str) -> bool:
        """Whether the type is AMAZON.FreeFormInput, which takes whatever is said."""
        return self._built_in.get(type_name) is BUILT_IN_TYPES["AMAZON.FreeFormInput"]

    def typical_value(self, type_name: str, number: int) -> str | None:
        """The first value of a custom type, the second for the second of its values in an utterance, and so on."""
        definition = self._definitions.get(type_name)
        return definition.values[number % len(definition.values)].value if definition and definition.values else None

    def examples(self, type_name: str) -> Sequence[str]:
        """Values to fill the gaps of sample utterances with, in training."""
        definition = self._definitions.get(type_name)
        if definition and definition.values:
            return [name for value in definition.values for name in (value.value, *value.synonyms)]
        built_in = self._built_in.get(type_name)
        return built_in.examples(self._setting().language) if built_in else ()

    def _setting(self) -> Setting:
        return Setting(self._locale_id, self._clock())

    def _find_built_in(self, name: str, built_in: BuiltInType, line: Line) -> Iterator[Mention]:
        for reading in built_in.find(line.raw, self._setting()):
            start = bisect_left(line.origin, reading.start)
            end = bisect_left(line.origin, reading.end)
            if start < end:
                yield Mention(start, end, name, _slot_value(line.raw, reading))

    def _composite(self, definition: SlotType, text: str) -> SlotValue | None:
        line = read_line(text)
        free = sorted(self.mentions(line), key=lambda m: (m.start - m.end, m.start))
        parts: dict[str, SlotValue | None] = {}
        for sub_slot, type_name in definition.sub_slots.items():
            chosen = next((m for m in free if m.type_name == type_name), None)
            parts[sub_slot] = chosen.value if chosen else None
            free = [m for m in free if chosen is None or not m.overlaps(chosen)]
        said = [part.interpreted or part.original for part in parts.values() if part]
        if not said:
            return None
        return SlotValue(text.strip(), " ".join(said), (), "Composite", sub_slots=parts)


def _types_in_use(locale: BotLocale) -> Iterator[str]:
    for intent in locale.intents.values():
        for slot in intent.slots.values():
            yield slot.type_name
            if definition := locale.slot_types.get(slot.type_name):
                yield from definition.sub_slots.values()


def _built_in(name: str, definition: SlotType | None) -> BuiltInType | None:
    """The built-in type of that name, or the one that a custom type extends."""
    if definition is None:
        return BUILT_IN_TYPES.get(name, _UNKNOWN_TYPE)
    return None if definition.regex else BUILT_IN_TYPES.get(definition.parent_signature or "")


def _slot_value(text: str, reading: Reading) -> SlotValue:
    return SlotValue(text[reading.start : reading.end], reading.interpreted, reading.resolved)


def _literal_words(locale: BotLocale) -> frozenset[str]:
    """The words that sample utterances use outside of slots: they are never a misspelt slot value."""
    words: set[str] = set()
    for intent in locale.intents.values():
        for utterance in intent.utterances:
            line = read_line(literal_text(utterance))
            words.update(line.key[start:end] for start, end in line.words)
    return frozenset(words | {without_particles(word) for word in words if is_hangul(word)})
