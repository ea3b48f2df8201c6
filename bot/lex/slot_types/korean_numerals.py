"""Korean numbers: 35, 삼십오, 서른다섯, 3만 5천, 삼 점 일사."""

import re
from collections.abc import Iterator
from decimal import Decimal

_SINO = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9}
_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12}
_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "서": 3, "넷": 4, "네": 4, "넉": 4, "다섯": 5,
    "여섯": 6, "일곱": 7, "여덟": 8, "여덜": 8, "아홉": 9,
}  # fmt: skip
_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
_NATIVE = {**_ONES, **_TENS}
_WORDS = sorted([*_SINO, *_SMALL, *_LARGE, *_NATIVE], key=len, reverse=True)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PIECE = re.compile(rf"{_DIGITS}|{'|'.join(_WORDS)}|점")
_word = rf"(?:{'|'.join(_WORDS)})(?:\s*(?:{'|'.join(_WORDS)}|점))*"
_unit = f"[{''.join((*_SMALL, *_LARGE))}]"
_SPAN = re.compile(
    rf"(?:마이너스\s*|영하\s*|-)?(?:(?:(?:{_DIGITS})\s*{_unit}+\s*)+(?:{_DIGITS}|{_word})?|{_DIGITS}|{_word})"
)
COUNTERS = (
    "개월|개|명|분|시간|시|일|월|년|주일|주|번|원|달러|유로|엔|위안|파운드|퍼센트|프로|%|살|세|권|장|잔|병|대|층|호|킬로|"
    "그램|미터|리터|인분|사람|마리|켤레|송이|조각|판|박|달|초|도|배|점|회|차|건|곳|줄|통|모|봉지|그릇|평"
)
_BEHIND = re.compile(rf"\s?(?:{COUNTERS})")
_BEHIND_SINO = re.compile(
    r"\s?(?:개월|월|년|분|초|원|달러|유로|엔|위안|퍼센트|프로|%|층|인분|킬로|그램|미터|리터|주일|주|번|호|점|도|배|회|차|일|대)"
)
_THIS = re.compile(
    r"이\s?(?:번|분|달|일|주|점|도|대|차)|일(?:주|대|차|도|회)|사(?:주|회|차|도|대)|오(?:일|도|차)|삼(?:대)|구(?:도|차|대)"
)
"""Words that look like one digit and a counter: this time, this person, this month."""
_ALONE = re.compile(
    r"(?:요|이요|이에요|예요|입니다|으로|로|만|은|는|이|가|을|를|도|쯤|정도|보다|까지|부터)?(?![가-힣])"
)
_ANSWER = re.compile(rf"(.+?)\s*(?:{COUNTERS})?\s*(?:이요|요|이에요|예요|입니다|정도|쯤|이야|야)*[.!?\s]*")
_BARE = frozenset(("하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉", *_TENS)) - {"스무"}


def find(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Start, end and value of each number in free text, where it can be nothing else."""
    for match in _SPAN.finditer(text):
        phrase = match.group().rstrip()
        if _is_word_start(text, match.start()) or phrase[0].isdigit() or phrase[0] == "-":
            for cut in _cuts(phrase):
                number = value(phrase[:cut])
                if number is not None and _is_meant(phrase[:cut], text[match.start() + cut :]):
                    yield match.start(), match.start() + cut, number
                    break


def value(phrase: str) -> Decimal | None:
    """The number that an answer gives, with or without what is counted."""
    answer = _ANSWER.fullmatch(phrase.strip())
    for said in (phrase.strip(), answer.group(1) if answer else ""):
        if (number := _number(said)) is not None:
            return number
    return None


def _number(said: str) -> Decimal | None:
    bare = _without_sign(said)
    negative = bare != said
    pieces = _pieces(bare)
    if not pieces:
        return None
    point = pieces.index("점") if "점" in pieces else len(pieces)
    whole = _whole(pieces[:point])
    if whole is None or (point < len(pieces) and (fraction := _digit_row(pieces[point + 1 :])) is None):
        return None
    number = whole if point == len(pieces) else whole + Decimal(f"0.{fraction}")
    return -number if negative else number


def _without_sign(said: str) -> str:
    return re.sub(r"^(?:마이너스|영하|-)\s*", "", said)


def _pieces(text: str) -> list[str]:
    """The morphemes of a number; none if the text has anything else."""
    compact = re.sub(r"\s+", "", text)
    pieces = [m.group() for m in _PIECE.finditer(compact)]
    return pieces if "".join(pieces) == compact else []


def _whole(pieces: list[str]) -> Decimal | None:
    if len(pieces) > 1 and (row := _digit_row(pieces)) is not None:
        return Decimal(row)
    total = section = digit = Decimal(0)
    for piece in pieces:
        if piece in _LARGE:
            total, section, digit = (total + ((section + digit) or 1) * _LARGE[piece], Decimal(0), Decimal(0))
        elif piece in _SMALL:
            section, digit = section + (digit or 1) * _SMALL[piece], Decimal(0)
        elif piece in _NATIVE:
            section += _NATIVE[piece]
        elif digit:
            return None
        else:
            digit = (
                Decimal(_SINO[piece]) if piece in _SINO else Decimal(piece.replace(",", "")) if piece != "점" else digit
            )
    return total + section + digit


def _digit_row(pieces: list[str]) -> str | None:
    """Digits said one by one: 일이삼사."""
    if pieces and all(piece in _SINO or piece.isdigit() for piece in pieces):
        return "".join(str(_SINO.get(piece, piece)) for piece in pieces)
    return None


def _cuts(phrase: str) -> list[int]:
    """Ends of the phrase's pieces, the last first."""
    return [m.end() for m in _PIECE.finditer(phrase)][::-1]


def _is_word_start(text: str, at: int) -> bool:
    return at == 0 or not ("가" <= text[at - 1] <= "힣")


def _is_meant(phrase: str, rest: str) -> bool:
    """A word like 이, 일 or 사 is a number only before a counter; longer ones also alone."""
    if re.search(r"\d", phrase):
        return not phrase.endswith("점")
    pieces = _pieces(_without_sign(phrase))
    if len(pieces) == 1 and pieces[0] in _SINO:
        return _BEHIND_SINO.match(rest) is not None and not _THIS.match(phrase + rest)
    if _BEHIND.match(rest):
        return True
    has_unit = len(pieces) > 1 and any(piece in _SMALL or piece in _LARGE for piece in pieces)
    return (has_unit or pieces[-1] in _BARE) and _ALONE.match(rest) is not None
