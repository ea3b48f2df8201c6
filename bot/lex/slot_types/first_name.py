"""AMAZON.FirstName: the name as it was said (Lex guide, page "AMAZON.FirstName")."""

from collections.abc import Sequence

from bot.lex.slot_types.person_names import known, korean_parts, name_span
from bot.lex.slot_types.reading import BuiltInType, Reading, Setting
from bot.lex.slot_types.wordlist import word_lists


def find(text: str, setting: Setting) -> Sequence[Reading]:
    return [Reading(start, end, (text[start:end],)) for start, end in known(text, setting.language, "first")]


def answer(text: str, setting: Setting) -> Reading | None:
    span = name_span(text, setting.language)
    if span is None:
        return None
    said = text[slice(*span)]
    if setting.language == "ko":
        given = korean_parts(said)[1]
        return Reading(span[1] - len(given) if said.endswith(given) else span[0], span[1], (given,))
    words = said.split()
    first = said if len(words) < 2 or words[1] in word_lists("names", setting.language).get("first", ()) else words[0]
    return Reading(span[0], span[0] + len(first), (_capital(first),))


def _capital(name: str) -> str:
    return name.title() if name.islower() else name


FIRST_NAME = BuiltInType(
    find, answer, open_ended=True, examples=lambda language: word_lists("names", language).get("first", ())[:12]
)
