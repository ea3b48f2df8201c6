"""Numbers as digits or words, in English and Korean; digits in every language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from bot.lex.slot_types import korean_numerals
from bot.lex.slot_types.wordlist import word_lists

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<!\d)\.\d+"
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ENGLISH = {
    "zero": 0, "oh": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
}  # fmt: skip


@dataclass(frozen=True)
class Numeral:
    """A number that stands at ``text[start:end]``."""

    start: int
    end: int
    value: Decimal


def find_numerals(text: str, language: str) -> list[Numeral]:
    """Numbers in free text, from left to right."""
    if language == "ko":
        return [Numeral(*found) for found in korean_numerals.find(text)]
    return list(_spoken(text, language)) if language == "en" else list(_simple(text, language))


def read_numeral(text: str, language: str) -> Decimal | None:
    """The number that a whole text says, None if it says anything else."""
    said = text.strip().strip(".?!").strip()
    if language == "ko" and (value := korean_numerals.value(said)) is not None:
        return value
    found = find_numerals(said, language)
    return found[0].value if len(found) == 1 and (found[0].start, found[0].end) == (0, len(said)) else None


def plain(value: Decimal) -> str:
    """Digits without exponent and without zeros that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def _english_pattern() -> re.Pattern[str]:
    word = "|".join(sorted([*_ENGLISH, *_SCALES], key=len, reverse=True))
    unit = rf"(?:{_DIGITS}|(?<![a-z])(?:{word})(?![a-z]))"
    first = r"(?:(?<![a-z])a (?=hundred|thousand|million|billion|dozen)|(?<![a-z])(?:minus|negative) |-(?=\d))*"
    point = rf"(?:(?<![a-z])(?:point|dot) (?=\d|{word}))"
    return re.compile(
        rf"{first}(?:{point})?{unit}"
        rf"(?:(?:[\s-]+(?:(?<=hundred )and |(?<=thousand )and |(?<=million )and )?{unit})|"
        rf"(?:\s+(?:point|dot)\s+{unit}))*",
        re.IGNORECASE,
    )


def _spoken(text: str, language: str) -> Iterator[Numeral]:
    for match in _english_pattern().finditer(text):
        yield from _values(match.group(), match.start())


def _values(phrase: str, offset: int) -> Iterator[Numeral]:
    """Usually one number; digits that only stand beside each other are several."""
    if re.fullmatch(rf"(?:{_DIGITS})(?:[\s-]+(?:{_DIGITS}))+", phrase):
        for part in re.finditer(_DIGITS, phrase):
            yield Numeral(offset + part.start(), offset + part.end(), _decimal(part.group()))
        return
    value = english_value(phrase)
    if value is not None:
        yield Numeral(offset, offset + len(phrase), value)


def english_value(phrase: str) -> Decimal | None:
    """The value of an English number phrase: "minus one hundred twenty three point four five"."""
    words = re.findall(rf"{_DIGITS}|[a-z]+|-", phrase.lower())
    negative = bool(words) and words[0] in ("minus", "negative", "-")
    words = [w for w in words if w not in ("minus", "negative", "-", "and", "a")]
    point = next((i for i, word in enumerate(words) if word in ("point", "dot")), None)
    whole = _whole(words if point is None else words[:point])
    if whole is None:
        return None
    value = whole if point is None else whole + _fraction(words[point + 1 :])
    return -value if negative else value


def _whole(words: Sequence[str]) -> Decimal | None:
    if len(words) > 1 and all(_is_digit(word) for word in words):
        return Decimal("".join(str(_ENGLISH[word]) for word in words))
    total, current = Decimal(0), Decimal(0)
    for word in words:
        if word == "dozen":
            current = (current or Decimal(1)) * 12
        elif word == "hundred":
            current = (current or Decimal(1)) * 100
        elif word in _SCALES:
            total, current = total + (current or Decimal(1)) * _SCALES[word], Decimal(0)
        elif word in _ENGLISH:
            current = _joined(current, _ENGLISH[word])
        else:
            current = (
                current * 100 + _decimal(word) if current and "." not in word and current >= 100 else _decimal(word)
            )
    return total + current


def _joined(current: Decimal, value: int) -> Decimal:
    """Twenty five is a sum; five fifteen and nineteen ninety are two numbers said one after the other."""
    fits = current % 100 == 0 or (current % 10 == 0 and value < 10 and current % 100 >= 20)
    return current + value if fits else current * 100 + value


def _fraction(words: Sequence[str]) -> Decimal:
    if words and all(_is_digit(word) for word in words):
        return Decimal("0." + "".join(str(_ENGLISH[word]) for word in words))
    whole = _whole(words)
    return Decimal(f"0.{whole}") if whole is not None and whole == int(whole) else Decimal(0)


def _is_digit(word: str) -> bool:
    return word in _ENGLISH and _ENGLISH[word] < 10


def _simple(text: str, language: str) -> Iterator[Numeral]:
    """Digits, and the small number words of a language."""
    words = word_lists("numerals", language)
    spoken = "|".join(sorted(words, key=len, reverse=True))
    pattern = rf"-?(?:{_DIGITS})" + (rf"|(?<!\w)(?:{spoken})(?!\w)" if spoken else "")
    for match in re.finditer(pattern, text, re.IGNORECASE):
        listed = words.get(match.group().lower())
        value = Decimal(listed[0]) if listed else _decimal(match.group())
        yield Numeral(match.start(), match.end(), value)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
