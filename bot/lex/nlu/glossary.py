"""One spelling for words that people write in Hangul or in Latin letters: 람다 and Lambda."""

import itertools
import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from bot.definitions.model import BotLocale
from bot.lex.nlu.names import Names
from bot.lex.nlu.writing import Line, has_hangul, read_line, squeeze

_MOST_VARIANTS = 8
"""Spellings made of one name; a name of three foreign words has easily a dozen, and few are written."""


class Glossary:
    """Groups of terms that mean the same; the first of a group is its usual spelling."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._groups: dict[str, tuple[str, ...]] = {}
        for group in groups:
            for term in group:
                self._groups.setdefault(squeeze(term), tuple(group))
        self._groups.pop("", None)
        self._names = Names(tuple(self._groups))

    def bridge(self, line: Line) -> str:
        """The words of the line, folded, each known term in its usual spelling."""
        return "".join(piece[0] if isinstance(piece, tuple) else piece for piece in self._pieces(line)).strip()

    def variants(self, name: str) -> list[str]:
        """Other spellings of a name, term by term."""
        pieces = [piece if isinstance(piece, tuple) else (piece,) for piece in self._pieces(read_line(name))]
        spellings = itertools.islice(itertools.product(*pieces), _MOST_VARIANTS + 1)
        own = squeeze(name)
        return [text.strip() for text in map("".join, spellings) if squeeze(text) != own]

    def _pieces(self, line: Line) -> list[str | tuple[str, ...]]:
        pieces: list[str | tuple[str, ...]] = []
        at = 0
        for found in self._names.find(line):
            pieces += [line.spaced_part(at, found.start), self._groups[found.name]]
            at = found.end
        return [*pieces, line.spaced_part(at, len(line.key))]


def open_glossary(locale: BotLocale) -> Glossary:
    """The general list and, before it, what the slot types of the locale call by two scripts."""
    return Glossary([*_two_script_names(locale), *general_terms()])


@cache
def general_terms() -> tuple[tuple[str, ...], ...]:
    text = resources.files("bot.lex.nlu").joinpath("data/glossary.json").read_text(encoding="utf-8")
    return tuple(tuple(group) for group in json.loads(text))


def _two_script_names(locale: BotLocale) -> Iterable[tuple[str, ...]]:
    """Of each value its Latin and its Hangul name, where it has one of each: more would join mere relatives."""
    for slot_type in locale.slot_types.values():
        for value in slot_type.values:
            names = (value.value, *value.synonyms)
            hangul = [n for n in names if has_hangul(n)]
            latin = [n for n in names if n.isascii()]
            if len(hangul) == 1 and len(latin) == 1:
                yield (latin[0], hangul[0])
