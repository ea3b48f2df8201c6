"""AMAZON.UKPostalCode: in capitals with one blank (Lex guide, page "AMAZON.UKPostalCode")."""

import re
from collections.abc import Sequence

from bot.lex.slot_types.reading import BuiltInType, Reading, Setting, answer_by_finding

_CODE = re.compile(
    r"(?<![0-9A-Za-z])((?:GIR|[A-Z]{1,2}\d[A-Z\d]?))[\s-]*(\d[ABD-HJLNP-UW-Z]{2})(?![0-9A-Za-z])", re.IGNORECASE
)
_SPELLED = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Za-z]\s+){4,6}[0-9A-Za-z](?![0-9A-Za-z])")


def find(text: str, setting: Setting) -> Sequence[Reading]:
    found = [Reading(m.start(), m.end(), (f"{m[1]} {m[2]}".upper(),)) for m in _CODE.finditer(text)]
    return found or [reading for match in _SPELLED.finditer(text) for reading in _joined(match)]


def _joined(match: re.Match[str]) -> Sequence[Reading]:
    code = _CODE.fullmatch(re.sub(r"\s+", "", match.group()))
    return [Reading(match.start(), match.end(), (f"{code[1]} {code[2]}".upper(),))] if code else []


UK_POSTAL_CODE = BuiltInType(find, answer_by_finding(find), examples=lambda language: ("SW1A 1AA", "M1 1AE"))
