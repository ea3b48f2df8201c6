"""A slot has at most 10 default values of at most 202 characters, and they refer to contexts that exist."""

from collections.abc import Iterator

from bot.definitions.lint.paths import slot_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale

_MAX_VALUES = 10
_MAX_CHARACTERS = 202


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Check number, length and contexts of default values."""
    contexts = {c["name"] for intent in locale.intents.values() for c in intent.raw.get("outputContexts") or []}
    for intent in locale.intents.values():
        for slot in intent.slots.values():
            path = f"{slot_file(locale, intent, slot)}#valueElicitationSetting.defaultValueSpecification"
            setting = (slot.raw.get("valueElicitationSetting") or {}).get("defaultValueSpecification") or {}
            values = [str(v.get("defaultValue")) for v in setting.get("defaultValueList") or []]
            if len(values) > _MAX_VALUES:
                yield path, f"{len(values)} default values, the limit is {_MAX_VALUES}", "drop some"
            yield from ((path, *finding) for value in values for finding in _check_value(value, contexts))


def _check_value(value: str, contexts: set[str]) -> Iterator[tuple[str, str]]:
    if len(value) > _MAX_CHARACTERS:
        yield f"{value[:40]!r}… has {len(value)} characters, the limit is {_MAX_CHARACTERS}", "shorten it"
    name = value[1:].partition(".")[0]
    if value.startswith("#") and name not in contexts:
        yield f"{value} refers to context {name}, which no intent outputs", "correct the name"


RULE = Rule("E305", "Default values are within limits", "the import fails, or the value can never be set", check)
