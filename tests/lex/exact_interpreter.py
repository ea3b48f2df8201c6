"""An interpreter that understands sample utterances word for word: it makes dialogs predictable."""

import re
from collections.abc import Mapping, Sequence

from bot.definitions.model import BotLocale, Intent, Slot
from bot.lex.interpreter import Candidate, SlotValue

MUMBLE = "mumble"
"""The one text that no slot type takes."""


class ExactInterpreter:
    """Confidence 1.0 for a sample utterance, 0.5 where only the first word is the same; then the FallbackIntent."""

    def __init__(self, locale: BotLocale) -> None:
        self._locale = locale

    def interpret(self, text: str, *, active_contexts: frozenset[str] = frozenset()) -> Sequence[Candidate]:
        intents = (i for i in self._locale.intents.values() if set(i.input_contexts) <= active_contexts)
        found = [c for intent in intents if (c := self._read(intent, text))]
        found.sort(key=lambda candidate: candidate.confidence or 0, reverse=True)
        fallback = self._locale.fallback_intent
        certain = [c for c in found if (c.confidence or 0) >= 0.9]
        rest = [c for c in found if c not in certain]
        return [*certain, *([Candidate(fallback.name, None)] if fallback else []), *rest][:5]

    def _read(self, intent: Intent, text: str) -> Candidate | None:
        for utterance in intent.utterances:
            pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(utterance))
            if match := re.fullmatch(pattern, text, re.IGNORECASE):
                slots = {n: v for n, words in match.groupdict().items() if (v := self._value(intent.slots[n], words))}
                return Candidate(intent.name, 1.0, slots)
        same_start = any(u.split()[0].lower() == text.split()[0].lower() for u in intent.utterances)
        return Candidate(intent.name, 0.5) if same_start else None

    def resolve_slot(self, intent: Intent, slot: Slot, text: str) -> Mapping[str, SlotValue]:
        value = self._value(slot, text)
        return {slot.name: value} if value else {}

    def _value(self, slot: Slot, text: str) -> SlotValue | None:
        if slot.multiple_values:
            parts = [v for word in re.split(r", | and ", text) if (v := self._scalar(slot.type_name, word))]
            return SlotValue(text, text, (), "List", tuple(parts)) if parts else None
        slot_type = self._locale.slot_types.get(slot.type_name)
        if slot_type and slot_type.sub_slots:
            words = dict(zip(slot_type.sub_slots, text.split(", "), strict=False))
            sub_slots = {n: self._scalar(kind, words.get(n, MUMBLE)) for n, kind in slot_type.sub_slots.items()}
            return SlotValue(text, text, (), "Composite", (), sub_slots) if any(sub_slots.values()) else None
        return self._scalar(slot.type_name, text)

    def _scalar(self, type_name: str, text: str) -> SlotValue | None:
        slot_type = self._locale.slot_types.get(type_name)
        if slot_type is None:
            fits = text != MUMBLE and (type_name != "AMAZON.Number" or text.lstrip("-").isdigit())
            return SlotValue(text, text, (text,)) if fits else None
        for value in slot_type.values:
            if text.lower() in (t.lower() for t in (value.value, *value.synonyms)):
                return SlotValue(text, value.value, (value.value,))
        return SlotValue(text, text) if slot_type.resolution == "ORIGINAL_VALUE" and text != MUMBLE else None

    def confirms(self, text: str) -> bool | None:
        return {"yes": True, "no": False}.get(text.lower())
