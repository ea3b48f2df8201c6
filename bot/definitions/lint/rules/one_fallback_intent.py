"""A locale has exactly one AMAZON.FallbackIntent."""

from collections.abc import Iterator

from bot.definitions.lint.paths import locale_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import FALLBACK_SIGNATURE, Bot, BotLocale


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Count the fallback intents."""
    names = [intent.name for intent in locale.intents.values() if intent.signature == FALLBACK_SIGNATURE]
    if len(names) != 1:
        what = f"has {len(names)} intents of the signature {FALLBACK_SIGNATURE}"
        yield locale_file(locale), what, "keep exactly one"


RULE = Rule("E201", "A locale has one FallbackIntent", "Lex always has one and refuses a bot without it", check)
