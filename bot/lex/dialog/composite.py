"""Composite slots: which sub-slot is asked for next, and when the whole is complete (guide "composite-slots")."""

import re
from collections.abc import Mapping, Sequence

from bot.definitions.model import Json, Slot, SlotType
from bot.lex.interpreter import SlotValue
from bot.lex.references import text_of

_TOKEN = re.compile(r"\(|\)|[\w-]+")


def elicitation_of(slot: Slot, sub_slot: str | None) -> Json:
    """``valueElicitationSetting`` of a slot, or of one of its sub-slots."""
    elicitation: Json = slot.raw.get("valueElicitationSetting") or {}
    if sub_slot is not None:
        elicitation = _specifications(slot).get(sub_slot, {}).get("valueElicitationSetting") or {}
    return elicitation


def _sub_slot_setting(slot: Slot) -> Json:
    elicitation = slot.raw.get("valueElicitationSetting") or {}
    return slot.raw.get("subSlotSetting") or elicitation.get("subSlotSetting") or {}


def _specifications(slot: Slot) -> Mapping[str, Json]:
    return _sub_slot_setting(slot).get("slotSpecifications") or {}


def sub_slot_of(slot: Slot, slot_type: SlotType, name: str) -> Slot:
    """A sub-slot as if it were a slot of its own, for reading its values."""
    elicitation = elicitation_of(slot, name)
    utterances = [u.get("utterance") for u in elicitation.get("sampleUtterances") or []]
    raw: Json = {"name": name, "slotTypeName": slot_type.sub_slots[name], "valueElicitationSetting": elicitation}
    return Slot(name, slot_type.sub_slots[name], sample_utterances=tuple(filter(None, utterances)), raw=raw)


def next_sub_slot(slot: Slot, slot_type: SlotType, value: SlotValue | None) -> str | None:
    """The sub-slot to ask for; None when the slot's expression holds (by default: all of them are filled)."""
    filled = {name for name, part in (value.sub_slots if value else {}).items() if part is not None}
    expression = _sub_slot_setting(slot).get("expression") or " AND ".join(slot_type.sub_slots)
    if is_complete(expression, filled):
        return None
    wanted = [name for name in _TOKEN.findall(expression) if name in slot_type.sub_slots] or list(slot_type.sub_slots)
    return next((name for name in wanted if name not in filled), None)


def is_complete(expression: str, filled: set[str]) -> bool:
    """Whether an expression over sub-slot names (AND, OR, parentheses; AND binds tighter) holds."""
    return _Expression(_TOKEN.findall(expression), filled).any_of()


class _Expression:
    """Recursive descent over the tokens of a sub-slot expression; what is missing at the end counts as empty."""

    def __init__(self, tokens: Sequence[str], filled: set[str]) -> None:
        self._tokens = list(tokens)
        self._filled = filled

    def any_of(self) -> bool:
        holds = self._all_of()
        while self._accept("OR"):
            holds = self._all_of() or holds
        return holds

    def _all_of(self) -> bool:
        holds = self._one()
        while self._accept("AND"):
            holds = self._one() and holds
        return holds

    def _one(self) -> bool:
        if self._accept("("):
            holds = self.any_of()
            self._accept(")")
            return holds
        return bool(self._tokens) and self._tokens.pop(0) in self._filled

    def _accept(self, token: str) -> bool:
        if self._tokens and self._tokens[0].upper() == token:
            self._tokens.pop(0)
            return True
        return False


def with_part(value: SlotValue | None, slot_type: SlotType, parts: Mapping[str, SlotValue | None]) -> SlotValue:
    """A composite value with some of its parts filled; as a whole it reads as its parts, joined by blanks."""
    before = value.sub_slots if value else {}
    merged = {name: parts.get(name) or before.get(name) for name in slot_type.sub_slots}
    texts = [part.original for part in merged.values() if part]
    interpreted = " ".join(filter(None, map(text_of, merged.values()))) or None
    return SlotValue(" ".join(texts), interpreted, (interpreted,) if interpreted else (), "Composite", (), merged)
