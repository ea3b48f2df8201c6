"""Times in English words."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.lex.slot_types.clock_rules import clock, written
from bot.lex.slot_types.numerals import english_value, read_numeral
from bot.lex.slot_types.reading import Reading, whole

_HOUR = r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MINUTE = (
    r"[0-5]\d|oh (?:one|two|three|four|five|six|seven|eight|nine)|(?:twenty|thirty|forty|fifty)(?:[ -](?:one|two|three|"
    r"four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
)
_HALF_DAY = (
    r"(?P<half>a\.?\s?m\.?(?!\w)|p\.?\s?m\.?(?!\w)|in the (?:morning|afternoon|evening|night)|at night|"
    r"this (?:morning|afternoon|evening)|tonight)"
)
_TIME = re.compile(
    rf"(?<![\w.:])(?P<hour>{_HOUR})(?:[:. ]?(?P<minute>{_MINUTE}))?\s*(?:o'?\s?clock\s*)?{_HALF_DAY}", re.IGNORECASE
)
_O_CLOCK = re.compile(rf"(?<![\w.:])(?P<hour>{_HOUR})\s*o['’]?\s?clock(?!\w)", re.IGNORECASE)
_AT = re.compile(
    rf"(?<!\w)(?:at|around|by|until|before|after) (?P<hour>{_HOUR})(?: (?P<minute>{_MINUTE}))?"
    r"(?![\w:%.]|\s*(?:percent|%|\w+s\b))",
    re.IGNORECASE,
)
_RELATIVE_HOUR = re.compile(
    rf"(?<!\w)(?P<minute>half|(?:a )?quarter|\d{{1,2}}|five|ten|twenty|twenty[ -]five)(?: minutes)? "
    rf"(?P<side>past|after|to|before|till) "
    rf"(?P<hour>{_HOUR})(?!\w)(?:\s*{_HALF_DAY})?", re.IGNORECASE,
)  # fmt: skip
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI"}
_PART = re.compile(
    r"(?<!\w)(?:in the |at |this |the |early |late )*(?P<part>morning|afternoon|evening|tonight|night)(?!\w)",
    re.IGNORECASE,
)
_FIXED = re.compile(r"(?<!\w)(?:at )?(?P<name>noon|midday|midnight)(?!\w)", re.IGNORECASE)
_NOW = re.compile(r"(?<!\w)(?:right now|now|immediately)(?!\w)", re.IGNORECASE)
_IN = re.compile(
    r"(?<!\w)in (?P<count>\d+|an?|half an|[a-z]+(?:[ -][a-z]+)?) (?P<unit>minutes?|mins?|hours?)(?!\w)", re.IGNORECASE
)


def find(text: str, now: datetime) -> Iterator[Reading]:
    yield from _clocked(text)
    for match in _RELATIVE_HOUR.finditer(text):
        if reading := _relative(match):
            yield reading
    for match in _PART.finditer(text):
        yield Reading(match.start("part"), match.end(), (_PARTS[match["part"].lower()],))
    for match in _FIXED.finditer(text):
        yield Reading(match.start("name"), match.end(), ("00:00" if match["name"].lower() == "midnight" else "12:00",))
    for match in _NOW.finditer(text):
        yield Reading(match.start(), match.end(), (written(now.hour, now.minute),))
    yield from _from_now(text, now)


def hour_alone(text: str, language: str) -> Reading | None:
    """An hour said without more, as the answer to a prompt."""
    value, said = read_numeral(text, language), whole(text)
    if value is None or said is None or value != int(value):
        return None
    hour, minute = divmod(int(value), 100) if value >= 100 else (int(value), 0)
    return clock(said.start, said.end, hour, minute, None)


def _clocked(text: str) -> Iterator[Reading]:
    for pattern in (_TIME, _O_CLOCK, _AT):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            minute = _number((groups.get("minute") or "0").replace("oh ", ""))
            hour = _number(match["hour"])
            if reading := clock(match.start("hour"), match.end(), hour, minute, _after_noon(groups.get("half"), hour)):
                yield reading


def _relative(match: re.Match[str]) -> Reading | None:
    named = {"half": 30, "quarter": 15, "a quarter": 15}
    said = match["minute"].lower()
    minute, hour = named.get(said) or _number(said), _number(match["hour"])
    after_noon = _after_noon(match["half"], hour)
    if match["side"].lower() in ("to", "before", "till"):
        hour, minute = (hour - 2) % 12 + 1, 60 - minute
    return clock(match.start(), match.end(), hour, minute, after_noon)


def _from_now(text: str, now: datetime) -> Iterator[Reading]:
    for match in _IN.finditer(text):
        said = match["count"].lower()
        count = 1.0 if said in ("a", "an") else 0.5 if said == "half an" else float(english_value(said) or 0)
        if 0 < count < 10_000:
            then = now + timedelta(minutes=count * (60 if match["unit"].lower().startswith("hour") else 1))
            yield Reading(match.start(), match.end(), (written(then.hour, then.minute),))


def _after_noon(half: str | None, hour: int) -> bool | None:
    if half is None:
        return None
    said = half.lower().replace(".", "").replace(" ", "")
    if said in ("am", "inthemorning", "thismorning"):
        return False
    return not (said in ("atnight", "inthenight", "tonight") and (hour == 12 or hour < 5))


def _number(text: str) -> int:
    return int(english_value(text.replace("-", " ")) or 0)
