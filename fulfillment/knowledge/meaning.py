"""The optional second look of the search: how near a question comes in meaning, where its words alone do not decide.

It needs numpy and a sentence encoder, which the deployed function has only if it is asked for; nothing imports this
module without one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

SCALE = 127
"""Vectors are kept in a byte for each dimension."""


class Encoder(Protocol):
    """Turns sentences into unit vectors that are near each other when their meanings are."""

    def encode(self, texts: Sequence[str]) -> Any:
        """An array of floats, shape (number of texts, dimensions)."""
        ...


@dataclass(frozen=True)
class Alike:
    """How near a question comes to an entry in meaning, as cosines."""

    best: float
    second: float


class Meanings:
    """The vectors of all units of a snapshot."""

    def __init__(self, vectors: bytes, entry_of_unit: Sequence[int], encoder: Encoder) -> None:
        bytes_ = np.frombuffer(vectors, np.int8).reshape(len(entry_of_unit), -1)
        self._vectors: NDArray[np.float32] = bytes_.astype(np.float32) / np.float32(SCALE)
        self._entry_of_unit = np.asarray(entry_of_unit)
        self._entries = int(self._entry_of_unit.max()) + 1
        self._encoder = encoder

    def alike(self, text: str) -> list[Alike]:
        """For every entry by number, how near its two nearest ways of asking come."""
        cosines = self._vectors @ self._encoder.encode([text])[0]
        best = np.zeros(self._entries, np.float32)
        np.maximum.at(best, self._entry_of_unit, cosines)
        others = np.where(cosines == best[self._entry_of_unit], 0, cosines)
        second = np.zeros(self._entries, np.float32)
        np.maximum.at(second, self._entry_of_unit, others)
        return [Alike(float(first), float(next_)) for first, next_ in zip(best, second, strict=True)]


def pack(texts: Sequence[str], encoder: Encoder) -> bytes:
    """The vectors of texts as a snapshot keeps them."""
    vectors = np.asarray(encoder.encode(texts), np.float32)
    return np.clip(np.rint(vectors * SCALE), -SCALE, SCALE).astype(np.int8).tobytes()
