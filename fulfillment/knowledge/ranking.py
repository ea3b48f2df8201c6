"""How sure we are that an entry answers a question: a logistic model over a handful of plain evidence.

The weights in ``ranking.json`` are fitted by ``bot calibrate`` on questions with their own phrasing left out, so that a
confidence of 0.8 means right four times in five.
"""

import heapq
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fulfillment.knowledge.entry import Facts, Pair
from fulfillment.knowledge.index import Near
from fulfillment.knowledge.snapshot import Snapshot
from fulfillment.knowledge.text import TextReader

if TYPE_CHECKING:
    from fulfillment.knowledge.meaning import Alike, Encoder, Meanings

Weights = Mapping[str, Mapping[str, float]]
"""``words`` and ``meaning``: weights of the evidence without and with a sentence encoder."""

DECIDED = 0.8
"""Confidence by words alone above which nobody asks for the meaning."""
HOPELESS = 0.03
"""Confidence by words alone below which the meaning would not help: most questions out of scope end here."""
MOST_ALIKE = 5
EXACT = 0.985
"""Cosine above which a question is one of the known ways of asking (rounding leaves less than 1)."""
EXACT_CONFIDENCE = 0.3
"""A word that many entries know ("good") may be somebody's whole phrasing, and still ask nothing in particular."""


@dataclass(frozen=True)
class Hit:
    """An entry that may answer a question."""

    facts: Facts
    confidence: float
    """Probability that it is the right answer, 0 to 1."""
    evidence: Mapping[str, float]

    @property
    def id(self) -> str:
        return self.facts.id

    @property
    def exact(self) -> bool:
        """Whether the question is, but for words that say nothing, one of the entry's known ways of asking."""
        return self.evidence["best"] >= EXACT and self.confidence >= EXACT_CONFIDENCE


@dataclass(frozen=True)
class Asked:
    """What a question names: concepts and aspects of the glossary."""

    concepts: tuple[str, ...]
    """In the order of the text."""
    aspects: tuple[str, ...]
    bare: bool
    """Whether it says nothing else."""


class Search:
    """Finds the entries that answer a question, in memory: by its words, and by meaning where these do not decide."""

    def __init__(self, snapshot: Snapshot, encoder: "Encoder | None" = None, weights: Weights | None = None) -> None:
        """``encoder`` must be the one that made the snapshot's vectors; without vectors it is not used."""
        self._snapshot = snapshot
        known = [feature[2:] for feature in snapshot.index.rarity if feature.startswith("w:")]
        self._reader = TextReader(snapshot.glossary, known)
        self._latest: tuple[str, Mapping[str, float]] | None = None
        self._weights = weights if weights is not None else load_weights()
        self._meanings = _meanings(snapshot, encoder) if encoder and snapshot.vectors else None

    def search(self, text: str, limit: int = 5) -> list[Hit]:
        """The likeliest entries, best first; empty if nothing in the text is known."""
        hits = self._hits(self.evidence(text), self._weights["words"])
        if hits and _is_strange(hits):
            return []
        if self._meanings and hits and not _is_decided(hits):
            hits = self._hits(self.evidence(text, meaning=True), self._weights["meaning"])
        return hits[:limit]

    def asked(self, text: str) -> Asked:
        """The terms that a text names."""
        return self._named(self._features(text))

    def evidence(self, text: str, *, meaning: bool = False) -> list[tuple[int, dict[str, float]]]:
        """Candidate entries (by number) with what speaks for each; by ``meaning`` too if it is asked for."""
        features = self._features(text)
        alike = self._meanings.alike(text) if meaning and self._meanings else []
        found = self._snapshot.index.nearest(features, also=_most_alike(alike))
        ours = [near for near in found if near.entry < len(self._snapshot.facts)]
        question = _Question(
            asked=self._named(features),
            strange=next((near.best for near in found if near not in ours), 0.0),
            unknown=self._snapshot.index.unknown(features),
            short=1 / (1 + len(features)),
        )
        return [
            (
                near.entry,
                _evidence(near, ours, question, self._snapshot.facts[near.entry].pairs)
                | (_meaning_evidence(near, alike, len(self._snapshot.facts)) if alike else {}),
            )
            for near in ours
        ]

    def _features(self, text: str) -> Mapping[str, float]:
        """The features of a text, read once though a turn asks for them up to three times."""
        latest = self._latest
        if latest is None or latest[0] != text:
            latest = self._latest = (text, self._reader.features(text))
        return latest[1]

    def _hits(self, found: Sequence[tuple[int, dict[str, float]]], weights: Mapping[str, float]) -> list[Hit]:
        hits = [
            Hit(self._snapshot.facts[entry], _probability(evidence, weights), evidence) for entry, evidence in found
        ]
        return sorted(hits, key=lambda hit: (-hit.confidence, -hit.evidence["best"]))

    def _named(self, features: Mapping[str, float]) -> Asked:
        terms: dict[str, list[str]] = {"c": [], "a": [], "w": [], "g": []}
        for feature in features:
            terms[feature[0]].append(feature[2:])
        return Asked(tuple(terms["c"]), tuple(terms["a"]), self._reader.names_only(features))


def _probability(evidence: Mapping[str, float], weights: Mapping[str, float]) -> float:
    score = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-score))


def _is_strange(hits: Sequence[Hit]) -> bool:
    """Whether the question is one of those that are known to be none of our business."""
    strange = hits[0].evidence["strange"]
    return strange >= EXACT and all(strange > hit.evidence["best"] for hit in hits)


def _is_decided(hits: Sequence[Hit]) -> bool:
    """Whether words alone decide, so that the 2 ms of the encoder can be saved."""
    return hits[0].exact or not HOPELESS <= hits[0].confidence < DECIDED


def _meanings(snapshot: Snapshot, encoder: "Encoder") -> "Meanings":
    from fulfillment.knowledge.meaning import Meanings  # numpy: 0.1 s that a search by words need not pay

    return Meanings(snapshot.vectors, snapshot.index.entry_of_unit, encoder)


def _most_alike(alike: "Sequence[Alike]") -> list[int]:
    return heapq.nlargest(MOST_ALIKE, range(len(alike)), key=lambda entry: alike[entry].best)


@dataclass(frozen=True)
class _Question:
    """What is the same for all candidates of a question."""

    asked: Asked
    strange: float
    """Cosine with the nearest question that is out of scope."""
    unknown: float
    short: float


def _evidence(near: Near, found: Sequence[Near], question: _Question, pairs: Sequence[Pair]) -> dict[str, float]:
    others = [other for other in found if other.entry != near.entry]
    lead = near.best - max((other.best for other in others), default=0.0)
    whole_lead = near.whole - max((other.whole for other in others), default=0.0)
    terms = _term_evidence(question.asked, pairs)
    return {
        "best": near.best,
        "second": near.second,
        "third": near.third,
        "covered": near.covered,
        "whole": near.whole,
        "words": near.words,
        "lead": lead,
        "whole_lead": whole_lead,
        "strange": question.strange,
        "unknown": question.unknown,
        "short": question.short,
        **terms,
        # Products, because evidence counts more where other evidence agrees with it.
        "best_squared": near.best**2,
        "words_squared": near.words**2,
        "covered_squared": near.covered**2,
        "best_words": near.best * near.words,
        "best_third": near.best * near.third,
        "best_unknown": near.best * question.unknown,
        "best_short": near.best * question.short,
        "covered_words": near.covered * near.words,
        "concept_best": terms["concept"] * near.best,
        "concept_words": terms["concept"] * near.words,
        "lead_whole": lead * near.whole,
        "behind": min(lead, 0.0),
        "whole_behind": min(whole_lead, 0.0),
        "stranger": max(question.strange - near.best, 0.0),
    }


def _meaning_evidence(near: Near, alike: "Sequence[Alike]", ours: int) -> dict[str, float]:
    own = alike[near.entry]
    others = max((other.best for entry, other in enumerate(alike[:ours]) if entry != near.entry), default=0.0)
    strange = alike[ours].best if len(alike) > ours else 0.0
    return {
        "alike": own.best,
        "alike_second": own.second,
        "alike_lead": own.best - others,
        "alike_strange": strange,
        "alike_stranger": max(own.best - strange, 0.0),
        "alike_best": own.best * near.best,
    }


def _term_evidence(asked: Asked, pairs: Sequence[Pair]) -> dict[str, float]:
    concepts = {concept for concept, _ in pairs}
    aspects = {aspect for _, aspect in pairs}
    same_concept = not concepts.isdisjoint(asked.concepts)
    pair = any(concept in asked.concepts and aspect in asked.aspects for concept, aspect in pairs)
    return {
        "concept": float(same_concept),
        "other_concept": float(bool(asked.concepts) and not same_concept),
        "pair": float(pair),
        "other_aspect": float(bool(asked.aspects) and aspects.isdisjoint(asked.aspects)),
    }


@cache
def load_weights() -> Weights:
    weights: dict[str, dict[str, float]] = json.loads(Path(__file__).with_name("ranking.json").read_text())
    return weights
