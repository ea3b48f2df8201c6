"""Dates in Korean words."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bot.lex.slot_types import calendar_rules as rules
from bot.lex.slot_types import korean_numerals
from bot.lex.slot_types.calendar_rules import FoundDate

_RELATIVE = {
    "그끄저께": -3, "그저께": -2, "그제": -2, "엊그제": -2, "어제": -1, "오늘": 0, "내일모레": 2,
    "내일": 1, "낼": 1, "모레": 2, "글피": 3,
}  # fmt: skip
_DAY_COUNTS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "일주일": 7,
    "열흘": 10,
    "보름": 15,
}
_WEEKDAYS = "월화수목금토일"
_AHEAD = {"다다음": 2, "다음": 1, "담": 1, "이번": 0, "요번": 0, "금": 0, "지난": -1, "저번": -1, "지지난": -2}
_YEARS = {"올해": 0, "금년": 0, "내년": 1, "작년": -1, "지난해": -1, "재작년": -2, "내후년": 2, "다음 해": 1}
_HOLIDAYS = {
    "크리스마스 이브": (12, 24), "성탄절": (12, 25), "크리스마스": (12, 25), "광복절": (8, 15), "삼일절": (3, 1),
    "개천절": (10, 3),
    "한글날": (10, 9), "현충일": (6, 6), "어린이날": (5, 5), "신정": (1, 1), "새해 첫날": (1, 1),
}  # fmt: skip
_numeral = r"(?:\d{1,4}|[영공일이삼사오육유륙시칠팔구십백천]{1,7})"
_which = "|".join(sorted(_AHEAD, key=len, reverse=True))

Rule = Callable[[re.Match[str], date], date | None]


def find(text: str, today: date) -> Iterator[FoundDate]:
    for pattern, rule in _RULES:
        for match in pattern.finditer(text):
            if (found := rule(match, today)) is not None:
                yield match.start(), match.end(), found


def _value(said: str) -> int | None:
    months = {"유": "육", "시": "십"}
    value = korean_numerals.value(months.get(said, said))
    return None if value is None else int(value)


def _month_and_day(match: re.Match[str], today: date) -> date | None:
    month, day = _value(match["month"]), _value(match["day"])
    if month is None or day is None:
        return None
    if match["year"] or match["which"]:
        year = _year(match["year"], match["which"], today)
        return None if year is None else rules.exact_day(year, month, day)
    return rules.next_day(today, month, day)


def _year(said: str | None, relative: str | None, today: date) -> int | None:
    if relative:
        return today.year + _YEARS[relative]
    value = _value(said or "")
    return None if value is None else value + 2000 if value < 100 else value


def _month(match: re.Match[str], today: date) -> date | None:
    number = _value(match["month"])
    if number is None or not 1 <= number <= 12:
        return None
    year = _year(match["year"], match["which"], today) if match["year"] or match["which"] else None
    return rules.named_month(today, number, year)


def _day(match: re.Match[str], today: date) -> date | None:
    day = _value(match["day"])
    if day is None or (len(match["day"]) == 1 and not match["day"].isdigit()):
        return None
    if match["which"]:
        start = rules.months_later(today.replace(day=1), _AHEAD[match["which"]])
        return rules.exact_day(start.year, start.month, day)
    return rules.next_day_of_month(today, day)


def _weekday(match: re.Match[str], today: date) -> date:
    weekday = _WEEKDAYS.index(match["weekday"])
    if match["which"]:
        return rules.weekday_of_week(today, weekday, _AHEAD[match["which"]])
    return rules.next_weekday(today, weekday)


def _period(match: re.Match[str], today: date) -> date:
    unit = {"주": rules.week, "주말": rules.weekend, "달": rules.month, "해": rules.year}[match["unit"]]
    return unit(today, _AHEAD[match["which"]])


def _later(match: re.Match[str], today: date) -> date | None:
    count = _value(match["count"])
    return None if count is None else _moved(today, count, match["unit"], match["back"])


def _moved(today: date, count: int, unit: str, back: str) -> date | None:
    count = -count if back.startswith("전") else count
    if abs(count) > 10_000:
        return None
    if unit in ("개월", "달", "년"):
        return rules.months_later(today, count * (12 if unit == "년" else 1)) if abs(count) < 1000 else None
    return today + timedelta(days=count * (7 if unit in ("주", "주일") else 1))


def _days_later(match: re.Match[str], today: date) -> date | None:
    return _moved(today, _DAY_COUNTS[match["count"]], "일", match["back"])


def _relative(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=_RELATIVE[match["day"]])


def _whole_year(match: re.Match[str], today: date) -> date:
    return rules.year(today, _YEARS[match["year"]])


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![가-힣\d]){pattern}")


_this_year = rf"(?:(?:(?P<year>{_numeral})\s*년|(?P<which>{'|'.join(_YEARS)}))\s*)?"
_not_a_span = r"(?!\s*(?:후|뒤|전|동안|간|주일|정))"
_back = r"(?P<back>전|후|뒤|있다가|이따)(?![가-힣]*화)"
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (_compiled(rf"(?P<day>{'|'.join(sorted(_RELATIVE, key=len, reverse=True))})"), _relative),
    (_compiled(rf"{_this_year}(?P<month>{_numeral})\s*월\s*(?P<day>{_numeral})\s*일"), _month_and_day),
    (_compiled(rf"{_this_year}(?P<month>{_numeral})\s*월(?!요일|급|세|간|\s*{_numeral}\s*일)"), _month),
    (_compiled(rf"(?<!월)(?<!월 )(?:(?P<which>{_which})\s*달\s*)?(?P<day>{_numeral})\s*일{_not_a_span}"), _day),
    (_compiled(rf"(?:(?P<which>{_which})\s*주\s*)?(?P<weekday>[{_WEEKDAYS}])요일"), _weekday),
    (_compiled(rf"(?P<which>{_which})\s*주\s*(?P<weekday>[{_WEEKDAYS}])(?![가-힣])"), _weekday),
    (_compiled(rf"(?P<which>{_which})\s*(?P<unit>주말|주|달|해)(?!\s*(?:[{_WEEKDAYS}]요일|{_numeral}\s*일))"), _period),
    (_compiled(r"주말"), lambda m, today: rules.weekend(today, 0)),
    (_compiled(rf"(?P<year>{'|'.join(_YEARS)})(?!\s*{_numeral}\s*월)"), _whole_year),
    (_compiled(rf"(?P<count>{_numeral}|한|두|세|네|다섯|여섯)\s*(?P<unit>일|주일|주|개월|달|년)\s*{_back}"), _later),
    (_compiled(rf"(?P<count>{'|'.join(_DAY_COUNTS)})\s*{_back}"), _days_later),
    (_compiled("|".join(_HOLIDAYS)), lambda m, today: rules.next_day(today, *_HOLIDAYS[m.group()])),
)  # fmt: skip
