"""At least one intent of a locale can be recognised from an utterance."""

from collections.abc import Iterator

from bot.definitions.lint.paths import locale_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Look for an utterance."""
    if not any(intent.utterances for intent in locale.intents.values() if intent.signature is None):
        yield locale_file(locale), "no custom intent has a sample utterance", "give one intent an utterance"


RULE = Rule("W202", "Some intent can be recognised", "the build may fail (seen in one public report)", check)
