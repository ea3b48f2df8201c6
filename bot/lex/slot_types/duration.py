"""AMAZON.Duration: ISO 8601 durations (Lex guide, page "AMAZON.Duration")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from bot.lex.slot_types.numerals import find_numerals, plain
from bot.lex.slot_types.reading import BuiltInType, Reading, Setting, answer_by_finding
from bot.lex.slot_types.wordlist import word_lists

_ORDER = ("Y", "M", "W", "D", "H", "m", "S")
"""Elements from years to seconds; m are minutes, M months."""
_NEXT = {"Y": ("M", 12), "M": ("D", 30), "W": ("D", 7), "D": ("H", 24), "H": ("m", 60), "m": ("S", 60)}
_JOINT = re.compile(r"\s*,?\s*(?:and\s+|y\s+|e\s+|und\s+|et\s+)?", re.IGNORECASE)
_HALF_BEHIND = {"en": r"\s+and\s+a\s+half", "ko": r"\s*반(?![가-힣])"}
_FIXED_ENGLISH = {
    r"half\s+an?\s+hour": "PT30M", r"half\s+a\s+minute": "PT30S", r"half\s+a\s+day": "PT12H", r"half\s+a\s+year": "P6M",
    r"(?:an?\s+)?quarter\s+of\s+an\s+hour": "PT15M", r"an\s+hour\s+and\s+a\s+half": "PT1H30M",
    r"a\s+(?:couple\s+of\s+)hours": "PT2H", r"a\s+couple\s+of\s+days": "P2D",
    r"a\s+fortnight": "P2W", r"a\s+decade": "P10Y",
    r"an?\s+hour": "PT1H", r"a\s+minute": "PT1M", r"a\s+second": "PT1S", r"a\s+day": "P1D", r"a\s+week": "P1W",
    r"a\s+month": "P1M", r"a\s+year": "P1Y",
}  # fmt: skip
_FIXED_KOREAN = {
    "하루": "P1D", "이틀": "P2D", "사흘": "P3D", "나흘": "P4D",
    "닷새": "P5D", "엿새": "P6D", "이레": "P7D", "열흘": "P10D",
    "보름": "P15D", "일주일": "P1W", "반나절": "PT6H", "한나절": "PT12H", r"반\s*년": "P6M", r"반\s*시간": "PT30M",
}  # fmt: skip


@dataclass(frozen=True)
class _Part:
    start: int
    end: int
    element: str
    count: Decimal


def find(text: str, setting: Setting) -> Sequence[Reading]:
    counted = [_reading(chain) for chain in _chains(text, _parts(text, setting.language))]
    fixed = [r for r in _fixed(text, setting.language) if not any(r.start < c.end and c.start < r.end for c in counted)]
    return sorted([*counted, *fixed], key=lambda r: r.start)


def _parts(text: str, language: str) -> Iterator[_Part]:
    for numeral in find_numerals(text, language):
        half_before = (
            re.match(r"\s+and\s+a\s+half(?=\s)", text[numeral.end :], re.IGNORECASE) if language == "en" else None
        )
        unit = _unit_pattern(language).match(text, numeral.end + (half_before.end() if half_before else 0))
        if unit is None:
            continue
        half_behind = re.compile(_HALF_BEHIND.get(language, "(?!)"), re.IGNORECASE).match(text, unit.end())
        count = numeral.value + (Decimal("0.5") if half_before or half_behind else 0)
        element = _elements(language)[re.sub(r"\s+", " ", unit.group(1).lower())]
        yield _Part(numeral.start, (half_behind or unit).end(), element, count)


def _chains(text: str, parts: Iterator[_Part]) -> Iterator[list[_Part]]:
    """Parts that follow each other from large to small: five hours and ten minutes."""
    chain: list[_Part] = []
    for part in parts:
        if chain and not _continues(text, chain[-1], part):
            yield chain
            chain = []
        chain.append(part)
    if chain:
        yield chain


def _continues(text: str, before: _Part, part: _Part) -> bool:
    smaller = _ORDER.index(before.element) < _ORDER.index(part.element)
    return smaller and _JOINT.fullmatch(text[before.end : part.start]) is not None


def _reading(chain: Sequence[_Part]) -> Reading:
    counts: dict[str, Decimal] = {}
    for part in chain:
        _add(counts, part.element, part.count)
    return Reading(chain[0].start, chain[-1].end, (_iso(counts),))


def _add(counts: dict[str, Decimal], element: str, count: Decimal) -> None:
    """Fractions of an element become the next smaller one, as the guide writes durations."""
    whole = int(count)
    if count != whole and element in _NEXT:
        smaller, size = _NEXT[element]
        _add(counts, smaller, (count - whole) * size)
        count = Decimal(whole)
    if count:
        counts[element] = counts.get(element, Decimal(0)) + count


def _iso(counts: dict[str, Decimal]) -> str:
    date = "".join(plain(counts[e]) + e for e in _ORDER[:4] if e in counts)
    time = "".join(plain(counts[e]) + e.upper() for e in _ORDER[4:] if e in counts)
    return "P" + date + ("T" + time if time else "") if date or time else "PT0S"


def _fixed(text: str, language: str) -> Iterator[Reading]:
    phrases = {"en": _FIXED_ENGLISH, "ko": _FIXED_KOREAN}.get(language, {})
    taken = 0
    for match in re.compile("|".join(f"({p})" for p in phrases) or "(?!)", re.IGNORECASE).finditer(text):
        word_start = match.start() == 0 or not text[match.start() - 1].isalpha()
        if word_start and match.start() >= taken:
            taken = match.end()
            yield Reading(match.start(), match.end(), (list(phrases.values())[(match.lastindex or 1) - 1],))


@cache
def _unit_pattern(language: str) -> re.Pattern[str]:
    names = sorted(_elements(language), key=len, reverse=True)
    spelled = "|".join(re.escape(name).replace(r"\ ", r"\s*") for name in names)
    border = r"(?![a-zA-Z])" if language != "ko" else r"(?![a-zA-Z])(?!\s*전(?:에|부터|까지|$|\s)|요일|월(?!간))"
    return re.compile(rf"[\s-]*({spelled}){border}", re.IGNORECASE)


@cache
def _elements(language: str) -> dict[str, str]:
    lists = {**word_lists("durations", "any"), **word_lists("durations", language)}
    return {name: element for element, names in lists.items() for name in names}


_EXAMPLES = {"ko": ("두 시간", "30분", "3일"), "en": ("two hours", "30 minutes", "three days")}
DURATION = BuiltInType(find, answer_by_finding(find), examples=lambda language: _EXAMPLES.get(language, ("30 min",)))
