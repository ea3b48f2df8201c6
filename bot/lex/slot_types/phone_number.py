"""AMAZON.PhoneNumber: a string of digits (Lex guide, page "AMAZON.PhoneNumber")."""

import re
from collections.abc import Iterator, Sequence

from bot.lex.slot_types.reading import BuiltInType, Reading, Setting, answer_by_finding

_FEWEST, _MOST = 7, 15
"""Digits of a telephone number (ITU-T E.164 allows fifteen)."""
_WRITTEN = re.compile(r"(?<![0-9A-Za-z.])\+?\(?\d(?:[\s().-]{0,2}\d){6,16}(?![0-9A-Za-z%])")
_KOREAN = {
    "영": "0",
    "공": "0",
    "일": "1",
    "이": "2",
    "삼": "3",
    "사": "4",
    "오": "5",
    "육": "6",
    "륙": "6",
    "칠": "7",
    "팔": "8",
    "구": "9",
}
_ENGLISH = dict(
    zip(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], "0123456789", strict=True)
) | {"oh": "0", "o": "0"}
_KOREAN_WORDS = re.compile(
    rf"(?<![가-힣])(?:[{''.join(_KOREAN)}\d]|에(?=\s*[{''.join(_KOREAN)}\d])|다시|[\s-]){{7,30}}"
)
_ENGLISH_WORDS = re.compile(
    rf"(?<!\w)(?:(?:double |triple )?(?:{'|'.join(_ENGLISH)}|\d)[\s,.-]+){{6,15}}(?:{'|'.join(_ENGLISH)}|\d)(?!\w)",
    re.IGNORECASE,
)


def find(text: str, setting: Setting) -> Sequence[Reading]:
    found = list(_written(text))
    if not found and setting.language == "ko":
        found = list(_spoken_korean(text))
    if not found and setting.language == "en":
        found = list(_spoken_english(text))
    return found


def _written(text: str) -> Iterator[Reading]:
    for match in _WRITTEN.finditer(text):
        digits = "".join(c for c in match.group() if c.isdigit())
        is_a_date = re.fullmatch(r"\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}", match.group())
        if _FEWEST <= len(digits) <= _MOST and not is_a_date:
            yield Reading(match.start(), match.end(), (digits,))


def _spoken_korean(text: str) -> Iterator[Reading]:
    for match in _KOREAN_WORDS.finditer(text):
        said = match.group().rstrip()
        digits = "".join(_KOREAN.get(c, c) for c in said if c in _KOREAN or c.isdigit())
        if _FEWEST <= len(digits) <= _MOST and any(c in _KOREAN for c in said):
            yield Reading(match.start() + len(said) - len(said.lstrip()), match.start() + len(said), (digits,))


def _spoken_english(text: str) -> Iterator[Reading]:
    for match in _ENGLISH_WORDS.finditer(text):
        digits, times = "", 1
        for word in re.findall(r"[a-z]+|\d", match.group().lower()):
            if word in ("double", "triple"):
                times = 2 if word == "double" else 3
                continue
            digits, times = digits + _ENGLISH.get(word, word) * times, 1
        if _FEWEST <= len(digits) <= _MOST:
            yield Reading(match.start(), match.end(), (digits,))


_EXAMPLES = {"ko": ("010-1234-5678", "02-123-4567")}
PHONE_NUMBER = BuiltInType(
    find, answer_by_finding(find), examples=lambda language: _EXAMPLES.get(language, ("206-555-0100",))
)
