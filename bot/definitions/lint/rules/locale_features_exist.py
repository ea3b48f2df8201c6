"""A locale uses only what Lex documents for it (spec 3.8: what is English only, what Korean lacks)."""

from collections.abc import Iterator

from bot.definitions.lint.paths import intent_file, is_english, slot_file, slot_type_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale, Intent, Slot

_FIX = "test it in Lex itself, or do without"
_KENDRA = "AMAZON.KendraSearchIntent"


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find features that are not documented for the locale."""
    if is_english(locale):
        return
    for intent in locale.intents.values():
        yield from _check_intent(locale, intent)
        for slot in intent.slots.values():
            path = slot_file(locale, intent, slot)
            yield from ((path, f"{what} in {locale.id}", _FIX) for what in _slot_features(locale, slot))
    for slot_type in locale.slot_types.values():
        path = slot_type_file(locale, slot_type)
        if slot_type.raw.get("externalSourceSetting"):
            yield path, f"a grammar slot type in {locale.id}", _FIX
        if slot_type.sub_slots:
            yield path, f"a composite slot type in {locale.id}", _FIX
        if slot_type.parent_signature == "AMAZON.AlphaNumeric" and locale.id == "ko_KR":
            yield path, f"AMAZON.AlphaNumeric in {locale.id}", _FIX


def _check_intent(locale: BotLocale, intent: Intent) -> Iterator[Finding]:
    if intent.input_contexts or intent.raw.get("outputContexts"):
        yield intent_file(locale, intent), f"contexts in {locale.id}", _FIX
    if intent.signature == _KENDRA:
        yield intent_file(locale, intent), f"{_KENDRA} in {locale.id}", _FIX


def _slot_features(locale: BotLocale, slot: Slot) -> Iterator[str]:
    if slot.multiple_values:
        yield "a multi-valued slot"
    if slot.type_name == "AMAZON.UKPostalCode" or (slot.type_name == "AMAZON.AlphaNumeric" and locale.id == "ko_KR"):
        yield slot.type_name


RULE = Rule("W701", "Features exist in the locale", "the guide does not list them for this language", check)
