"""Where things stand in an export, and the settings that occur in many places of it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from bot.definitions.model import BotLocale, Intent, Json, Slot, SlotType


def locale_file(locale: BotLocale) -> str:
    """Path of the locale's own file."""
    return f"BotLocales/{locale.id}/BotLocale.json"


def intent_file(locale: BotLocale, intent: Intent) -> str:
    """Path of an intent's file."""
    return f"BotLocales/{locale.id}/Intents/{intent.name}/Intent.json"


def slot_file(locale: BotLocale, intent: Intent, slot: Slot) -> str:
    """Path of a slot's file."""
    return f"BotLocales/{locale.id}/Intents/{intent.name}/Slots/{slot.name}/Slot.json"


def slot_type_file(locale: BotLocale, slot_type: SlotType) -> str:
    """Path of a slot type's file."""
    return f"BotLocales/{locale.id}/SlotTypes/{slot_type.name}/SlotType.json"


class Place(NamedTuple):
    """An object somewhere in the settings of an intent or of one of its slots."""

    path: str
    intent: Intent
    key: str
    value: Json


def places(locale: BotLocale) -> Iterator[Place]:
    """Every object in the settings of every intent and slot, with the key it stands under."""
    for intent in locale.intents.values():
        yield from _walk(f"{intent_file(locale, intent)}#", intent, "", intent.raw)
        for slot in intent.slots.values():
            yield from _walk(f"{slot_file(locale, intent, slot)}#", intent, "", slot.raw)


def _walk(path: str, intent: Intent, key: str, value: Any) -> Iterator[Place]:
    if isinstance(value, dict):
        yield Place(path, intent, key, value)
        for name, child in value.items():
            yield from _walk(f"{path}.{name}" if not path.endswith("#") else f"{path}{name}", intent, name, child)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(f"{path}[{index}]", intent, key, item)


def next_steps(locale: BotLocale) -> Iterator[Place]:
    """Every next step that is set."""
    return (place for place in places(locale) if place.key == "nextStep" or place.key.endswith("NextStep"))


def conditionals(locale: BotLocale) -> Iterator[Place]:
    """Every set of conditional branches."""
    return (place for place in places(locale) if place.key == "conditional" or place.key.endswith("Conditional"))


def is_english(locale: BotLocale) -> bool:
    """Whether the larger quotas of English apply."""
    return locale.id.startswith("en_")
