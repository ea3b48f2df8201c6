"""``slotPriorities`` lists every slot of the intent, and nothing else."""

from collections.abc import Iterator

from bot.definitions.lint.paths import intent_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Compare the list with the slots."""
    for intent in locale.intents.values():
        listed = [str(entry.get("slotName")) for entry in intent.raw.get("slotPriorities") or []]
        path = f"{intent_file(locale, intent)}#slotPriorities"
        for name in listed:
            if name not in intent.slots:
                yield path, f"lists slot {name}, which does not exist", "drop the entry or add the slot"
        if intent.raw:
            for name in set(intent.slots) - set(listed):
                yield path, f"does not list slot {name}", "add it with a priority"


RULE = Rule("E302", "Slot priorities are complete", "Lex asks for slots in this order and needs all of them", check)
