"""A slot of AMAZON.FreeFormInput is in no utterance of the intent and has none of its own."""

from collections.abc import Iterator

from bot.definitions.lint.paths import intent_file, slot_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find free-form slots in utterances."""
    for intent in locale.intents.values():
        for slot in (s for s in intent.slots.values() if s.type_name == "AMAZON.FreeFormInput"):
            if any(f"{{{slot.name}}}" in text for text in intent.utterances):
                yield intent_file(locale, intent), f"an utterance holds free-form slot {slot.name}", "take it out"
            if slot.sample_utterances:
                yield slot_file(locale, intent, slot), "a free-form slot has utterances", "drop them"


RULE = Rule(
    "E207", "Free-form input stands alone", "it takes the whole utterance (guide: built-in-slot-free-form)", check
)
