"""AMAZON.Time: hours and minutes, or a part of the day (Lex guide, page "AMAZON.Time").

A time that may be in the morning or in the evening has no interpreted value and two resolved ones.
"""

from collections.abc import Sequence

from bot.lex.slot_types import english_times, korean_times
from bot.lex.slot_types.clock_rules import numeric_times
from bot.lex.slot_types.reading import BuiltInType, Reading, Setting, longest

_EXAMPLES = {"ko": ("오후 3시", "10시 반", "저녁 7시"), "en": ("3 pm", "10:30 am", "half past seven")}


def find(text: str, setting: Setting) -> Sequence[Reading]:
    found = list(numeric_times(text))
    if setting.language == "en":
        found += english_times.find(text, setting.now)
    elif setting.language == "ko":
        found += korean_times.find(text, setting.now)
    return _apart(found)


def answer(text: str, setting: Setting) -> Reading | None:
    """A number alone answers the question for a time."""
    if found := longest(find(text, setting)):
        return found
    if setting.language == "ko":
        return korean_times.hour_alone(text)
    return english_times.hour_alone(text, setting.language)


def _apart(readings: Sequence[Reading]) -> list[Reading]:
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda r: r.start - r.end):
        if all(reading.end <= other.start or other.end <= reading.start for other in kept):
            kept.append(reading)
    return sorted(kept, key=lambda r: r.start)


TIME = BuiltInType(find, answer, examples=lambda language: _EXAMPLES.get(language, ("15:00", "8:30")))
