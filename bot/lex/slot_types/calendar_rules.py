"""Rules of AMAZON.Date that hold in every language."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

FoundDate = tuple[int, int, date]
"""Where it is said, and the day."""

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{2})(?!\d)")
_NO_YEAR = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?![\d/])")


def numeric_dates(text: str, today: date, *, month_first: bool) -> Iterator[FoundDate]:
    for match in _YEAR_FIRST.finditer(text):
        yield from _found(match, _day(int(match[1]), int(match[2]), int(match[3])))
    for match in _YEAR_LAST.finditer(text):
        month, day = _in_order(int(match[1]), int(match[2]), month_first)
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        yield from _found(match, _day(year, month, day))
    for match in _NO_YEAR.finditer(text):
        month, day = _in_order(int(match[1]), int(match[2]), month_first or text.isascii() is False)
        yield from _found(match, next_day(today, month, day))


def next_day(today: date, month: int, day: int) -> date | None:
    """The next time that the calendar shows this month and day, today included."""
    candidates = (_day(today.year + ahead, month, day) for ahead in range(9))
    return next((found for found in candidates if found is not None and found >= today), None)


def next_day_of_month(today: date, day: int) -> date | None:
    """The next time that a month has this day, today included."""
    for ahead in range(13):
        month = today.month - 1 + ahead
        found = _day(today.year + month // 12, month % 12 + 1, day)
        if found is not None and found >= today:
            return found
    return None


def exact_day(year: int, month: int, day: int) -> date | None:
    return _day(year, month, day)


def next_weekday(today: date, weekday: int) -> date:
    """The next such day of the week, today included; Monday is 0."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def weekday_of_week(today: date, weekday: int, weeks_ahead: int) -> date:
    """A day of the week that begins on a Monday, so many weeks from the present one."""
    return today - timedelta(days=today.weekday()) + timedelta(days=7 * weeks_ahead + weekday)


def week(today: date, ahead: int) -> date:
    """The day that a week stands for. The guide's "next week" is the Sunday that ends the running week."""
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=7 * ahead - 1) if ahead > 0 else monday + timedelta(days=7 * ahead)


def weekend(today: date, ahead: int) -> date:
    """The Saturday of a weekend."""
    saturday = weekday_of_week(today, 5, ahead)
    return today if ahead == 0 and today.weekday() == 6 else saturday


def month(today: date, ahead: int) -> date:
    """The day that a month stands for: the last of a future one, otherwise the first."""
    index = today.year * 12 + today.month - 1 + ahead
    year, number = divmod(index, 12)
    return date(year, number + 1, monthrange(year, number + 1)[1] if ahead > 0 else 1)


def named_month(today: date, number: int, year: int | None = None) -> date:
    """The day that a month called by its name stands for: this one or the next of that name."""
    ahead = (number - today.month) % 12 if year is None else (year - today.year) * 12 + number - today.month
    return month(today, ahead)


def year(today: date, ahead: int) -> date:
    """The day that a year stands for: the last of a future one, otherwise the first."""
    return date(today.year + ahead, 12, 31) if ahead > 0 else date(today.year + ahead, 1, 1)


def months_later(today: date, count: int) -> date:
    """The same day of another month, or its last day if that is shorter."""
    index = today.year * 12 + today.month - 1 + count
    found_year, number = divmod(index, 12)
    return date(found_year, number + 1, min(today.day, monthrange(found_year, number + 1)[1]))


def _in_order(first: int, second: int, month_first: bool) -> tuple[int, int]:
    if first > 12 >= second or (not month_first and second <= 12):
        return second, first
    return first, second


def _day(number_of_year: int, number_of_month: int, day: int) -> date | None:
    try:
        return date(number_of_year, number_of_month, day)
    except ValueError:
        return None


def _found(match: re.Match[str], day: date | None) -> Iterator[FoundDate]:
    if day is not None:
        yield match.start(), match.end(), day
