"""Locales of our own, written as YAML, for tests and benchmarks."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.definitions.model import BotLocale, Intent, Slot, SlotType, SlotTypeValue

FOLDER = Path(__file__).parent / "locales"


def read_locale(name: str) -> BotLocale:
    return locale_of(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def out_of_scope(locale_id: str) -> list[str]:
    sentences = yaml.safe_load((FOLDER / "out_of_scope.yaml").read_text(encoding="utf-8"))
    return list(sentences.get(locale_id, []))


def locale_of(written: Mapping[str, Any]) -> BotLocale:
    """A locale from the short form of our YAML files."""
    types = {name: _slot_type(name, body) for name, body in written.get("slot_types", {}).items()}
    intents = {name: _intent(name, body or {}) for name, body in written["intents"].items()}
    for name, template in written.get("templates", {}).items():
        intents[name] = _with(intents[name], _expanded(template, types))
    return BotLocale(written["locale"], written.get("threshold", 0.4), intents, types)


def _slot_type(name: str, body: Mapping[str, Any]) -> SlotType:
    values = tuple(SlotTypeValue(str(v), tuple(map(str, s or ()))) for v, s in body.get("values", {}).items())
    return SlotType(
        name,
        values,
        body.get("resolution", "TOP_RESOLUTION"),
        body.get("parent"),
        body.get("regex"),
        body.get("subs", {}),
    )


def _intent(name: str, body: Mapping[str, Any]) -> Intent:
    slots = {slot: _slot(slot, said) for slot, said in body.get("slots", {}).items()}
    contexts = tuple(body.get("contexts", ()))
    return Intent(name, body.get("signature"), tuple(map(str, body.get("utterances", ()))), slots, contexts)


def _slot(name: str, said: str | Mapping[str, Any]) -> Slot:
    if isinstance(said, str):
        return Slot(name, said)
    return Slot(
        name, said["type"], multiple_values=said.get("many", False), sample_utterances=tuple(said.get("utterances", ()))
    )


def _expanded(template: Mapping[str, Any], types: Mapping[str, SlotType]) -> Iterator[str]:
    """Literal sentences, as a generator of definitions writes them: every name in every text."""
    for value in types[template["names"]].values:
        for name in (value.value, *value.synonyms):
            for text in template["texts"]:
                yield text.format(name)


def _with(intent: Intent, more: Iterator[str]) -> Intent:
    return Intent(intent.name, intent.signature, (*intent.utterances, *more), intent.slots, intent.input_contexts)
