"""Utterances are within quota: 500 characters each, 1,500 an intent, 200,000 characters a locale (en 2,000,000)."""

from collections.abc import Iterator

from bot.definitions.lint.paths import intent_file, is_english, locale_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale

_MAX_CHARACTERS = 500
_MAX_UTTERANCES = 1500


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Count utterances and characters."""
    for intent in locale.intents.values():
        path = f"{intent_file(locale, intent)}#sampleUtterances"
        if len(intent.utterances) > _MAX_UTTERANCES:
            yield path, f"{len(intent.utterances)} utterances, the quota is {_MAX_UTTERANCES}", "drop some"
        for text in intent.utterances:
            if len(text) > _MAX_CHARACTERS:
                yield path, f"{text[:40]!r}… has {len(text)} characters, the quota is {_MAX_CHARACTERS}", "shorten it"
    total = sum(len(text) for intent in locale.intents.values() for text in intent.utterances)
    quota = 2_000_000 if is_english(locale) else 200_000
    if total > quota:
        yield locale_file(locale), f"{total} characters of utterances, the quota is {quota}", "drop utterances"


RULE = Rule("E206", "Utterances are within quota", "Lex refuses more (guide: quotas)", check)
