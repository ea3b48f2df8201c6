"""What the classifier sees of an utterance: hashed words and letter sequences, slot values taken out."""

import itertools
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.lex.nlu.canonical import after_particles
from bot.lex.nlu.mention import Mention, apart
from bot.lex.nlu.particles import without_particles
from bot.lex.nlu.writing import Line, is_hangul, jamo, script, squeeze

DIMENSIONS = 4096
_MARK = "⟨⟩"
_NGRAMS = {"h": (3, 4, 5, 6), "c": (1, 2, 3), "w": (3, 4, 5)}
"""Lengths of letter sequences by script; Hangul is counted in jamo, and a syllable has two or three."""
_VALUE_WEIGHT = 0.5
_TYPE_WEIGHT = 3.0
_PAIR_WEIGHT = 0.25
"""Of two neighbouring words: rare ones drown the words themselves where there is no sentence encoder."""

Grams = dict[str, float]
"""Features of an utterance with their weights."""

Sparse = tuple[NDArray[np.int32], NDArray[np.float32]]
"""Dimensions and their weights, of one utterance."""


def grams(line: Line, mentions: Sequence[Mention]) -> Grams:
    """Every feature of an utterance with its weight."""
    chosen = apart(mentions)
    tokens = list(_tokens(line, chosen))
    letters = (gram for stretch in _stretches(tokens) for gram in _letter_grams(stretch))
    counted: Grams = {
        gram: float(count) for gram, count in Counter(itertools.chain(_token_grams(tokens), letters)).items()
    }
    counted.update({gram: _PAIR_WEIGHT * count for gram, count in counted.items() if gram.startswith("b ")})
    counted.update(_type_grams(mentions, chosen))
    for mention in chosen:
        name = (mention.value.resolved or (mention.value.original,))[0]
        counted["v " + squeeze(name)] = _VALUE_WEIGHT
    return counted


def custom_types(counted: Grams) -> frozenset[str]:
    """The custom slot types of which an utterance has values; built-in values stand in every kind of sentence."""
    names = (gram.split(" ")[1] for gram in counted if gram.startswith("t "))
    return frozenset(name for name in names if not name.startswith("AMAZON."))


def hashed(counted: Grams) -> Sparse:
    """Weights by dimension, with signs so that collisions cancel out on average."""
    sums: dict[int, float] = {}
    for gram, count in counted.items():
        code = zlib.crc32(gram.encode())
        sign = 1.0 if code & 0x80000000 else -1.0
        dimension = code % DIMENSIONS
        sums[dimension] = sums.get(dimension, 0.0) + sign * count**0.5
    dimensions = np.fromiter(sums.keys(), np.int32, len(sums))
    return dimensions, np.fromiter(sums.values(), np.float32, len(sums))


def _type_grams(mentions: Sequence[Mention], chosen: Sequence[Mention]) -> dict[str, float]:
    """Which slot types have a value in the line, and of which there are several."""
    places = {(m.start, m.end) for m in chosen}
    counts = Counter(m.type_name for m in mentions if (m.start, m.end) in places)
    several = {f"t {name} {count}": _TYPE_WEIGHT for name, count in counts.items() if count > 1}
    return {**{"t " + name: _TYPE_WEIGHT for name in counts}, **several}


def _tokens(line: Line, chosen: Sequence[Mention]) -> Iterator[str]:
    """Words in order; a slot value with its particles is one mark."""
    at = 0
    for mention in chosen:
        yield from _words(line, at, mention.start)
        yield _MARK
        at = max(at, after_particles(line, mention.end))
    yield from _words(line, at, len(line.key))


def _words(line: Line, start: int, end: int) -> Iterator[str]:
    edges = [i for i in range(start, end) if i == start or line.breaks[i]]
    for a, b in itertools.pairwise([*edges, end]):
        yield line.key[a:b]


def _token_grams(tokens: Sequence[str]) -> Iterator[str]:
    stems = [without_particles(t) if is_hangul(t) else t for t in tokens]
    for token, stem in zip(tokens, stems, strict=True):
        yield "w " + stem
        if stem != token:
            yield "w " + token
    for left, right in itertools.pairwise(["^", *stems, "$"]):
        yield f"b {left} {right}"


def _stretches(tokens: Sequence[str]) -> Iterator[str]:
    """What letter sequences are taken of: words of Latin letters, and runs of words without spaces otherwise."""
    run = ""
    for token in tokens:
        if token == _MARK or script(token[0]) == "w":
            yield run
            run = ""
            if token != _MARK:
                yield f"_{token}_"
        else:
            run += token
    yield run


def _letter_grams(stretch: str) -> Iterator[str]:
    if not stretch:
        return
    letters = jamo(stretch)
    for size in _NGRAMS[script(stretch.strip("_")[0]) if stretch.strip("_") else "w"]:
        for start in range(len(letters) - size + 1):
            yield letters[start : start + size]
