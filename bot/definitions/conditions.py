"""The condition language of conditional branches (guide "paths-branching", spec 3.7): its grammar and its parser.

expression := term (OR term)*          OR is also ||
term       := factor (AND factor)*     AND is also &&, and binds tighter
factor     := NOT factor | ( expression ) | fn.IS_SET(ref) | operand [operator operand]
operand    := {slot} | [session] | ((request)) | $.path | fn.COUNT(ref) | fn.LENGTH(ref) | "text" | bare constant
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache


class ConditionError(ValueError):
    """An expression is not in the condition language; the message says where."""


_TOKEN = re.compile(
    r"""\s*(?:
      (?P<slot>\{\s*[^{}]+?\s*\})
    | (?P<session>\[\s*[^\[\]]+?\s*\])
    | (?P<request>\(\(\s*[^\s(){}\[\]"'=<>!&|]+\s*\)\))
    | (?P<path>\$\.[\w.\[\]-]+)
    | (?P<function>fn\.(?:COUNT|IS_SET|LENGTH))\b
    | (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<operator><=|>=|!=|==|=|<|>|CONTAINS\b)
    | (?P<and>&&|AND\b)
    | (?P<or>\|\||OR\b)
    | (?P<not>!|NOT\b)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<constant>[^\s(){}\[\]"'=<>!&|]+)
    )""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int


@dataclass(frozen=True)
class Reference:
    """``{slot}``, ``[session]``, ``((request))`` or ``$.path``; ``kind`` is slot, session, request or path."""

    kind: str
    name: str


_REFERENCE_KINDS = frozenset({"slot", "session", "request", "path"})


@dataclass(frozen=True)
class Constant:
    """A constant, quoted or bare."""

    text: str


@dataclass(frozen=True)
class Call:
    """``fn.COUNT``, ``fn.LENGTH`` or ``fn.IS_SET`` of a reference."""

    function: str
    reference: Reference


Operand = Reference | Constant | Call


@dataclass(frozen=True)
class Comparison:
    """``left operator right``; false when either side is not set, whatever the operator (DOC, value INF)."""

    left: Operand
    operator: str
    right: Operand


@dataclass(frozen=True)
class Truth:
    """``fn.IS_SET(ref)``, or an operand that stands alone: true when it reads ``true``."""

    operand: Operand


@dataclass(frozen=True)
class Not:
    """The opposite."""

    inner: "Node"


@dataclass(frozen=True)
class Both:
    """AND of its parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Either:
    """OR of its parts."""

    parts: tuple["Node", ...]


Node = Comparison | Truth | Not | Both | Either


@lru_cache(maxsize=4096)
def parse(expression: str) -> Node:
    """Parse an expression.

    :raises ConditionError: it is not in the language.
    """
    parser = _Parser(_tokens(expression), expression)
    node = parser.expression()
    parser.expect("end")
    return node


def _tokens(expression: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    text = expression.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise ConditionError(f"cannot read {text[at : at + 10]!r} at character {at + 1} of {expression!r}")
        tokens.append(_Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)))
        at = match.end()
    return [*tokens, _Token("end", "", len(text))]


class _Parser:
    """Recursive descent over the tokens."""

    def __init__(self, tokens: list[_Token], expression: str) -> None:
        self._tokens = tokens
        self._at = 0
        self._expression = expression

    def expression(self) -> Node:
        return self._chain("or", self._term, Either)

    def _term(self) -> Node:
        return self._chain("and", self._factor, Both)

    def _chain(self, kind: str, part: Callable[[], Node], join: Callable[[tuple[Node, ...]], Node]) -> Node:
        parts = [part()]
        while self._peek.kind == kind:
            self._next()
            parts.append(part())
        return parts[0] if len(parts) == 1 else join(tuple(parts))

    def _factor(self) -> Node:
        if self._peek.kind == "not":
            self._next()
            return Not(self._factor())
        if self._peek.kind == "open":
            self._next()
            inner = self.expression()
            self.expect("close")
            return inner
        return self._comparison()

    def _comparison(self) -> Node:
        left = self._operand()
        if self._peek.kind != "operator":
            return self._truth(left)
        operator = self._next().text.upper()
        return Comparison(left, "=" if operator == "==" else operator, self._operand())

    def _truth(self, operand: Operand) -> Node:
        if isinstance(operand, Constant) and operand.text.lower() not in ("true", "false"):
            raise ConditionError(f"a comparison is missing after {operand.text!r} in {self._expression!r}")
        return Truth(operand)

    def _operand(self) -> Operand:
        token = self._next()
        if token.kind == "function":
            return self._call(token)
        if token.kind in _REFERENCE_KINDS:
            return _reference(token)
        if token.kind == "text":
            return Constant(re.sub(r"\\(.)", r"\1", token.text[1:-1]))
        if token.kind == "constant":
            return Constant(token.text)
        raise self._wrong(token, "a slot, an attribute or a constant")

    def _call(self, function: _Token) -> Call:
        token = self._next()
        if token.kind == "request":  # fn.IS_SET((name)): the call's parentheses are also the attribute's
            return Call(function.text.upper().removeprefix("FN."), _reference(token))
        if token.kind != "open":
            raise self._wrong(token, "(")
        token = self._next()
        if token.kind not in _REFERENCE_KINDS:
            raise self._wrong(token, "a slot or an attribute")
        self.expect("close")
        return Call(function.text.upper().removeprefix("FN."), _reference(token))

    def expect(self, kind: str) -> None:
        token = self._next()
        if token.kind != kind:
            raise self._wrong(token, {"end": "the end", "open": "(", "close": ")"}[kind])

    @property
    def _peek(self) -> _Token:
        return self._tokens[self._at]

    def _next(self) -> _Token:
        token = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def _wrong(self, token: _Token, expected: str) -> ConditionError:
        found = repr(token.text) if token.text else "the end"
        return ConditionError(f"expected {expected}, found {found} at character {token.at + 1} of {self._expression!r}")


def _reference(token: _Token) -> Reference:
    width = {"slot": 1, "session": 1, "request": 2, "path": 0}[token.kind]
    return Reference(token.kind, token.text[width : len(token.text) - width].strip())
