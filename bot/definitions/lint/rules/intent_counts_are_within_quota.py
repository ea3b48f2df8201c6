"""A locale has no more intents than its quota: 1,000 in English, 250 elsewhere."""

from collections.abc import Iterator

from bot.definitions.lint.paths import is_english, locale_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Count the intents."""
    quota = 1000 if is_english(locale) else 250
    if len(locale.intents) > quota:
        yield locale_file(locale), f"has {len(locale.intents)} intents, the quota is {quota}", "merge or drop intents"


RULE = Rule("E203", "Intents are within quota", "Lex refuses more (guide: quotas)", check)
