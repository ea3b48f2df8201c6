"""No text is a value or synonym of two values of a slot type."""

from collections import defaultdict
from collections.abc import Iterator

from bot.definitions.lint.paths import slot_type_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale, SlotType


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find texts of two values."""
    for slot_type in locale.slot_types.values():
        path = f"{slot_type_file(locale, slot_type)}#slotTypeValues"
        for text, owners in _owners(slot_type).items():
            if len(owners) > 1:
                yield path, f"{text!r} stands for {' and '.join(owners)}", "keep it in one value"


def _owners(slot_type: SlotType) -> dict[str, list[str]]:
    """The values that each text stands for; a synonym that repeats its own value does no harm."""
    found: dict[str, list[str]] = defaultdict(list)
    for value in slot_type.values:
        for text in sorted({value.value.lower(), *(synonym.lower() for synonym in value.synonyms)}):
            found[text].append(value.value)
    return found


RULE = Rule("W406", "Slot type values are distinct", "which value is meant is left to chance", check)
