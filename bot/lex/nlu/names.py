"""A set of names that is searched for in a line: exactly, or with a typing error."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.lex.nlu.particles import ends_a_noun, is_particles, without_particles
from bot.lex.nlu.writing import Line, has_hangul, is_hangul, jamo, script

_CLOSE_ENOUGH = 86.0
"""Indel similarity of two words as jamo, in percent: one wrong letter in about eight."""
_SHORTEST_MISSPELT = 5
"""Letters that a name must have to be recognised when misspelt; Hangul counts as jamo, and three more are wanted."""


@dataclass(frozen=True)
class Found:
    """A name found in a line: where in its key, and which name."""

    start: int
    end: int
    name: str
    exact: bool = True


class Names:
    """Names by their key; see ``writing.Line``."""

    def __init__(self, names: Iterable[str]) -> None:
        self._lengths: Mapping[str, tuple[int, ...]] = _lengths_by_first_letter(names)
        self._names = frozenset(names)

    def find(self, line: Line) -> list[Found]:
        """The longest names that do not overlap, from left to right."""
        found: list[Found] = []
        for candidate in sorted(self._all(line), key=lambda f: (f.start - f.end, f.start)):
            if not any(f.start < candidate.end and candidate.start < f.end for f in found):
                found.append(candidate)
        return sorted(found, key=lambda f: f.start)

    def find_misspelt(self, line: Line, known_words: frozenset[str], taken: Iterable[Found]) -> Iterator[Found]:
        """Names of which up to three words of the line are a misspelling, but for words of ``known_words``."""
        occupied = [(f.start, f.end) for f in taken]
        free = [w for w in line.words if not any(w[0] < end and start < w[1] for start, end in occupied)]
        last = 0
        for start, end in _windows(free):
            if start >= last and (found := self._misspelt(line, start, end, known_words)):
                last = found.end
                yield found

    def nearest(self, key: str) -> str | None:
        """The name that a whole answer is a misspelling of."""
        return self._closest(key)

    def _all(self, line: Line) -> Iterator[Found]:
        key, size = line.key, len(line.key)
        for start in range(size):
            for length in self._lengths.get(key[start], ()):
                end = start + length
                if end <= size and key[start:end] in self._names and _stands_alone(line, start, end):
                    yield Found(start, end, key[start:end])

    def _misspelt(self, line: Line, start: int, end: int, known_words: frozenset[str]) -> Found | None:
        word = line.key[start:end]
        for text in dict.fromkeys((word, without_particles(word))):
            if text in known_words:
                return None
            if name := self._closest(text):
                return Found(start, start + len(text), name, exact=False)
        return None

    def _closest(self, word: str) -> str | None:
        if not word:
            return None
        from rapidfuzz import fuzz, process

        choices = self._misspellable.get(word[0] if script(word[0]) != "h" else jamo(word[0])[0], {})
        best = process.extractOne(jamo(word), choices, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
        return None if best is None or _digits(best[2]) != _digits(word) else best[2]

    @cached_property
    def _misspellable(self) -> dict[str, dict[str, str]]:
        """First letter to names to jamo, for the names that are long enough."""
        by_first: dict[str, dict[str, str]] = defaultdict(dict)
        for name in sorted(self._names):
            letters = jamo(name)
            if len(letters) >= _SHORTEST_MISSPELT + 3 * has_hangul(name):
                by_first[letters[0]][name] = letters
        return dict(by_first)


def _lengths_by_first_letter(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in names:
        lengths[name[0]].add(len(name))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _stands_alone(line: Line, start: int, end: int) -> bool:
    """Whether the characters may be a word of their own rather than a part of another word."""
    name = line.key[start:end]
    left = line.boundary(start)
    if script(name[-1]) == "h":
        return _hangul_stands_alone(line, name, left, end)
    right = line.boundary(end) or (len(name) > 3 and line.key[end] == "s" and line.boundary(end + 1))
    if script(name[0]) == "c" and script(name[-1]) == "c":
        return len(name) > 1 or (left and right)
    return left and right


def _hangul_stands_alone(line: Line, name: str, left: bool, end: int) -> bool:
    run = line.key[end : line.run_end(end - 1)]
    if not is_hangul(name):
        return left
    if len(name) == 1:
        return left and (is_particles(run) or ends_a_noun(run))
    return left or len(name) > 2 or ends_a_noun(run)


def _windows(words: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for first in range(len(words)):
        for count in (3, 2, 1):
            if first + count <= len(words):
                chosen = words[first : first + count]
                if all(a[1] == b[0] for a, b in itertools.pairwise(chosen)):
                    yield chosen[0][0], chosen[-1][1]


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
