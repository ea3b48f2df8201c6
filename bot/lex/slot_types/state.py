"""AMAZON.State: states, provinces and regions (Lex guide, page "AMAZON.State")."""

from collections.abc import Mapping, Sequence
from functools import cache

from bot.lex.slot_types.places import find_places, listed, place_answer
from bot.lex.slot_types.reading import BuiltInType, Reading, Setting, longest

_COUNTRIES = {
    "en": ("US", "CA", "AU"),
    "es": ("ES", "MX"),
    "pt": ("BR", "PT"),
    "de": ("DE", "AT"),
    "it": ("IT",),
    "fr": ("FR",),
}


@cache
def _names(language: str) -> Mapping[str, str]:
    own = listed("states", language)
    return own if language == "ko" else {**_subdivisions(language), **own}


def _subdivisions(language: str) -> dict[str, str]:
    """First-level regions of the countries that speak the language; imported here because the list is long."""
    import pycountry

    names: dict[str, str] = {}
    for country in _COUNTRIES.get(language, ("US",)):
        for region in pycountry.subdivisions.get(country_code=country) or ():  # type: ignore[no-untyped-call]
            names[region.name.lower()] = region.name
    return names


def find(text: str, setting: Setting) -> Sequence[Reading]:
    return find_places(text, setting, _names)


def answer(text: str, setting: Setting) -> Reading | None:
    """A listed region, also by its postal abbreviation."""
    if found := longest(find(text, setting)):
        return found
    start, end = place_answer(text, setting)
    name = listed("state_codes", setting.language).get(text[start:end].lower().replace(".", ""))
    return Reading(start, end, (name,)) if name else None


STATE = BuiltInType(find, answer, examples=lambda language: tuple(dict.fromkeys(_names(language).values()))[:10])
