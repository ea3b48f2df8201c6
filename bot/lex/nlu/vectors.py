"""Feature vectors of utterances: sparse words and letter sequences beside dense sentence vectors."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.lex.nlu.features import DIMENSIONS, Sparse

LEXICAL_WEIGHT = 0.45
"""Of the lexical part beside the sentence vector, which weighs 1 (measured by bench.nlu; 1.0 costs three points)."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Vectors:
    """Rows of features; ``starts[i]:starts[i+1]`` of ``dimensions`` and ``weights`` are the lexical part of row i."""

    starts: NDArray[np.int64]
    dimensions: NDArray[np.int32]
    weights: Floats
    meanings: Floats | None
    """Sentence vectors, shape (rows, 512), if there is an encoder."""
    lexical_width: int = DIMENSIONS

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def width(self) -> int:
        return self.lexical_width + (0 if self.meanings is None else self.meanings.shape[1])

    def take(self, rows: NDArray[np.int64]) -> "Vectors":
        lengths = np.diff(self.starts)[rows]
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        picked = np.repeat(self.starts[rows] - starts[:-1], lengths) + np.arange(starts[-1])
        meanings = None if self.meanings is None else self.meanings[rows]
        return Vectors(starts, self.dimensions[picked], self.weights[picked], meanings, self.lexical_width)

    def narrowed(self, active: NDArray[np.int32]) -> "Vectors":
        """The same rows with only these lexical dimensions, which must be all that occur."""
        places = np.searchsorted(active, self.dimensions).astype(np.int32)
        return Vectors(self.starts, places, self.weights, self.meanings, len(active))

    def widened(self, columns: Floats, active: NDArray[np.int32]) -> Floats:
        """Columns of narrowed rows in the places that they have here, zeros between them."""
        out = np.zeros((len(columns), self.width), np.float32)
        out[:, active] = columns[:, : len(active)]
        out[:, self.lexical_width :] = columns[:, len(active) :]
        return out

    def dense(self) -> Floats:
        """Shape (rows, width)."""
        out = np.zeros((len(self), self.width), np.float32)
        rows = np.repeat(np.arange(len(self)), np.diff(self.starts))
        out[rows, self.dimensions] = self.weights
        if self.meanings is not None:
            out[:, self.lexical_width :] = self.meanings
        return out

    def similarities(self, query: Floats) -> Floats:
        """Cosine of each row with one dense row of the same width."""
        products = self.weights * query[self.dimensions]
        lexical = np.add.reduceat(np.append(products, np.float32(0)), self.starts[:-1])
        lexical[np.diff(self.starts) == 0] = 0.0
        if self.meanings is None:
            return np.asarray(lexical, np.float32)
        return np.asarray((lexical + self.meanings @ query[self.lexical_width :]) / (1 + LEXICAL_WEIGHT**2), np.float32)


def document_frequencies(rows: Sequence[Sparse]) -> Floats:
    """Inverse document frequency of each dimension, smoothed; shape (DIMENSIONS,)."""
    counts = np.zeros(DIMENSIONS, np.float32)
    for dimensions, _ in rows:
        counts[dimensions] += 1
    return np.asarray(np.log((1 + len(rows)) / (1 + counts)) + 1, np.float32)


def vectors(rows: Sequence[Sparse], rarity: Floats, meanings: Floats | None) -> Vectors:
    """Rows weighted by rarity, each lexical part of length LEXICAL_WEIGHT, or 1 where it is all there is."""
    size = 1.0 if meanings is None else LEXICAL_WEIGHT
    lengths = np.array([len(dimensions) for dimensions, _ in rows], np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    dimensions = np.concatenate([d for d, _ in rows]) if rows else np.zeros(0, np.int32)
    weights = [_scaled(weights * rarity[d], size) for d, weights in rows]
    return Vectors(starts, dimensions, np.concatenate(weights) if rows else np.zeros(0, np.float32), meanings)


def _scaled(weights: Floats, size: float) -> Floats:
    norm = float(np.sqrt((weights * weights).sum()))
    return np.asarray(weights * (size / norm), np.float32) if norm else weights
