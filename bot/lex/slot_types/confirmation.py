"""AMAZON.Confirmation: yes, no, maybe, don't know (Lex guide, page "AMAZON.Confirmation")."""

import re
from collections.abc import Sequence
from functools import cache

from bot.lex.slot_types.reading import BuiltInType, Reading, Setting
from bot.lex.slot_types.wordlist import word_lists

YES, NO, MAYBE, UNKNOWN = "Yes", "No", "Maybe", "Don't know"
_LONGEST_REPLY = 6
"""Words of a sentence up to which a yes or no at its beginning answers for the whole."""


def confirmation(text: str, language: str) -> str | None:
    """One of the four values, or None for anything else."""
    said = _plain(text)
    for value in (UNKNOWN, MAYBE, NO, YES):
        if said in _phrases(language)[value]:
            return value
    return _at_the_beginning(said, language)


def find(text: str, setting: Setting) -> Sequence[Reading]:
    value = confirmation(text, setting.language)
    stripped = text.strip()
    start = text.find(stripped)
    return [Reading(start, start + len(stripped), (value,))] if value else []


def answer(text: str, setting: Setting) -> Reading | None:
    return next(iter(find(text, setting)), None)


def _at_the_beginning(said: str, language: str) -> str | None:
    words = said.split()
    if not 1 < len(words) <= _LONGEST_REPLY:
        return None
    for length in range(len(words) - 1, 0, -1):
        beginning = " ".join(words[:length])
        for value in (UNKNOWN, MAYBE, NO, YES):
            if beginning in _phrases(language)[value]:
                return value
    return None


@cache
def _phrases(language: str) -> dict[str, frozenset[str]]:
    lists = word_lists("confirmation", language)
    return {value: frozenset(map(_plain, lists.get(value, ()))) for value in (YES, NO, MAYBE, UNKNOWN)}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.replace("'", "").replace("’", "")).casefold().split())


CONFIRMATION = BuiltInType(
    find, answer, examples=lambda language: word_lists("confirmation", language).get(YES, ())[:4]
)
