"""Fit the confidences of the search: ways of asking are hidden from the index and asked of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.content import Content
from fulfillment.knowledge.entry import Entry
from fulfillment.knowledge.meaning import Encoder, pack
from fulfillment.knowledge.ranking import Search
from fulfillment.knowledge.snapshot import build_snapshot

FOLDS = 5
UNKNOWN_WEIGHT = 0.35
"""How much a question whose entry was hidden whole counts: real strangers are seldom that near."""
STRANGE_WEIGHT = 2.0
RIDGE = 1e-3
STEPS = 60


@dataclass(frozen=True)
class Question:
    """A question with its right answers; none if nobody can answer it."""

    text: str
    right: frozenset[str]
    weight: float = 1.0


Row = tuple[dict[str, float], float, float]
"""Evidence, whether it was right, weight."""


def fit_weights(content: Content, encoder: Encoder | None = None) -> dict[str, dict[str, float]]:
    """Weights for ``ranking.json`` from the content itself; those of the meaning only with a sentence encoder."""
    rows: dict[str, list[Row]] = {"words": [], "meaning": []}
    remembering = Remembering(encoder) if encoder else None
    for locale, glossary in content.glossaries.items():
        for fold in _folds(content.of(locale), content.out_of_scope.get(locale, ())):
            snapshot = build_snapshot(locale, fold.entries, glossary, fold.strange, _packer(remembering))
            search = Search(snapshot, remembering, {})
            rows["words"] += _rows(search, fold, meaning=False)
            rows["meaning"] += _rows(search, fold, meaning=True) if remembering else []
    return {kind: _fitted(rows_of_kind) for kind, rows_of_kind in rows.items() if rows_of_kind}


class Remembering:
    """An encoder that encodes a text once: the folds ask for the same texts again and again."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.array([self._known[text] for text in texts])


def _packer(encoder: Encoder | None) -> Callable[[Sequence[str]], bytes] | None:
    return partial(pack, encoder=encoder) if encoder else None


def _fitted(rows: Sequence[Row]) -> dict[str, float]:
    names = sorted(rows[0][0])
    fitted = _logistic(
        np.array([[evidence[name] for name in names] for evidence, _, _ in rows]),
        np.array([right for _, right, _ in rows]),
        np.array([weight for _, _, weight in rows]),
    )
    weights = zip(names, fitted[1:], strict=True)
    return {"bias": round(float(fitted[0]), 4)} | {name: round(float(weight), 4) for name, weight in weights}


@dataclass(frozen=True)
class Fold:
    """What the search is told, and what it is asked."""

    entries: list[Entry]
    strange: list[str]
    hidden: list[Question]


def _folds(entries: Sequence[Entry], strange: Sequence[str]) -> Iterator[Fold]:
    for fold in range(FOLDS):
        hidden = [Question(text, frozenset([entry.id])) for entry in entries for text in entry.phrasings[fold::FOLDS]]
        hidden += [Question(text, frozenset(), STRANGE_WEIGHT) for text in strange[fold::FOLDS]]
        known_strange = [text for number, text in enumerate(strange) if number % FOLDS != fold]
        yield Fold([_without(entry, fold) for entry in entries], known_strange, hidden)
        hidden_entries = entries[fold::FOLDS]
        known = [entry for number, entry in enumerate(entries) if number % FOLDS != fold]
        unknown = [
            Question(text, frozenset(), UNKNOWN_WEIGHT) for entry in hidden_entries for text in entry.phrasings[::6]
        ]
        yield Fold(known, list(strange), unknown)


def _without(entry: Entry, fold: int) -> Entry:
    kept = tuple(text for number, text in enumerate(entry.phrasings) if number % FOLDS != fold)
    return replace(entry, phrasings=kept)


def _rows(search: Search, fold: Fold, *, meaning: bool) -> list[Row]:
    return [
        (evidence, float(fold.entries[number].id in question.right), question.weight)
        for question in fold.hidden
        for number, evidence in search.evidence(question.text, meaning=meaning)
    ]


def _logistic(
    features: NDArray[np.float64], right: NDArray[np.float64], weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Weighted ridge logistic regression by Newton's method; the first coefficient is the intercept."""
    design = np.hstack([np.ones((len(features), 1)), features])
    fitted = np.zeros(design.shape[1])
    for _ in range(STEPS):
        probability = 1 / (1 + np.exp(-design @ fitted))
        gradient = design.T @ (weight * (right - probability)) - RIDGE * fitted
        curvature = (design * (weight * probability * (1 - probability))[:, None]).T @ design
        step = np.linalg.solve(curvature + RIDGE * np.eye(len(fitted)), gradient)
        fitted = fitted + step
        if np.abs(step).max() < 1e-6:
            break
    return fitted
