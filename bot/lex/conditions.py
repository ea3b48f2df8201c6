"""Whether a condition holds now (guide "paths-branching", spec 3.7); bot.definitions.conditions has the language."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.definitions.conditions import (
    Both,
    Call,
    Comparison,
    ConditionError,
    Constant,
    Either,
    Node,
    Not,
    Operand,
    Reference,
    Truth,
    parse,
)
from bot.lex.interpreter import SlotValue
from bot.lex.references import References, text_of

__all__ = ["ConditionError", "evaluate"]


def evaluate(expression: str, references: References) -> bool:
    """Whether an expression holds now.

    :raises ConditionError: it is not in the language.
    """
    return _holds(parse(expression), references)


_REFERENCES: dict[str, Callable[[References, str], SlotValue | str | None]] = {
    "slot": lambda references, name: references.slot(name),
    "session": lambda references, name: references.session.get(name),
    "request": lambda references, name: references.request.get(name),
    "path": lambda references, name: _as_text(references.path(name)),
}


def _value(reference: Reference, references: References) -> SlotValue | str | None:
    return _REFERENCES[reference.kind](references, reference.name)


def _holds(node: Node, references: References) -> bool:
    match node:
        case Not(inner):
            return not _holds(inner, references)
        case Both(parts):
            return all(_holds(part, references) for part in parts)
        case Either(parts):
            return any(_holds(part, references) for part in parts)
        case Truth(operand):
            return (_text(operand, references) or "").lower() == "true"
        case Comparison(left, operator, right):
            return _compare(left, operator, right, references)


def _compare(left: Operand, operator: str, right: Operand, references: References) -> bool:
    wanted = _text(right, references)
    if wanted is None or _text(left, references) is None:
        return False
    if operator == "CONTAINS":
        return any(_same(item, wanted) for item in _items(left, references))
    return OPERATORS[operator](_order(_text(left, references) or "", wanted))


OPERATORS: dict[str, Callable[[int], bool]] = {
    "=": lambda order: order == 0,
    "!=": lambda order: order != 0,
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}


def _text(operand: Operand, references: References) -> str | None:
    match operand:
        case Constant(text):
            return text
        case Reference():
            return _value_text(_value(operand, references))
        case Call(function, reference):
            return FUNCTIONS[function](_value(reference, references))


def _value_text(value: "SlotValue | str | None") -> str | None:
    return text_of(value) if isinstance(value, SlotValue) else value


def _items(operand: Operand, references: References) -> list[str]:
    value = _value(operand, references) if isinstance(operand, Reference) else None
    if isinstance(value, SlotValue) and value.shape == "List":
        return [text for item in value.values if (text := text_of(item)) is not None]
    return [_text(operand, references) or ""]


def _is_set(value: "SlotValue | str | None") -> str:
    return "true" if value is not None else "false"


def _count(value: "SlotValue | str | None") -> str | None:
    if value is None:
        return "0"
    return str(len(value.values)) if isinstance(value, SlotValue) and value.shape == "List" else "1"


def _length(value: "SlotValue | str | None") -> str | None:
    text = _value_text(value)
    return None if text is None else str(len(text))


FUNCTIONS: dict[str, Callable[["SlotValue | str | None"], str | None]] = {
    "IS_SET": _is_set,
    "COUNT": _count,
    "LENGTH": _length,
}

_NUMBER = re.compile(r"^[+-]?\d+(?:\.\d+)?$")
_MOMENT = re.compile(r"^(?:(?P<date>\d{4}-\d{2}(?:-\d{2})?))?T?(?P<time>\d{1,2}:\d{2}(?::\d{2})?)?$")
_DURATION = re.compile(
    r"^P(?=.)(?:(?P<years>[\d.]+)Y)?(?:(?P<months>[\d.]+)M)?(?:(?P<weeks>[\d.]+)W)?(?:(?P<days>[\d.]+)D)?"
    r"T?(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>[\d.]+)M)?(?:(?P<seconds>[\d.]+)S)?$",
    re.IGNORECASE,
)


def _order(left: str, right: str) -> int:
    """-1, 0 or 1: as numbers, moments or durations where both are such, else as text without case."""
    for read in (_as_number, _as_moment, _as_duration):
        a, b = read(left), read(right)
        if a is not None and b is not None:
            return _sign(a, b)
    return _sign(left.lower(), right.lower())


def _sign(a: Any, b: Any) -> int:
    return int(a > b) - int(a < b)


def _same(left: str, right: str) -> bool:
    return _order(left, right) == 0


def _as_number(text: str) -> float | None:
    return float(text) if _NUMBER.match(text.strip()) else None


def _as_moment(text: str) -> tuple[str, str] | None:
    match = _MOMENT.match(text.strip())
    if match is None or not (match["date"] or match["time"]):
        return None
    return match["date"] or "", (match["time"] or "").zfill(5)


def _as_duration(text: str) -> float | None:
    match = _DURATION.match(text.strip())
    if match is None or not any(match.groups()):
        return None
    years, months, weeks, days, hours, minutes, seconds = (_float(group) for group in match.groups())
    span = timedelta(days=years * 365 + months * 30 + weeks * 7 + days, hours=hours, minutes=minutes, seconds=seconds)
    return span.total_seconds()


def _float(text: str | None) -> float:
    return float(text) if text and text.count(".") <= 1 and text != "." else 0.0


def _as_text(value: object) -> str | None:
    return None if value is None else str(value)
