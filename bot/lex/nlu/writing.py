"""Writing systems: folding of letters, Hangul as jamo, and a line of text without its spaces and punctuation."""

import itertools
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache

_KEPT_SIGNS = frozenset("+#")
_KEPT_CATEGORIES = frozenset(("Mn", "Mc", "Co", "So"))
"""Vowel signs of scripts that write them apart, the private characters that stand for slots, and pictures (a thumb)."""
_ACCENTED_LATIN = (range(0xC0, 0x250), range(0x1E00, 0x1F00))


@dataclass(frozen=True)
class Line:
    """One utterance; ``key`` is what it says when case, accents, spaces and punctuation do not count."""

    raw: str
    key: str
    origin: tuple[int, ...]
    """For each character of ``key`` its index in ``raw``."""
    breaks: tuple[bool, ...]
    """True at i if a space or punctuation stands before ``key[i]``; has one more element, for the end."""

    @property
    def has_words(self) -> bool:
        """Whether there is a word to understand; lone jamo (ㅋㅋㅋ, ㅁㄴㅇㄹ) and pictures are none."""
        return any(char.isalnum() and not 0x1100 <= ord(char) <= 0x11FF for char in self.key)

    @cached_property
    def words(self) -> tuple[tuple[int, int], ...]:
        """Start and end in ``key`` of what stands between two breaks."""
        edges = [i for i, is_break in enumerate(self.breaks) if is_break]
        return tuple(itertools.pairwise(edges))

    @cached_property
    def spaced(self) -> tuple[str, tuple[int, ...]]:
        """The key with a blank at each break, and for each character its index in the key."""
        indices = [i for i in range(len(self.key)) for _ in range(2 if i and self.breaks[i] else 1)]
        letters = [" " if i + 1 < len(indices) and indices[i + 1] == k else self.key[k] for i, k in enumerate(indices)]
        return "".join(letters), tuple(indices)

    def spaced_part(self, start: int, end: int) -> str:
        """The letters from start to end with a blank at each break, also at the ends."""
        letters = "".join((" " if self.breaks[i] else "") + self.key[i] for i in range(start, end))
        return letters + (" " if self.breaks[end] else "")

    def boundary(self, at: int) -> bool:
        """Whether a word may begin or end at this place: a break, or a change of script."""
        return self.breaks[at] or script(self.key[at - 1]) != script(self.key[at])

    def run_end(self, at: int) -> int:
        """Where the run of one script that ``at`` stands in comes to its end."""
        end = at
        while end < len(self.key) and (end == at or not self.boundary(end)):
            end += 1
        return end

    def raw_text(self, start: int, end: int) -> str:
        return self.raw[self.origin[start] : self.origin[end - 1] + 1]

    def key_span(self, raw_start: int, raw_end: int) -> tuple[int, int]:
        return bisect_left(self.origin, raw_start), bisect_left(self.origin, raw_end)


def read_line(raw: str) -> Line:
    key: list[str] = []
    origin: list[int] = []
    breaks: list[bool] = []
    pending = True
    for index, char in enumerate(raw):
        folded = fold(char)
        if not folded:
            pending = True
            continue
        for letter in folded:
            key.append(letter)
            origin.append(index)
            breaks.append(pending)
            pending = False
    return Line(raw, "".join(key), tuple(origin), (*breaks, True))


@lru_cache(maxsize=20_000)
def fold(char: str) -> str:
    """The letters that a character stands for, small and without accents; empty for spaces and punctuation."""
    letters = unicodedata.normalize("NFKC", char).casefold()
    if any(ord(char) in block for block in _ACCENTED_LATIN):
        letters = "".join(c for c in unicodedata.normalize("NFD", letters) if not unicodedata.combining(c))
    return "".join(c for c in letters if c.isalnum() or c in _KEPT_SIGNS or unicodedata.category(c) in _KEPT_CATEGORIES)


@lru_cache(maxsize=20_000)
def script(char: str) -> str:
    """``h`` Hangul, ``c`` Chinese characters and kana, ``w`` every script that writes words apart."""
    code = ord(char)
    if 0xAC00 <= code <= 0xD7A3 or 0x1100 <= code <= 0x11FF or 0x3130 <= code <= 0x318F:
        return "h"
    if 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or code >= 0x20000:
        return "c"
    return "w"


def squeeze(text: str) -> str:
    """The key of a text: see Line."""
    return read_line(text).key


def spaced(text: str) -> str:
    """The folded words of a text with one blank between them."""
    line = read_line(text)
    return " ".join(line.key[start:end] for start, end in line.words)


def jamo(text: str) -> str:
    """Hangul syllables taken apart into letters; other text unchanged."""
    return unicodedata.normalize("NFD", text)


def is_hangul(text: str) -> bool:
    return bool(text) and all(script(c) == "h" for c in text)


def has_hangul(text: str) -> bool:
    return any(script(c) == "h" for c in text)
