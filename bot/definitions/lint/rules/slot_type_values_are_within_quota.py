"""Slot type values are within quota: 140 characters, 10,000 a type, 50,000 with synonyms a locale."""

from collections.abc import Iterator

from bot.definitions.lint.paths import is_english, locale_file, slot_type_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale, SlotType

_MAX_CHARACTERS = 140
_MAX_VALUES = 10_000
_MAX_OF_LOCALE = 50_000


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Count values, synonyms and characters."""
    quota = 250 if is_english(locale) else 100
    if len(locale.slot_types) > quota:
        yield locale_file(locale), f"{len(locale.slot_types)} slot types, the quota is {quota}", "drop some"
    total = sum(len(texts(slot_type)) for slot_type in locale.slot_types.values())
    if total > _MAX_OF_LOCALE:
        yield locale_file(locale), f"{total} values and synonyms, the quota is {_MAX_OF_LOCALE}", "drop some"
    for slot_type in locale.slot_types.values():
        path = f"{slot_type_file(locale, slot_type)}#slotTypeValues"
        yield from ((path, *finding) for finding in _check_type(slot_type))


def texts(slot_type: SlotType) -> list[str]:
    """Every value and synonym."""
    return [text for value in slot_type.values for text in (value.value, *value.synonyms)]


def _check_type(slot_type: SlotType) -> Iterator[tuple[str, str]]:
    if len(slot_type.values) > _MAX_VALUES:
        yield f"{len(slot_type.values)} values, the quota is {_MAX_VALUES}", "drop some"
    for text in texts(slot_type):
        if not 1 <= len(text) <= _MAX_CHARACTERS:
            yield f"{text[:40]!r} has {len(text)} characters, allowed are 1 to {_MAX_CHARACTERS}", "change it"


RULE = Rule("E402", "Slot type values are within quota", "Lex refuses more (guide: quotas)", check)
