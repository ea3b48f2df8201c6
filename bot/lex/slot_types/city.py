"""AMAZON.City: a city, known or not (Lex guide, page "AMAZON.City")."""

from collections.abc import Mapping, Sequence
from functools import cache

from bot.lex.slot_types.places import find_places, listed, place_answer
from bot.lex.slot_types.reading import BuiltInType, Reading, Setting, longest

_KOREAN_ENDS = ("광역시", "특별시", "특별자치시")
_LONGEST_NAME = 4
"""Words in the name of a city."""


@cache
def _names(language: str) -> Mapping[str, str]:
    own = listed("cities", language)
    long_forms = {name + end: city for name, city in own.items() for end in _KOREAN_ENDS if language == "ko"}
    return {**listed("cities", "en"), **long_forms, **own}


def find(text: str, setting: Setting) -> Sequence[Reading]:
    return find_places(text, setting, _names)


def answer(text: str, setting: Setting) -> Reading | None:
    """A listed city, or else whatever stands where a city is said."""
    if found := longest(find(text, setting)):
        return found
    start, end = place_answer(text, setting)
    said = text[start:end]
    if not said or any(c.isdigit() for c in said) or len(said.split()) > _LONGEST_NAME:
        return None
    return Reading(start, end, (said.title() if said.islower() and said.isascii() else said,))


CITY = BuiltInType(
    find,
    answer,
    open_ended=True,
    examples=lambda language: tuple(dict.fromkeys(listed("cities", language).values()))[:15],
)
