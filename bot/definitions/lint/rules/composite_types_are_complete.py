"""A composite slot type has at most six sub-slots of types that exist, and expressions name them only."""

import re
from collections.abc import Iterator

from bot.definitions.lint.paths import slot_file, slot_type_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale

_MAX_SUB_SLOTS = 6
_MAX_EXPRESSION = 640


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Check composite types and the slots that have one."""
    for slot_type in (t for t in locale.slot_types.values() if t.resolution == "CONCATENATION" or t.sub_slots):
        path = f"{slot_type_file(locale, slot_type)}#compositeSlotTypeSetting"
        if not 1 <= len(slot_type.sub_slots) <= _MAX_SUB_SLOTS:
            yield (
                path,
                f"{len(slot_type.sub_slots)} sub-slots, allowed are 1 to {_MAX_SUB_SLOTS}",
                "change their number",
            )
        for name, kind in slot_type.sub_slots.items():
            if not kind.startswith("AMAZON.") and kind not in locale.slot_types:
                yield path, f"sub-slot {name} has type {kind}, which does not exist", "add the type"
    yield from _check_expressions(locale)


def _check_expressions(locale: BotLocale) -> Iterator[Finding]:
    for intent in locale.intents.values():
        for slot in intent.slots.values():
            slot_type = locale.slot_types.get(slot.type_name)
            elicitation = slot.raw.get("valueElicitationSetting") or {}
            setting = slot.raw.get("subSlotSetting") or elicitation.get("subSlotSetting") or {}
            expression = str(setting.get("expression") or "")
            names = {word for word in re.findall(r"[\w-]+", expression) if word.upper() not in ("AND", "OR")}
            path = f"{slot_file(locale, intent, slot)}#subSlotSetting.expression"
            if unknown := names - set(slot_type.sub_slots if slot_type else ()):
                yield path, f"names {', '.join(sorted(unknown))}, no sub-slot of {slot.type_name}", "correct the names"
            if len(expression) > _MAX_EXPRESSION:
                yield path, f"{len(expression)} characters, the limit is {_MAX_EXPRESSION}", "shorten it"


RULE = Rule("E404", "Composite types are complete", "the build fails (guide: composite-slots)", check)
