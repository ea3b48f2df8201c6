"""What is left of an utterance when slot values, particles, spacing, case, punctuation and fillers do not count."""

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from bot.lex.nlu.particles import particle_length, without_particles
from bot.lex.nlu.writing import Line, is_hangul, script


class Hole(NamedTuple):
    """A part of a line that a symbol takes the place of."""

    start: int
    end: int
    symbol: str


def tight(line: Line, holes: Sequence[Hole]) -> str:
    """All letters, each hole with the particle behind it as its symbol."""
    pieces: list[str] = []
    for start, end, symbol in _segments(line, holes):
        pieces += [line.key[start:end], symbol]
    return "".join(pieces)


def loose(line: Line, holes: Sequence[Hole], language: str) -> str:
    """As ``tight``, without fillers and without the particles of the other words."""
    pieces: list[str] = []
    for start, end, symbol in _segments(line, holes):
        pieces += [_bare(word) for word in _words(line, start, end) if word not in fillers(language)]
        pieces.append(symbol)
    return "".join(pieces)


@cache
def fillers(language: str) -> frozenset[str]:
    """Words that add nothing to an utterance."""
    text = resources.files("bot.lex.nlu").joinpath("data/fillers.json").read_text(encoding="utf-8")
    return frozenset(json.loads(text).get(language, ()))


def after_particles(line: Line, end: int) -> int:
    """The end of a noun that ends at ``end`` together with its particles."""
    if end >= len(line.key) or script(line.key[end]) != "h" or line.breaks[end]:
        return end
    return end + particle_length(line.key[end : line.run_end(end)])


def _segments(line: Line, holes: Sequence[Hole]) -> list[tuple[int, int, str]]:
    """The stretches before each hole with its symbol, and the stretch after the last."""
    segments: list[tuple[int, int, str]] = []
    at = 0
    for hole in holes:
        segments.append((at, hole.start, hole.symbol))
        at = after_particles(line, hole.end)
    return [*segments, (at, len(line.key), "")]


def _words(line: Line, start: int, end: int) -> list[str]:
    edges = [i for i in range(start, end) if line.breaks[i] or i == start]
    return [line.key[a:b] for a, b in pairwise([*edges, end])]


def _bare(word: str) -> str:
    return without_particles(word) if is_hangul(word) else word
