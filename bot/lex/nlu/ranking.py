"""The list of interpretations: confidences, and the place of FallbackIntent among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MAX_INTERPRETATIONS = 5
_LEAST_LISTED = 0.1
"""An alternative below this is not worth listing [OBS: recorded lists are often shorter than five]."""
_RIVAL_OF_A_MATCH = 0.6
"""What is left of the confidence of other intents when one has a sample utterance that the text equals."""

_TIE = 0.03
"""At most this is taken off where two intents have the same sample utterance, so that the likelier one is ahead."""


@dataclass(frozen=True)
class Place:
    """An intent and its confidence; None for FallbackIntent."""

    intent: str
    confidence: float | None


def rank(
    likelihood: Mapping[str, float],
    matches: Mapping[str, float],
    nothing: float,
    threshold: float,
    fallback: str | None,
) -> Sequence[Place]:
    """Best first, at most five.

    FallbackIntent stands above every intent of less confidence than the threshold or than its own hidden score
    [DOC and OBS, spec 3.6]. ``likelihood`` is what the classifier makes of each intent, ``matches`` the evidence of
    sample utterances, ``nothing`` the hidden score.
    """
    scores = _scores(likelihood, matches)
    hidden = max(threshold, nothing * (1 - max(scores.values(), default=0.0)))
    ordered = sorted(((name, round(score, 2)) for name, score in scores.items()), key=lambda pair: -pair[1])
    places = [Place(name, score) for name, score in ordered if score >= _LEAST_LISTED]
    if fallback is not None:
        above = sum(1 for place in places if place.confidence is not None and place.confidence >= hidden)
        places.insert(above, Place(fallback, None))
    return places[:MAX_INTERPRETATIONS]


def _scores(likelihood: Mapping[str, float], matches: Mapping[str, float]) -> dict[str, float]:
    strongest = max(matches.values(), default=0.0)
    tied = sum(1 for match in matches.values() if match == strongest) > 1
    scores: dict[str, float] = {}
    for name in {**likelihood, **matches}:
        learned = likelihood.get(name, 0.0)
        if name not in matches:
            scores[name] = learned * (1 - (1 - _RIVAL_OF_A_MATCH) * strongest)
        else:
            scores[name] = matches[name] - (_TIE * (1 - learned) if tied else 0.0)
    return scores
