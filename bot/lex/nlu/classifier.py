"""Multinomial logistic regression on feature vectors."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.lex.nlu.vectors import Floats, Vectors

_STEPS = 160
_EPOCHS = 4
_BATCH = 256
_RATE = 0.15
_DECAY = 5e-5
"""Weight of the squared length of the coefficients."""
_RARE_CLASS_POWER = 0.9
"""0: each utterance counts alike, 1: each class does. Near 1 a class of 900 neither swallows one of 10 nor starves."""


@dataclass(frozen=True)
class Classifier:
    """Linear scores of each class; ``coefficients`` has shape (classes, width)."""

    coefficients: Floats
    intercepts: Floats

    def probabilities(self, rows: Floats) -> Floats:
        """Shape (rows, classes); each row sums to 1."""
        return _softmax(rows @ self.coefficients.T + self.intercepts)


def train(
    vectors: Vectors, labels: NDArray[np.int64], classes: int, importance: Floats, *, effort: float = 1.0
) -> Classifier:
    """Fit by Adam over batches in a fixed random order, so that the same locale gives the same model.

    ``effort`` scales the number of steps: a model that only helps to calibrate may be rough.
    """
    weights = _class_weights(labels, classes) * importance
    active = np.unique(vectors.dimensions)
    rows = vectors.narrowed(active)
    order = np.random.default_rng(7)
    descent = _Descent(np.zeros((classes, rows.width + 1), np.float32))
    steps = int(effort * max(_STEPS, _EPOCHS * len(rows) // _BATCH))
    for step in range(steps):
        chosen = np.arange(len(rows)) if len(rows) <= _BATCH else order.integers(len(rows), size=_BATCH)
        gradient = _gradient(descent.parameters, rows.take(chosen).dense(), labels[chosen], weights[chosen])
        descent.step(gradient, _RATE * (1 - step / steps))
    coefficients = vectors.widened(descent.parameters[:, :-1], active)
    return Classifier(coefficients, descent.parameters[:, -1].copy())


class _Descent:
    """Adam: steps scaled by the running mean and variance of the gradient."""

    def __init__(self, parameters: Floats) -> None:
        self.parameters = parameters
        self._mean = np.zeros_like(parameters)
        self._square = np.zeros_like(parameters)
        self._count = 0

    def step(self, gradient: Floats, rate: float) -> None:
        self._count += 1
        self._mean += 0.1 * (gradient - self._mean)
        self._square += 0.01 * (gradient * gradient - self._square)
        mean = self._mean / (1 - 0.9**self._count)
        square = self._square / (1 - 0.99**self._count)
        self.parameters -= rate * mean / (np.sqrt(square) + 1e-8)


def _gradient(parameters: Floats, x: Floats, labels: NDArray[np.int64], weights: Floats) -> Floats:
    wrong = _softmax(x @ parameters[:, :-1].T + parameters[:, -1])
    wrong[np.arange(len(labels)), labels] -= 1
    wrong *= (weights / weights.sum())[:, None]
    gradient = np.empty_like(parameters)
    gradient[:, :-1] = wrong.T @ x + _DECAY * parameters[:, :-1]
    gradient[:, -1] = wrong.sum(axis=0)
    return gradient


def _class_weights(labels: NDArray[np.int64], classes: int) -> Floats:
    counts = np.maximum(np.bincount(labels, minlength=classes), 1)
    return np.asarray((counts.mean() / counts[labels]) ** _RARE_CLASS_POWER, np.float32)


def _softmax(scores: Floats) -> Floats:
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), np.float32)
