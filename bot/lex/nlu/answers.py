"""Answers to prompts: values of the slot that was asked for, yes and no."""

import re
from collections.abc import Callable, Sequence

from bot.definitions.model import Intent, Slot
from bot.lex.interpreter import SlotValue
from bot.lex.nlu.mention import apart
from bot.lex.nlu.patterns import Patterns
from bot.lex.nlu.vocabulary import Vocabulary
from bot.lex.nlu.writing import Line, read_line
from bot.lex.slot_types.confirmation import NO, YES, confirmation

_SEPARATORS = re.compile(
    r"\s*,\s*|\s*/\s*|\s+(?:and|그리고|및|하고|y|e|und|et)\s+|(?<=[가-힣])(?:이랑|랑|하고|과|와)\s+"
)


class Answers:
    """Reads what is said while a slot is elicited or a confirmation is awaited."""

    def __init__(
        self, locale_id: str, vocabulary: Vocabulary, matched_intents: Callable[[str], frozenset[str]]
    ) -> None:
        self._language = locale_id.partition("_")[0]
        self._locale_id = locale_id
        self._vocabulary = vocabulary
        self._matched_intents = matched_intents

    def confirms(self, text: str) -> bool | None:
        said = confirmation(text, self._language)
        return {YES: True, NO: False}.get(said or "")

    def resolve(self, intent: Intent, slot: Slot, text: str) -> dict[str, SlotValue]:
        """The elicited slot's value, and values of other slots that stand beside it; empty if there is none for it."""
        if self._means_another_intent(intent, slot, text):
            return {}
        line = read_line(text)
        if by_pattern := self._by_slot_utterance(intent, slot, line):
            return by_pattern
        value = self._several(slot, text) if slot.multiple_values else self._vocabulary.answer(slot.type_name, text)
        if value is None:
            return {}
        return {**self._beside(intent, slot, line, value), slot.name: value}

    def _means_another_intent(self, intent: Intent, slot: Slot, text: str) -> bool:
        """Whether a slot that would take any words must leave these, because they are another intent's utterance."""
        if not self._vocabulary.open_ended(slot.type_name) or self._vocabulary.takes_anything(slot.type_name):
            return False
        return bool(self._matched_intents(text) - {intent.name})

    def _by_slot_utterance(self, intent: Intent, slot: Slot, line: Line) -> dict[str, SlotValue]:
        """Values by the slot's own sample utterances, for example "{Time} o'clock"."""
        if not slot.sample_utterances:
            return {}
        patterns = Patterns({intent.name: intent}, {intent.name: slot.sample_utterances}, self._vocabulary)
        patterns.index(self._language)
        match = patterns.match(line, self._vocabulary.mentions(line), self._language).get(intent.name)
        return dict(match.slots) if match and slot.name in match.slots else {}

    def _several(self, slot: Slot, text: str) -> SlotValue | None:
        """A list of the values between separators (spec 3.8: blank, comma, "and")."""
        pieces = [piece for piece in _SEPARATORS.split(text) if piece and piece.strip()]
        values = [v for piece in pieces for v in self._values(slot.type_name, piece)]
        return SlotValue(text.strip(), text.strip(), (), "List", values=tuple(values)) if values else None

    def _values(self, type_name: str, piece: str) -> Sequence[SlotValue]:
        line = read_line(piece)
        found = apart(m for m in self._vocabulary.mentions(line) if m.type_name == type_name)
        if found:
            return [mention.value for mention in found]
        value = self._vocabulary.answer(type_name, piece.strip())
        return [value] if value else []

    def _beside(self, intent: Intent, slot: Slot, line: Line, value: SlotValue) -> dict[str, SlotValue]:
        """Values of slots of other types in what the elicited slot has left of the answer."""
        others = {s.type_name: s.name for s in intent.slots.values() if s.type_name != slot.type_name}
        if self._vocabulary.takes_anything(slot.type_name):
            return {}
        taken = _where(line, value)
        beside: dict[str, SlotValue] = {}
        for mention in apart(m for m in self._vocabulary.mentions(line) if m.type_name in others):
            if not (mention.start < taken[1] and taken[0] < mention.end):
                beside.setdefault(others[mention.type_name], mention.value)
        return beside


def _where(line: Line, value: SlotValue) -> tuple[int, int]:
    at = line.raw.find(value.original)
    return line.key_span(at, at + len(value.original)) if at >= 0 else (0, len(line.key))
