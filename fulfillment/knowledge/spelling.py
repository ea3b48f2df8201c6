"""Typing errors: an unknown word is read as the known word it was most likely meant to be."""

import heapq
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

SHORTEST = 4
"""Letters (jamo for Hangul) below which a word is too short to guess at."""
TWO_ERRORS_FROM = 8
CANDIDATES = 12


class Speller:
    """Corrects words to the nearest of a vocabulary. The look-up table is made at the first unknown word."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._known = frozenset(vocabulary)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def correct(self, word: str) -> str:
        """The known word within one error (two in a long word), or the word itself."""
        letters = spell_out(word)
        allowed = 0 if len(letters) < SHORTEST else 1 if len(letters) < TWO_ERRORS_FROM else 2
        if word in self._known or not allowed or any(char.isdigit() for char in word):
            return word
        near = [
            (distance, known)
            for known in self._candidates(letters)
            if (distance := edit_distance(letters, spell_out(known), allowed)) <= allowed
        ]
        return min(near)[1] if near else word

    def _candidates(self, letters: str) -> list[str]:
        shared = Counter(word for pair in _pairs(letters) for word in self._by_pair.get(pair, ()))
        return [word for word, _ in heapq.nlargest(CANDIDATES, shared.items(), key=lambda found: found[1])]

    @cached_property
    def _by_pair(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            letters = spell_out(word)
            if len(letters) >= SHORTEST:
                for pair in set(_pairs(letters)):
                    table[pair].append(word)
        return table


def spell_out(word: str) -> str:
    """Letters of a word; a Hangul syllable as its jamo, so that one wrong vowel is one error."""
    return unicodedata.normalize("NFKD", word)


def edit_distance(left: str, right: str, limit: int) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours between two words; ``limit`` + 1 stands for more."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, char in enumerate(left, 1):
        line = [row]
        for column, other in enumerate(right, 1):
            best = min(above[column] + 1, line[-1] + 1, above[column - 1] + (char != other))
            if row > 1 and column > 1 and char == right[column - 2] and left[row - 2] == other:
                best = min(best, before[column - 2] + 1)
            line.append(best)
        if min(line) > limit:
            return limit + 1
        before, above = above, line
    return above[-1]


def _pairs(letters: str) -> Iterator[str]:
    padded = f"^{letters}$"
    return (padded[start : start + 2] for start in range(len(padded) - 1))
