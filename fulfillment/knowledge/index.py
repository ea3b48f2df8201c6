"""The search index: which ways of asking there are, and how near a question comes to each.

Every question and phrasing of an entry is a unit of its own (nearest wins), and the whole entry with its answers is one
more (so that words used only in an answer are found too). Plain lists and arrays: no dependency, loaded in no time.
"""

import heapq
import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

Vector = Mapping[str, float]
Posting = tuple["array[int]", bytes]
"""Where a feature occurs (unit or entry numbers, ascending), and its weight there."""

PIECE = "g"
"""Kind of the features that are pieces of words."""
SCALE = 250
"""Weights are kept in a byte each."""


@dataclass(frozen=True)
class Near:
    """How near a question comes to an entry, each 0 to 1."""

    entry: int
    best: float
    """Cosine with the nearest way of asking."""
    second: float
    third: float
    """Cosines with the next nearest of the same entry."""
    covered: float
    """Share of the weight of the question's words (without pieces) that the nearest way of asking has too."""
    whole: float
    """Share of the question's weight that the entry says anywhere, answers included."""
    words: float
    """The same of its words alone."""


@dataclass(frozen=True)
class Index:
    """Postings of units and of whole entries, by feature."""

    entry_of_unit: "array[int]"
    rarity: Mapping[str, float]
    """Feature to inverse document frequency."""
    unit_postings: Mapping[str, Posting]
    whole_postings: Mapping[str, Posting]
    unknown_rarity: float

    def weigh(self, features: Vector) -> dict[str, float]:
        """Weight a question's features by rarity; one that the index never saw counts as much as the rarest."""
        return {feature: weight * self.rarity.get(feature, self.unknown_rarity) for feature, weight in features.items()}

    def unknown(self, features: Vector) -> float:
        """Share of a question's weight in features that the index never saw, 0 to 1."""
        weighed = self.weigh(features)
        total = sum(weighed.values())
        strange = sum(weight for feature, weight in weighed.items() if feature not in self.rarity)
        return strange / total if total else 0.0

    def nearest(self, features: Vector, limit: int = 10, also: Collection[int] = ()) -> list[Near]:
        """The entries nearest to a question, best first, and ``also`` those numbers however far they are.

        ``features`` are those of ``TextReader.features``.
        """
        weighed = self.weigh(features)
        length = math.sqrt(sum(weight * weight for weight in weighed.values()))
        if not length:
            return []
        words = {feature: weight for feature, weight in weighed.items() if feature[0] != PIECE}
        units = _nearest_units(_accumulate(weighed, self.unit_postings), self.entry_of_unit)
        wholes = _accumulate(weighed, self.whole_postings)
        said = _accumulate(words, self.whole_postings)
        unit_scale, whole_scale = 1 / (SCALE * length), 1 / (SCALE * sum(weighed.values()))
        word_weight = sum(words.values()) or 1.0
        found = [
            Near(
                entry,
                best=nearest[0][0] * unit_scale,
                second=nearest[1][0] * unit_scale,
                third=nearest[2][0] * unit_scale,
                covered=self._covered(words, nearest[0][1]) / word_weight,
                whole=wholes.get(entry, 0.0) * whole_scale,
                words=said.get(entry, 0.0) / (SCALE * word_weight),
            )
            for entry, nearest in _candidates(units, wholes, limit, also)
        ]
        return sorted(found, key=lambda near: -(near.best + near.whole))

    def _covered(self, words: Vector, unit: int) -> float:
        """Weight of the words that a unit has."""
        return sum(weight for word, weight in words.items() if _has(self.unit_postings.get(word), unit))


def _has(posting: Posting | None, number: int) -> bool:
    if posting is None:
        return False
    numbers = posting[0]
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number


def _accumulate(weighed: Vector, postings: Mapping[str, Posting]) -> dict[int, float]:
    scores: dict[int, float] = defaultdict(float)
    for feature, weight in weighed.items():
        posting = postings.get(feature)
        if posting:
            for where, impact in zip(*posting, strict=True):
                scores[where] += weight * impact
    return scores


Nearest = list[tuple[float, int]]
"""The three best scores of an entry's units with their numbers, best first."""
NONE: Nearest = [(0.0, -1)] * 3


def _nearest_units(units: Mapping[int, float], entry_of_unit: Sequence[int]) -> dict[int, Nearest]:
    nearest: dict[int, Nearest] = {}
    for unit, score in units.items():
        entry = entry_of_unit[unit]
        best = nearest.get(entry, NONE)
        if score > best[2][0]:
            nearest[entry] = sorted([*best[:2], (score, unit)], reverse=True)
    return nearest


def _candidates(
    units: Mapping[int, Nearest], wholes: Mapping[int, float], limit: int, also: Collection[int]
) -> Iterable[tuple[int, Nearest]]:
    best = heapq.nlargest(limit, units, key=lambda entry: units[entry])
    saying = heapq.nlargest(limit // 2, wholes, key=lambda entry: wholes[entry])
    return [(entry, units.get(entry, NONE)) for entry in dict.fromkeys([*best, *saying, *also])]


def build_index(units: Sequence[tuple[int, Vector]], wholes: Sequence[Vector]) -> Index:
    """Index units (entry number, features) and whole entries (features, in order of their numbers)."""
    rarity = _rarities([features for _, features in units], wholes)
    return Index(
        entry_of_unit=array("I", (entry for entry, _ in units)),
        rarity=rarity,
        unit_postings=_postings([_unit_length(features, rarity) for _, features in units]),
        whole_postings=_postings([dict.fromkeys(features, 1.0) for features in wholes]),
        unknown_rarity=max(rarity.values(), default=1.0),
    )


def _rarities(units: Iterable[Vector], wholes: Sequence[Vector]) -> dict[str, float]:
    """Rarity among entries, not among units: a name that one entry repeats in all its phrasings is no less telling."""
    seen = Counter(feature for features in wholes for feature in features)
    count = len(wholes)
    return {feature: math.log(1 + (count - n + 0.5) / (n + 0.5)) + 0.1 for feature, n in seen.items()}


def _unit_length(features: Vector, rarity: Mapping[str, float]) -> dict[str, float]:
    weighed = {feature: weight * rarity[feature] for feature, weight in features.items()}
    length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
    return {feature: weight / length for feature, weight in weighed.items()}


def _postings(vectors: Sequence[Vector]) -> dict[str, Posting]:
    lists: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for feature, weight in vector.items():
            lists[feature].append((number, max(1, round(weight * SCALE))))
    return {
        feature: (array("I", (number for number, _ in posting)), bytes(impact for _, impact in posting))
        for feature, posting in lists.items()
    }
