"""A custom slot type is not called like a built-in one."""

from collections.abc import Iterator

from bot.definitions.lint.paths import slot_type_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.lint.rules.slot_types_exist import BUILT_IN
from bot.definitions.model import Bot, BotLocale


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find reserved names."""
    for slot_type in locale.slot_types.values():
        if slot_type.name in BUILT_IN:
            yield slot_type_file(locale, slot_type), f"{slot_type.name} is the name of a built-in type", "rename it"


RULE = Rule(
    "E401", "Slot type names are free", "the names of built-in types are reserved (guide: custom-slot-types)", check
)
