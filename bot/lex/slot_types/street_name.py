"""AMAZON.StreetName: the name of a street within an address (Lex guide, page "AMAZON.StreetName")."""

import re
from collections.abc import Sequence

from bot.lex.slot_types.places import place_answer
from bot.lex.slot_types.reading import BuiltInType, Reading, Setting, longest

_KINDS = (
    "street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|square|sq|way|place|pl|terrace|highway|hwy|parkway|"
    "pkwy|circle|alley|trail|crescent|row|broadway"
)
_ENGLISH = re.compile(
    rf"(?<!\w)(?:\d+[A-Za-z]?\s+)?(?P<name>(?:(?:north|south|east|west|n|s|e|w)\.?\s+)?(?:[A-Z0-9][\w'.-]*\s+){{1,3}}(?i:{_KINDS})\b\.?)"
)
_ENGLISH_SMALL = re.compile(rf"(?:\d+[A-Za-z]?\s+)?(?P<name>(?:[\w'.-]+\s+){{1,3}}(?:{_KINDS})\b\.?)", re.IGNORECASE)
_KOREAN = re.compile(
    r"(?<![가-힣\w])(?P<name>[가-힣A-Za-z][가-힣A-Za-z0-9]{0,9}(?:대로|로|길)(?:\s?\d+(?:번|가|나|다)?(?:가|나)?길)?)(?=[^가-힣\w]|\s|\d|$|에|입니다|이요|이에요|예요|으로)"
)
_OTHERS = {
    "es": re.compile(r"(?P<name>(?:calle|avenida|av\.|plaza|paseo|camino|carretera)\s+[\w .'-]+)", re.IGNORECASE),
    "pt": re.compile(r"(?P<name>(?:rua|avenida|av\.|praça|travessa|alameda|estrada)\s+[\w .'-]+)", re.IGNORECASE),
    "it": re.compile(r"(?P<name>(?:via|viale|piazza|corso|largo|vicolo)\s+[\w .'-]+)", re.IGNORECASE),
    "de": re.compile(
        r"(?P<name>[\w-]*(?:straße|strasse|str\.|weg|platz|allee|gasse)|[\w-]+ (?:straße|weg|platz|allee))",
        re.IGNORECASE,
    ),
    "fr": re.compile(r"(?P<name>(?:rue|avenue|boulevard|place|chemin|allée|quai)\s+[\w .'-]+)", re.IGNORECASE),
}  # fmt: skip
_NOT_STREETS = frozenset(
    (
        "으로",
        "앞으로",
        "바로",
        "따로",
        "서로",
        "그대로",
        "이대로",
        "마음대로",
        "별로",
        "새로",
        "스스로",
        "함부로",
        "실제로",
        "주로",
        "진로",
        "경로",
        "도로",
        "어디로",
        "집으로",
        "회사로",
        "이쪽으로",
    )
)


def find(text: str, setting: Setting) -> Sequence[Reading]:
    pattern = _KOREAN if setting.language == "ko" else _OTHERS.get(setting.language, _ENGLISH)
    return [_reading(m) for m in pattern.finditer(text) if m["name"] not in _NOT_STREETS]


def answer(text: str, setting: Setting) -> Reading | None:
    """The name of the street, or the whole answer where nothing tells the name from the rest."""
    if found := longest(find(text, setting)):
        return found
    start, end = _said(text, setting)
    small = _ENGLISH_SMALL.search(text, start, end) if setting.language == "en" else None
    if small is not None:
        return _reading(small)
    said = text[start:end]
    return Reading(start, end, (said,)) if said and any(c.isalpha() for c in said) and len(said.split()) <= 4 else None


def _said(text: str, setting: Setting) -> tuple[int, int]:
    if setting.language == "ko":
        return len(text) - len(text.lstrip()), len(text.rstrip(" .,!?"))
    return place_answer(text, setting)


def _reading(match: re.Match[str]) -> Reading:
    name = match["name"]
    start, end = match.span("name")
    return Reading(start, end, (name.title() if name.islower() and name.isascii() else name,))


_EXAMPLES = {"ko": ("테헤란로", "세종대로"), "en": ("Main Street", "Fifth Avenue")}
STREET_NAME = BuiltInType(find, answer, open_ended=True, examples=lambda language: _EXAMPLES.get(language, ()))
