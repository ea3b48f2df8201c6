"""A trained locale: what is learned from its sentences, and what an utterance looks like to it."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.lex.nlu import calibration
from bot.lex.nlu.classifier import Classifier
from bot.lex.nlu.features import Grams, custom_types, hashed
from bot.lex.nlu.vectors import Floats, Vectors, vectors

SEEN_SIZE = 1 << 16
NOTHING = ""
"""The class of sentences that mean none of the intents."""
_COMPARED_CLASSES = 6
"""Classes of which the nearest training sentence is looked for; those of less probability cannot win."""
_COMPARED_SENTENCES = 400
_IF_STRANGE = 0.3
"""What is left of the probability of an intent when the utterance has a slot value that none of its sentences has."""


@dataclass(frozen=True)
class Model:
    """Everything that training yields; arrays and names only, so that it can be kept in a file."""

    classes: tuple[str, ...]
    """Intent names; NOTHING is the last."""
    rarity: Floats
    seen: NDArray[np.bool_]
    """Which features, by hash, occur in any training sentence."""
    classifier: Classifier
    sentences: Vectors
    """Training sentences, ordered by class."""
    first_sentence: NDArray[np.int64]
    """Where the sentences of each class begin, and the number of all."""
    weights: NDArray[np.float64]
    """Of the calibrator."""

    types: tuple[frozenset[str], ...]
    """Of each class the custom slot types of which its sentences have values."""

    def judge(self, counted: Grams, meaning: Floats | None) -> tuple[Floats, NDArray[np.float64]]:
        """Of an utterance the probability and the evidence of each class; shapes (classes,), (classes, EVIDENCE)."""
        meanings = None if meaning is None else meaning[None, :]
        row = vectors([hashed(counted)], self.rarity, meanings).dense()[0]
        found = custom_types(counted)
        strange = np.array([not found <= known for known in self.types])
        probabilities = self.classifier.probabilities(row[None, :])[0] * np.where(strange, _IF_STRANGE, 1.0)
        probabilities = np.asarray(probabilities / probabilities.sum(), np.float32)
        nearest = self._nearest(row, probabilities)
        return probabilities, calibration.evidence(probabilities, nearest, self._familiarity(counted), strange)

    def _familiarity(self, counted: Grams) -> float:
        """The share of an utterance's features that training has seen, 0 to 1."""
        total = sum(counted.values())
        known = sum(count for gram, count in counted.items() if self.seen[feature_slot(gram)])
        return known / total if total else 0.0

    def _nearest(self, row: Floats, probabilities: Floats) -> Floats:
        nearest = np.zeros(len(self.classes), np.float32)
        for number in np.argsort(probabilities)[::-1][:_COMPARED_CLASSES]:
            if len(self._by_class[number]):
                nearest[number] = self._by_class[number].similarities(row).max()
        return nearest

    @cached_property
    def _by_class(self) -> Sequence[Vectors]:
        bounds = self.first_sentence.tolist()
        return [self.sentences.take(_spread(a, b)) for a, b in itertools.pairwise(bounds)]


def feature_slot(gram: str) -> int:
    return crc32(gram.encode()) >> 3 & SEEN_SIZE - 1


def _spread(start: int, stop: int) -> NDArray[np.int64]:
    """All rows from start to stop, or as many as are compared at most, evenly."""
    count = min(stop - start, _COMPARED_SENTENCES)
    return np.linspace(start, stop, count, endpoint=False).astype(np.int64)
