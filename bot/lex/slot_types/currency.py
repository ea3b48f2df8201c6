"""AMAZON.Currency: code and amount, for example ``USD 3.00`` (Lex guide, page "AMAZON.Currency")."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from bot.lex.slot_types.numerals import Numeral, find_numerals, read_numeral
from bot.lex.slot_types.reading import BuiltInType, Reading, Setting, longest, whole
from bot.lex.slot_types.wordlist import word_lists

_OF_COUNTRY = {
    "US": "USD", "KR": "KRW", "GB": "GBP", "JP": "JPY", "CN": "CNY", "IN": "INR", "AU": "AUD", "CA": "CAD", "BR": "BRL",
    "ZA": "ZAR", "MX": "MXN", "ES": "EUR", "FR": "EUR", "DE": "EUR", "IT": "EUR", "PT": "EUR", "AT": "EUR",
}  # fmt: skip
_SYMBOLS = {"$": "", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "￦": "KRW", "₹": "INR"}
_CENTS = {"cent", "cents", "c", "¢", "penny", "pennies", "pence", "센트", "centavos", "centavo", "céntimos", "centimes"}
_COINS = {"dime": 10, "dimes": 10, "nickel": 5, "nickels": 5, "quarter": 25, "quarters": 25}
_HALF = re.compile(r"\s+and\s+(?:a\s+half|1/2)", re.IGNORECASE)


def find(text: str, setting: Setting) -> Sequence[Reading]:
    readings: list[Reading] = []
    for numeral in find_numerals(text, setting.language):
        if readings and numeral.start < readings[-1].end:
            continue
        readings += _amounts(text, numeral, setting)
    return _with_cents(text, readings)


def answer(text: str, setting: Setting) -> Reading | None:
    """An amount without a unit is one of the locale's own currency."""
    if found := longest(find(text, setting)):
        return found
    value, said = read_numeral(text, setting.language), whole(text)
    if value is None or said is None:
        return None
    return Reading(said.start, said.end, (_written(_own(setting), value),))


def _amounts(text: str, numeral: Numeral, setting: Setting) -> Iterator[Reading]:
    before = re.search(r"([$€£¥₩￦₹]|(?<![a-zA-Z])[a-zA-Z]{3})\s?$", text[: numeral.start])
    if before and (code := _code(before.group(1), setting)):
        yield Reading(before.start(), numeral.end, (_written(code, numeral.value),))
        return
    unit = _unit_pattern(setting.language).match(text, numeral.end)
    if unit is None:
        return
    half = _HALF.match(text, unit.end())
    value = numeral.value + (Decimal("0.5") if half else 0)
    name = unit.group(1).lower()
    share = Decimal("0.01") if name in _CENTS else Decimal(_COINS.get(name, 100)) / 100
    yield Reading(
        numeral.start, (half or unit).end(), (_written(_code(name, setting) or _own(setting), value * share),)
    )


def _with_cents(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Five dollars (and) fifteen cents are one amount."""
    joined: list[Reading] = []
    for reading in readings:
        between = text[joined[-1].end : reading.start] if joined else ""
        if joined and re.fullmatch(r"\s*,?\s*(?:and\s+)?", between, re.IGNORECASE) and _is_cents(text, reading):
            joined[-1] = _sum(joined[-1], reading)
        else:
            joined.append(reading)
    return joined


def _is_cents(text: str, reading: Reading) -> bool:
    said = text[reading.start : reading.end].lower()
    return any(said.endswith(word) for word in _CENTS)


def _sum(dollars: Reading, cents: Reading) -> Reading:
    code, amount = dollars.resolved[0].split()
    total = Decimal(amount) + Decimal(cents.resolved[0].split()[1])
    return Reading(dollars.start, cents.end, (_written(code, total),))


@cache
def _unit_pattern(language: str) -> re.Pattern[str]:
    names = {**word_lists("currencies", "any"), **word_lists("currencies", language)}
    words = sorted([*names, *_CENTS, *_COINS], key=len, reverse=True)
    latin = "|".join(re.escape(w) for w in words if w.isascii())
    other = "|".join(re.escape(w) for w in words if not w.isascii())
    return re.compile(rf"\s*((?:{latin})(?![a-zA-Z])|{other}|[$€£¥₩￦₹])", re.IGNORECASE)


def _code(name: str, setting: Setting) -> str | None:
    """The ISO 4217 code of a name, a code or a sign."""
    if name in _SYMBOLS:
        return _SYMBOLS[name] or (_own(setting) if _own(setting) in ("AUD", "CAD", "MXN") else "USD")
    for language in (setting.language, "any"):
        if codes := word_lists("currencies", language).get(name.lower()):
            return codes[0]
    return None


def _own(setting: Setting) -> str:
    return _OF_COUNTRY.get(setting.country, "USD")


def _written(code: str, value: Decimal) -> str:
    return f"{code} {value:.2f}"


_EXAMPLES = {"ko": ("5천원", "만 원", "30달러"), "en": ("$50", "20 dollars", "100 euros")}
CURRENCY = BuiltInType(find, answer, examples=lambda language: _EXAMPLES.get(language, ("50 €", "20 $")))
