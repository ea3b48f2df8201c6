"""Times in Korean words."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.lex.slot_types import korean_numerals
from bot.lex.slot_types.clock_rules import clock, written
from bot.lex.slot_types.reading import Reading, whole

_NATIVE = "열두|열한|열|한|두|세|네|다섯|여섯|일곱|여덟|아홉|십이|십일|십"
_NUMBER = rf"\d{{1,2}}|{_NATIVE}"
_MINUTE = r"\d{1,2}|[일이삼사오육칠팔구십]{1,3}"
_BEFORE_NOON = ("오전", "아침", "새벽", "am")
_PART_OF_DAY = "오전|오후|아침|점심|저녁|밤|새벽|낮|am|pm"
_TIME = re.compile(
    rf"(?<![가-힣\d])(?:(?P<part>{_PART_OF_DAY})\s*(?:에\s*)?)?(?P<hour>{_NUMBER}|영)\s*시(?!간|작|장|내|험|대로|즌)"
    rf"(?:\s*(?:(?P<half>반)(?![가-힣]*찬)|(?P<minute>{_MINUTE})\s*분(?P<before>\s*전)?))?", re.IGNORECASE,
)  # fmt: skip
_DIGITAL = re.compile(rf"(?<![가-힣])(?P<part>{_PART_OF_DAY})\s*(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})", re.IGNORECASE)
_PARTS = {
    "아침": "MO",
    "오전": "MO",
    "새벽": "MO",
    "오후": "AF",
    "낮": "AF",
    "점심": "AF",
    "저녁": "EV",
    "밤": "NI",
    "한밤중": "NI",
}
_PART = re.compile(
    rf"(?<![가-힣])(?:오늘\s*|내일\s*)?(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})"
    r"(?=에|때|시간|쯤|이요|요|으로|로|까지|부터|은|는|이|도|[^가-힣]|$)"
)
_FIXED = re.compile(r"(?<![가-힣])(?P<name>정오|자정)")
_NOW = re.compile(r"(?<![가-힣])(?:지금|바로 지금|현재)(?=[^가-힣]|이요|요|으로|당장|바로|$)")
_LATER = re.compile(
    rf"(?:(?P<hours>{_NUMBER})\s*시간(?:\s*(?P<half>반))?)?\s*(?:(?P<minutes>{_MINUTE})\s*분)?\s*(?:후|뒤|있다가|이따가)"
)


def find(text: str, now: datetime) -> Iterator[Reading]:
    for pattern in (_TIME, _DIGITAL):
        for match in pattern.finditer(text):
            if reading := _clocked(match):
                yield reading
    for match in _PART.finditer(text):
        yield Reading(match.start("part"), match.end(), (_PARTS[match["part"]],))
    for match in _FIXED.finditer(text):
        yield Reading(match.start(), match.end(), ("12:00" if match["name"] == "정오" else "00:00",))
    for match in _NOW.finditer(text):
        yield Reading(match.start(), match.end(), (written(now.hour, now.minute),))
    yield from _from_now(text, now)


def hour_alone(text: str) -> Reading | None:
    """An hour said without more, as the answer to a prompt."""
    value, said = korean_numerals.value(text), whole(text)
    if value is None or said is None or value != int(value):
        return None
    return clock(said.start, said.end, int(value), 0, None)


def _clocked(match: re.Match[str]) -> Reading | None:
    groups = match.groupdict()
    hour = _number(match["hour"])
    minute = 30 if groups.get("half") else _number(groups.get("minute") or "0")
    after_noon = _after_noon(groups.get("part"), hour)
    if groups.get("before"):
        hour, minute = (hour - 2) % 12 + 1 if hour <= 12 else hour - 1, 60 - minute
    return clock(match.start(), match.end(), hour, minute, after_noon)


def _after_noon(part: str | None, hour: int) -> bool | None:
    if part is None:
        return None
    if part.lower() in _BEFORE_NOON:
        return False
    if part == "밤":
        return not (hour == 12 or hour < 5)
    if part in ("낮", "점심"):
        return hour not in (10, 11)
    return True


def _from_now(text: str, now: datetime) -> Iterator[Reading]:
    for match in _LATER.finditer(text):
        minutes = _number(match["hours"] or "0") * 60 + 30 * bool(match["half"]) + _number(match["minutes"] or "0")
        if minutes:
            then = now + timedelta(minutes=minutes)
            yield Reading(match.start(), match.end(), (written(then.hour, then.minute),))


def _number(said: str) -> int:
    return int(korean_numerals.value(said) or 0)
