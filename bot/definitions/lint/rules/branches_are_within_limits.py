"""Conditional branches are one to four, and there is a default branch."""

from collections.abc import Iterator

from bot.definitions.lint.paths import conditionals
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale

_MAX_BRANCHES = 4


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Count branches."""
    for path, _, _, conditional in conditionals(locale):
        found = len(conditional.get("conditionalBranches") or [])
        if not 1 <= found <= _MAX_BRANCHES:
            yield path, f"{found} branches, allowed are 1 to {_MAX_BRANCHES}", "change their number"
        if not conditional.get("defaultBranch"):
            yield path, "there is no default branch", "add one"


RULE = Rule("E504", "Branches are within limits", "the API refuses others", check)
