"""Every custom slot type is the type of some slot."""

from collections.abc import Iterator

from bot.definitions.lint.paths import slot_type_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find unused types."""
    used = {slot.type_name for intent in locale.intents.values() for slot in intent.slots.values()}
    used |= {kind for slot_type in locale.slot_types.values() for kind in slot_type.sub_slots.values()}
    for slot_type in locale.slot_types.values():
        if slot_type.name not in used:
            yield slot_type_file(locale, slot_type), f"no slot has type {slot_type.name}", "use it or drop it"


RULE = Rule("W405", "Slot types are used", "unused ones count against the quota", check)
