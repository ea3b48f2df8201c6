"""Dates in English words."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bot.lex.slot_types import calendar_rules as rules
from bot.lex.slot_types.calendar_rules import FoundDate
from bot.lex.slot_types.numerals import english_value

_DAYS = {"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6}
_SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
_WORDS_TOO = frozenset(("sun", "sat", "wed", "mon"))
"""Short days that are days only with a capital letter or "next" before them."""
_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
]
_HOLIDAYS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "new year's eve": (12, 31),
    "new years eve": (12, 31), "new year's day": (1, 1), "new years day": (1, 1), "new year": (1, 1),
    "halloween": (10, 31),
    "valentine's day": (2, 14), "independence day": (7, 4),
}  # fmt: skip
_AHEAD = {"next": 1, "this": 0, "the coming": 0, "coming": 0, "last": -1}
_weekdays = "|".join([*_DAYS, *sorted(_SHORT_DAYS, key=len, reverse=True)])
_month = "|".join(sorted(_MONTHS, key=len, reverse=True))
_unmistakable = "|".join(name for name in _MONTHS if len(name) > 3 and name not in ("march", "sept"))
_ordinal = "|".join(sorted((w.replace("-", "[- ]") for w in _ORDINALS), key=len, reverse=True))
_day = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ordinal})(?![a-z\d:])"
_which = "|".join(_AHEAD)
_unit = "days?|weeks?|months?|years?"
_count = (
    r"\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty"
)

Rule = Callable[[re.Match[str], date], date | None]


def find(text: str, today: date) -> Iterator[FoundDate]:
    for pattern, rule in _RULES:
        for match in pattern.finditer(text):
            if (found := rule(match, today)) is not None:
                yield match.start(), match.end(), found


def _number_of_day(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits.group()) if digits else _ORDINALS.index(text.lower().replace(" ", "-")) + 1


def _month_and_day(match: re.Match[str], today: date) -> date | None:
    number, day = _MONTHS[match["month"].lower()], _number_of_day(match["day"])
    return rules.exact_day(int(match["year"]), number, day) if match["year"] else rules.next_day(today, number, day)


def _month_alone(match: re.Match[str], today: date) -> date | None:
    return rules.named_month(today, _MONTHS[match["month"].lower()], int(match["year"]) if match["year"] else None)


def _weekday(match: re.Match[str], today: date) -> date | None:
    weekday = {**_DAYS, **_SHORT_DAYS}[match["weekday"].lower()]
    which = (match["which"] or "").lower()
    if not which and match["weekday"] in _WORDS_TOO:
        return None
    if which == "next":
        return rules.weekday_of_week(today, weekday, 1)
    if which == "last":
        return rules.next_weekday(today - timedelta(days=7), weekday)
    return rules.next_weekday(today, weekday)


def _period(match: re.Match[str], today: date) -> date:
    ahead = _AHEAD[match["which"].lower()]
    return {"week": rules.week, "month": rules.month, "year": rules.year, "weekend": rules.weekend}[
        match["unit"].lower()
    ](today, ahead)


def _later(match: re.Match[str], today: date) -> date | None:
    said = match["count"].lower()
    value = 1 if said in ("a", "an") else int(english_value(said) or 0)
    return _moved(today, value * (-1 if (match["back"] or "").lower() == "ago" else 1), match["unit"].lower())


def _moved(today: date, count: int, unit: str) -> date | None:
    if abs(count) > 10_000:
        return None
    if unit.startswith("month"):
        return rules.months_later(today, count)
    if unit.startswith("year"):
        return rules.months_later(today, 12 * count) if abs(count) < 1000 else None
    return today + timedelta(days=count * (7 if unit.startswith("week") else 1))


def _day_of_month(match: re.Match[str], today: date) -> date | None:
    return rules.next_day_of_month(today, _number_of_day(match["day"]))


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){pattern}(?![\w-])", re.IGNORECASE)


def _fixed(days: int) -> Rule:
    return lambda match, today: today + timedelta(days=days)


_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (_compiled(r"(?:the )?day after tomorrow"), _fixed(2)),
    (_compiled(r"(?:the )?day before yesterday"), _fixed(-2)),
    (_compiled(r"tomorrow|tmrw|tomorow|tommorow"), _fixed(1)),
    (_compiled(r"today|tonight|right now"), _fixed(0)),
    (_compiled(r"yesterday"), _fixed(-1)),
    (_compiled(rf"(?P<month>{_month})\.? (?:the )?(?P<day>{_day})(?:,? (?P<year>\d{{4}}))?"), _month_and_day),
    (_compiled(rf"(?:the )?(?P<day>{_day}) (?:of )?(?P<month>{_month})\.?(?:,? (?P<year>\d{{4}}))?"), _month_and_day),
    (_compiled(rf"(?<!\d )(?P<month>{_unmistakable})(?: (?P<year>\d{{4}}))?(?!\.? \d)"), _month_alone),
    (_compiled(r"(?:in )(?P<month>march|may)(?: (?P<year>\d{4}))?"), _month_alone),
    (_compiled(rf"(?:(?P<which>{_which}) )?(?P<weekday>{_weekdays})"), _weekday),
    (_compiled(r"(?P<which>next|this|last) (?P<unit>weekend|week|month|year)"), _period),
    (_compiled(r"(?:the )weekend"), lambda match, today: rules.weekend(today, 0)),
    (_compiled(rf"(?:in )(?P<count>{_count}) (?P<unit>{_unit})(?P<back>)"), _later),
    (_compiled(rf"(?P<count>{_count}) (?P<unit>{_unit}) (?P<back>from now|from today|later|ago)"), _later),
    (_compiled(rf"the (?P<day>\d{{1,2}}(?:st|nd|rd|th)|{_ordinal})"), _day_of_month),
    (_compiled("|".join(_HOLIDAYS)), lambda m, today: rules.next_day(today, *_HOLIDAYS[m.group().lower()])),
)  # fmt: skip
