"""Slots are within quota: 100 an intent, 2,000 a locale (4,000 in English), 10 utterances each."""

from collections.abc import Iterator

from bot.definitions.lint.paths import intent_file, is_english, locale_file, slot_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale

_PER_INTENT = 100
_UTTERANCES = 10


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Count slots and their utterances."""
    for intent in locale.intents.values():
        if len(intent.slots) > _PER_INTENT:
            yield (
                intent_file(locale, intent),
                f"{len(intent.slots)} slots, the quota is {_PER_INTENT}",
                "split the intent",
            )
        for slot in intent.slots.values():
            if len(slot.sample_utterances) > _UTTERANCES:
                found = len(slot.sample_utterances)
                yield slot_file(locale, intent, slot), f"{found} utterances, the quota is {_UTTERANCES}", "drop some"
    total = sum(len(intent.slots) for intent in locale.intents.values())
    quota = 4000 if is_english(locale) else 2000
    if total > quota:
        yield locale_file(locale), f"{total} slots, the quota is {quota}", "drop slots"


RULE = Rule("E301", "Slots are within quota", "Lex refuses more (guide: quotas)", check)
