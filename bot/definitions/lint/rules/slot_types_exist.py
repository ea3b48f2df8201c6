"""The type of every slot is built in, or a slot type of the locale."""

from collections.abc import Iterator

from bot.definitions.lint.paths import slot_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale

BUILT_IN = frozenset(
    [
        "AlphaNumeric",
        "City",
        "Confirmation",
        "Country",
        "Currency",
        "Date",
        "Duration",
        "EmailAddress",
        "FirstName",
        "FreeFormInput",
        "LastName",
        "Number",
        "Ordinal",
        "Percentage",
        "PhoneNumber",
        "State",
        "StreetName",
        "Time",
        "UKPostalCode",
    ]
)


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find types that do not exist."""
    for intent in locale.intents.values():
        for slot in intent.slots.values():
            if not _exists(slot.type_name, locale):
                path = f"{slot_file(locale, intent, slot)}#slotTypeName"
                yield path, f"there is no slot type {slot.type_name}", "add it, or use another"


def _exists(name: str, locale: BotLocale) -> bool:
    return name.removeprefix("AMAZON.") in BUILT_IN if name.startswith("AMAZON.") else name in locale.slot_types


RULE = Rule("E303", "Slot types exist", "the import fails", check)
