"""From a classifier's probability to a confidence: how often an intent with such evidence was the right one.

The classifier alone is sure of anything that resembles one of its classes more than the others. So the calibrator looks
at more than the probability, and learns from sentences whose intent the classifier was not trained on.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.lex.nlu.vectors import Floats

EVIDENCE = 6
"""Numbers of evidence for one candidate: see ``evidence``."""
_PRIOR = np.array([-5.7, 0.35, 1.2, 7.0, 3.0, -1.5])
"""Weights that fit bots of many kinds; a locale with few utterances moves little away from them."""
_TRUST_IN_PRIOR = 3.0
_STEPS = 200
_ENOUGH_ANSWERS = 12
"""Held-out sentences that were understood; a bot of a dozen sentences says nothing reliable about itself."""
_LEAST, _MOST = np.array([-np.inf, 0.1, 0.1, 1.0, 0.1, -np.inf]), np.array([np.inf] * 5 + [0.0])
"""More evidence never makes an intent less likely, whatever a small set of sentences suggests."""


def evidence(
    probabilities: Floats, similarities: Floats, familiarity: float, strange: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Of each class: 1, log odds, lead over the best other class, nearest training sentence, familiarity of the words,
    and whether the utterance has a slot value that no sentence of the class has.

    Shape (classes, EVIDENCE).
    """
    clipped = np.clip(probabilities.astype(np.float64), 1e-4, 1 - 1e-4)
    order = np.argsort(probabilities)
    others = np.full(len(probabilities), probabilities[order[-1]])
    others[order[-1]] = probabilities[order[-2]] if len(order) > 1 else 0.0
    ones = np.ones(len(probabilities))
    log_odds = np.log(clipped / (1 - clipped))
    return np.stack([ones, log_odds, probabilities - others, similarities, ones * familiarity, strange], axis=1)


def fit(rows: Sequence[NDArray[np.float64]], right: Sequence[bool], importance: Sequence[float]) -> NDArray[np.float64]:
    """Weights of a logistic regression that is drawn towards the prior; or the prior itself."""
    weights = _PRIOR.copy()
    if sum(right) < _ENOUGH_ANSWERS:
        return weights
    x, y, share = np.array(rows), np.array(right, np.float64), np.array(importance)
    precision = _TRUST_IN_PRIOR * np.eye(EVIDENCE)
    # The largest curvature that the logistic function has, so that no step is too long.
    curvature = (x * (share / 4)[:, None]).T @ x + precision
    for _ in range(_STEPS):
        gradient = x.T @ (share * (confidence(x, weights) - y)) + precision @ (weights - _PRIOR)
        weights = np.clip(weights - np.linalg.solve(curvature, gradient), _LEAST, _MOST)
    return weights


def confidence(rows: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """0 to 1 for each row of evidence."""
    return np.asarray(1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30))))
