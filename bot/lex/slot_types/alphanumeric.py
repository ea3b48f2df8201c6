"""AMAZON.AlphaNumeric: letters and digits, typed or spelled (Lex guide, page "AMAZON.AlphaNumeric")."""

import re
from collections.abc import Sequence

from bot.lex.slot_types.numerals import english_value
from bot.lex.slot_types.reading import BuiltInType, Reading, Setting, longest, whole

_MIXED = re.compile(r"(?<![0-9A-Za-z])(?=[A-Za-z-]*\d)[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*(?![0-9A-Za-z])")
_DIGIT_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPELLED = re.compile(
    rf"(?:[0-9A-Za-z]{{1,4}}|{'|'.join(_DIGIT_WORDS)})(?:[\s.,-]+(?:[0-9A-Za-z]{{1,4}}|{'|'.join(_DIGIT_WORDS)}))*",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    r"^(?:(?:it|that)(?:'s| is)|its|my \w+(?: \w+)? is|the \w+(?: \w+)? is|is)\s+", re.IGNORECASE
)


def find(text: str, setting: Setting) -> Sequence[Reading]:
    """In free text only what has a digit can be told from a word."""
    return [Reading(m.start(), m.end(), (m.group(),)) for m in _MIXED.finditer(text)]


def answer(text: str, setting: Setting) -> Reading | None:
    said = whole(text)
    if said is None:
        return None
    introduction = _INTRODUCTION.match(text[said.start : said.end])
    start = said.start + (introduction.end() if introduction else 0)
    value = text[start : said.end].rstrip(" .!?")
    if re.fullmatch(r"[0-9A-Za-z-]+", value):
        return Reading(start, start + len(value), (value,))
    if _SPELLED.fullmatch(value):
        return Reading(start, start + len(value), (_joined(value),))
    return longest(find(text, setting))


def _joined(spelled: str) -> str:
    pieces = re.findall(r"[0-9A-Za-z]+", spelled)
    return "".join(str(english_value(piece)) if piece.lower() in _DIGIT_WORDS else piece for piece in pieces)


ALPHANUMERIC = BuiltInType(find, answer, examples=lambda language: ("A1B2C3", "XK42"))
