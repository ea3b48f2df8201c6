"""The bot's idle time, the locale's threshold and the prompts' retries are within the API's bounds."""

from collections.abc import Iterator

from bot.definitions.lint.paths import locale_file, places
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale

_MAX_RETRIES = 5


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find numbers out of bounds."""
    if not 60 <= bot.idle_session_ttl_seconds <= 86400:
        found = bot.idle_session_ttl_seconds
        yield "Bot.json#idleSessionTTLInSeconds", f"{found} seconds is out of bounds", "use 60 to 86400"
    if not 0 <= locale.confidence_threshold <= 1:
        where = f"{locale_file(locale)}#nluConfidenceThreshold"
        yield where, f"{locale.confidence_threshold} is no confidence", "use 0 to 1"
    for path, _, key, value in places(locale):
        retries = value.get("maxRetries")
        if key == "promptSpecification" and not (isinstance(retries, int) and 0 <= retries <= _MAX_RETRIES):
            yield f"{path}.maxRetries", f"{retries} retries", f"use 0 to {_MAX_RETRIES}"


RULE = Rule("E102", "Numbers are within bounds", "the API refuses others", check)
