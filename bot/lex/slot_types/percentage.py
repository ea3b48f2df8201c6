"""AMAZON.Percentage: a number with a percent sign (Lex guide, page "AMAZON.Percentage")."""

import re
from collections.abc import Sequence

from bot.lex.slot_types import number
from bot.lex.slot_types.numerals import find_numerals, plain
from bot.lex.slot_types.reading import BuiltInType, Reading, Setting, longest

_SIGN = re.compile(
    r"\s*(?:%|％|percentage|percent|per\s+cent|pct|퍼센트|프로|퍼센|por\s?ciento|por\s?cento|per\s?cento|pour\s?cent|prozent|パーセント)",
    re.IGNORECASE,
)


def find(text: str, setting: Setting) -> Sequence[Reading]:
    readings = []
    for numeral in find_numerals(text, setting.language):
        if sign := _SIGN.match(text, numeral.end):
            readings.append(Reading(numeral.start, sign.end(), (plain(numeral.value) + "%",)))
    return readings


def answer(text: str, setting: Setting) -> Reading | None:
    """A number without a percent sign stays a number, as the guide says."""
    return longest(find(text, setting)) or number.answer(text, setting)


PERCENTAGE = BuiltInType(find, answer, examples=lambda language: ("10%", "25%", "50%"))
