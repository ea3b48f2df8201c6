"""AMAZON.Country: countries by their names (Lex guide, page "AMAZON.Country")."""

from collections.abc import Mapping, Sequence
from functools import cache

from bot.lex.slot_types.places import find_places, listed, place_answer
from bot.lex.slot_types.reading import BuiltInType, Reading, Setting, longest

_NOT_IN_FREE_TEXT = frozenset(("us", "in", "it", "no"))


@cache
def _names(language: str) -> Mapping[str, str]:
    return listed("countries", language) if language == "ko" else {**_international(), **listed("countries", language)}


def _international() -> dict[str, str]:
    """English names of ISO 3166; imported here because the list is long."""
    import pycountry

    names: dict[str, str] = {}
    for country in pycountry.countries:
        usual = getattr(country, "common_name", country.name).split(",")[0]
        names |= {name.lower(): usual for name in (country.name, getattr(country, "official_name", usual), usual)}
    return names


def find(text: str, setting: Setting) -> Sequence[Reading]:
    return [r for r in find_places(text, setting, _names) if text[r.start : r.end] not in _NOT_IN_FREE_TEXT]


def answer(text: str, setting: Setting) -> Reading | None:
    """A listed country, also by its two or three letters."""
    if found := longest(find(text, setting)):
        return found
    start, end = place_answer(text, setting)
    return _by_code(text[start:end], start, end, setting)


def _by_code(said: str, start: int, end: int, setting: Setting) -> Reading | None:
    import pycountry

    if len(said) not in (2, 3) or not said.isascii():
        return None
    code = said.upper()
    country = pycountry.countries.get(alpha_2=code) or pycountry.countries.get(alpha_3=code)
    if country is None:
        return None
    usual = getattr(country, "common_name", country.name).split(",")[0]
    return Reading(start, end, (_names("en")[usual.lower()],))


COUNTRY = BuiltInType(find, answer, examples=lambda language: tuple(dict.fromkeys(_names(language).values()))[:12])
