"""A required slot has a prompt to ask with, or default values."""

from collections.abc import Iterator

from bot.definitions.lint.paths import slot_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find required slots without a prompt."""
    for intent in locale.intents.values():
        for slot in intent.slots.values():
            prompt = (slot.raw.get("valueElicitationSetting") or {}).get("promptSpecification") or {}
            if slot.required and not prompt.get("messageGroupsList"):
                yield (
                    slot_file(locale, intent, slot),
                    "a required slot has no prompt",
                    "give it one, or make it optional",
                )


RULE = Rule("E304", "Required slots have prompts", "Lex could not ask for them", check)
