"""The local Lex can do what the intent needs."""

from collections.abc import Iterator

from bot.definitions.lint.paths import intent_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale

_BACKED = ("AMAZON.QnAIntent", "AMAZON.BedrockAgentIntent", "AMAZON.QInConnectIntent", "AMAZON.KendraSearchIntent")


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find intents that live on another AWS service."""
    for intent in locale.intents.values():
        if intent.signature in _BACKED:
            yield intent_file(locale, intent), f"{intent.signature} is not emulated", "expect FallbackIntent locally"


RULE = Rule("W702", "Features are emulated", "their answers come from another AWS service", check)
