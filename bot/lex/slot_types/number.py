"""AMAZON.Number: words and digits to digits, decimals and negatives too (Lex guide, page "AMAZON.Number")."""

from collections.abc import Sequence

from bot.lex.slot_types.numerals import find_numerals, plain, read_numeral
from bot.lex.slot_types.reading import BuiltInType, Reading, Setting, longest, whole

_EXAMPLES = {"ko": ("3", "열", "스물", "5")}


def find(text: str, setting: Setting) -> Sequence[Reading]:
    return [Reading(n.start, n.end, (plain(n.value),)) for n in find_numerals(text, setting.language)]


def answer(text: str, setting: Setting) -> Reading | None:
    value, said = read_numeral(text, setting.language), whole(text)
    if value is not None and said is not None:
        return Reading(said.start, said.end, (plain(value),))
    return longest(find(text, setting))


NUMBER = BuiltInType(find, answer, examples=lambda language: _EXAMPLES.get(language, ("3", "ten", "25", "7")))
