"""AMAZON.LastName: the name as it was said (Lex guide, page "AMAZON.LastName")."""

from collections.abc import Sequence

from bot.lex.slot_types.person_names import known, korean_parts, name_span
from bot.lex.slot_types.reading import BuiltInType, Reading, Setting
from bot.lex.slot_types.wordlist import word_lists

_PREFIXES = frozenset(
    ("van", "von", "de", "da", "di", "la", "le", "del", "der", "den", "dos", "mac", "san", "st.", "o'")
)


def find(text: str, setting: Setting) -> Sequence[Reading]:
    return [Reading(start, end, (text[start:end],)) for start, end in known(text, setting.language, "last")]


def answer(text: str, setting: Setting) -> Reading | None:
    span = name_span(text, setting.language)
    if span is None:
        return None
    said = text[slice(*span)]
    if setting.language == "ko":
        family = korean_parts(said)[0] or said
        return Reading(span[0], span[0] + len(family), (family,))
    last = _last_of(said)
    return Reading(span[1] - len(last), span[1], (_capital(last),))


def _last_of(said: str) -> str:
    words = said.split()
    start = len(words) - 1
    while start > 0 and words[start - 1].lower() in _PREFIXES:
        start -= 1
    return " ".join(words[start:])


def _capital(name: str) -> str:
    return name.title() if name.islower() else name


LAST_NAME = BuiltInType(
    find, answer, open_ended=True, examples=lambda language: word_lists("names", language).get("last", ())[:12]
)
