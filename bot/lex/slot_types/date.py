"""AMAZON.Date: ISO 8601 days (Lex guide, page "AMAZON.Date").

A date without a year is the next one, today included. A period becomes one day: a future one its last, a present or
past one its first day, as the guide's examples have it (spec 3.8).
"""

from collections.abc import Sequence
from datetime import date

from bot.lex.slot_types import english_dates, korean_dates
from bot.lex.slot_types.calendar_rules import numeric_dates
from bot.lex.slot_types.reading import BuiltInType, Reading, Setting, longest, whole

_OTHERS_EXAMPLES = {
    "es": ("mañana", "el lunes"),
    "pt": ("amanhã", "segunda"),
    "it": ("domani",),
    "de": ("morgen",),
    "fr": ("demain",),
}
_EXAMPLES = {
    "ko": ("내일", "다음 주 월요일", "3월 5일", "모레"),
    "en": ("tomorrow", "next Monday", "March 5", "Friday"),
}


def find(text: str, setting: Setting) -> Sequence[Reading]:
    today = setting.now.date()
    found = list(numeric_dates(text, today, month_first=setting.locale in ("en_US", "es_US")))
    if setting.language == "en":
        found += english_dates.find(text, today)
    elif setting.language == "ko":
        found += korean_dates.find(text, today)
    return _apart([Reading(start, end, (day.isoformat(),)) for start, end, day in found])


def answer(text: str, setting: Setting) -> Reading | None:
    return longest(find(text, setting)) or _by_library(text, setting)


def _apart(readings: Sequence[Reading]) -> list[Reading]:
    """The longest readings that do not overlap."""
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda r: r.start - r.end):
        if all(reading.end <= other.start or other.end <= reading.start for other in kept):
            kept.append(reading)
    return sorted(kept, key=lambda r: r.start)


def _by_library(text: str, setting: Setting) -> Reading | None:
    """Dates of the other languages, and rarer wordings, by dateparser; imported here because that takes long."""
    import dateparser

    order = "MDY" if setting.locale in ("en_US", "es_US") else "DMY"
    hints = {"PREFER_DATES_FROM": "future", "RELATIVE_BASE": setting.now, "DATE_ORDER": order}
    said = whole(text)
    if said is None or len(text) > 40 or setting.language == "ko":
        return None
    try:
        parsed = dateparser.parse(text, languages=[setting.language], settings=hints)
    except ValueError:  # a language that the library does not know
        return None
    return Reading(said.start, said.end, (date.isoformat(parsed.date()),)) if parsed else None


DATE = BuiltInType(
    find, answer, examples=lambda language: _EXAMPLES.get(language, _OTHERS_EXAMPLES.get(language, ("2026-12-24",)))
)
