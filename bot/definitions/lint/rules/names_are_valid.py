"""Names of bots, intents, slots, slot types and branches have the form that the API takes."""

import re
from collections.abc import Iterator

from bot.definitions.lint.paths import conditionals, intent_file, slot_file, slot_type_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale

_NAME = re.compile(r"([0-9a-zA-Z][_-]?){1,100}")
_FIX = "use letters and digits, with single - or _ between them, at most 100 characters"


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find bad names."""
    for path, name in _names(bot, locale):
        if not _NAME.fullmatch(name):
            yield path, f"{name!r} is no valid name", _FIX


def _names(bot: Bot, locale: BotLocale) -> Iterator[tuple[str, str]]:
    yield "Bot.json", bot.name
    for intent in locale.intents.values():
        yield intent_file(locale, intent), intent.name
        yield from ((slot_file(locale, intent, slot), slot.name) for slot in intent.slots.values())
    yield from ((slot_type_file(locale, t), t.name) for t in locale.slot_types.values())
    for path, _, _, conditional in conditionals(locale):
        yield from ((path, str(branch.get("name"))) for branch in conditional.get("conditionalBranches") or [])


RULE = Rule("E101", "Names have the form that the API takes", "the import refuses other names", check)
