"""Rules of AMAZON.Time that hold in every language."""

import re
from collections.abc import Iterator

from bot.lex.slot_types.reading import Reading

_DIGITAL = re.compile(
    r"(?<![\d:])(\d{1,2})[:：h](\d{2})(?::\d{2})?(?![\d:])\s*(?:Uhr)?(?!\s*[ap]\.?\s?m)", re.IGNORECASE
)


def numeric_times(text: str) -> Iterator[Reading]:
    """Times written with digits and a colon; those of one digit before noon are ambiguous."""
    for match in _DIGITAL.finditer(text):
        hour, minute = int(match[1]), int(match[2])
        certain = match[1].startswith("0") or hour > 12
        if reading := clock(match.start(), match.end(), hour, minute, None if not certain else hour >= 12):
            yield reading


def clock(start: int, end: int, hour: int, minute: int, after_noon: bool | None) -> Reading | None:
    """A time of the day; ``after_noon`` None means that nothing tells. None if there is no such time."""
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    if hour > 12 or hour == 0:
        return Reading(start, end, (written(hour % 24, minute),))
    if after_noon is None:
        return Reading(
            start, end, (written(hour % 12 if hour == 12 else hour, minute), written(hour % 12 + 12, minute)), True
        )
    return Reading(start, end, (written(hour % 12 + 12 * after_noon, minute),))


def written(hour: int, minute: int) -> str:
    return f"{hour:02}:{minute:02}"
