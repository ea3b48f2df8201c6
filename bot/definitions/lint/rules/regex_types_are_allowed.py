"""The pattern of a regex slot type stays within what Lex takes: 300 characters, no ``*``, ``+``, ``{n,}`` or ``.``."""

import re
from collections.abc import Iterator

from bot.definitions.lint.paths import slot_type_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale

_MAX_CHARACTERS = 300
_UNBOUNDED = re.compile(r"(?<!\\)(?:[*+.]|\{\d+,\})")


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find patterns that Lex does not take."""
    for slot_type in locale.slot_types.values():
        path = f"{slot_type_file(locale, slot_type)}#valueSelectionSetting.regexFilter.pattern"
        if slot_type.regex is None:
            continue
        if len(slot_type.regex) > _MAX_CHARACTERS:
            yield path, f"{len(slot_type.regex)} characters, the limit is {_MAX_CHARACTERS}", "shorten it"
        if found := _UNBOUNDED.search(slot_type.regex):
            yield path, f"{found[0]!r} is not allowed", "give the number of characters, as in {1,5}"
        if not _compiles(slot_type.regex):
            yield path, "this is no regular expression", "mend it"


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
        # In a group, as the pattern is used: there, flags such as (?i) cannot be compiled.
        re.compile(f"(?:{pattern})")
    except re.error:
        return False
    return True


RULE = Rule("E403", "Regex slot types are allowed", "the build fails (guide: built-in-slot-alphanumeric)", check)
