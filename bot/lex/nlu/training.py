"""Training a locale: from its sentences to a model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.lex.nlu import calibration
from bot.lex.nlu.classifier import train
from bot.lex.nlu.encoder import Encoder
from bot.lex.nlu.features import Grams, Sparse, custom_types, grams, hashed
from bot.lex.nlu.glossary import Glossary
from bot.lex.nlu.mention import Mention, apart
from bot.lex.nlu.model import NOTHING, SEEN_SIZE, Model, feature_slot
from bot.lex.nlu.samples import Sample
from bot.lex.nlu.vectors import Floats, document_frequencies, vectors
from bot.lex.nlu.vocabulary import Vocabulary
from bot.lex.nlu.writing import Line, read_line

_FOLDS = 3
_ROUGHLY = 0.6
_TOO_SIMILAR = 0.5
"""Similarity to a training sentence from which on a background sentence may be meant for this bot after all."""
_SHARE_IN_SCOPE = 0.67
"""What the calibrator takes for the share of utterances that one of the intents is meant by."""
_BACKGROUND_WEIGHT = 0.1
_MOST_CALIBRATED = 40
"""Sentences of one intent, and fold, that the calibrator learns from."""
_MOST_TRAINED_TO_CALIBRATE = 4000


@dataclass(frozen=True)
class Reader:
    """Turns text into features, with the slot types and the glossary of one locale."""

    vocabulary: Vocabulary
    glossary: Glossary
    encoder: Encoder | None

    def read(self, text: str, *, misspelt: bool = True) -> tuple[Grams, str]:
        """The features of a text, and what the encoder is given of it: typical values in place of those it names."""
        line = read_line(self.glossary.bridge(read_line(text)))
        mentions = self.vocabulary.mentions(line, misspelt=misspelt)
        return grams(line, mentions), self._typical(line, mentions)

    def meanings(self, texts: Sequence[str]) -> Floats | None:
        return None if self.encoder is None else self.encoder.encode(texts)

    def _typical(self, line: Line, mentions: Sequence[Mention]) -> str:
        pieces: list[str] = []
        count: dict[str, int] = {}
        at = 0
        for mention in apart(mentions):
            number = count[mention.type_name] = count.get(mention.type_name, -1) + 1
            value = self.vocabulary.typical_value(mention.type_name, number)
            if value is not None:
                pieces += [line.spaced_part(at, mention.start), value]
                at = mention.end
        return "".join([*pieces, line.spaced_part(at, len(line.key))]).strip()


@dataclass(frozen=True)
class _Corpus:
    """Sentences as the classifier sees them; ``labels`` are numbers of classes."""

    classes: tuple[str, ...]
    features: Sequence[Grams]
    hashes: Sequence[Sparse]
    meanings: Floats | None
    labels: NDArray[np.int64]
    patterns: NDArray[np.int64]
    importance: Floats
    """What each sentence counts before its pattern is shared among its fillings."""

    def take(self, rows: NDArray[np.int64]) -> "_Corpus":
        return _Corpus(
            self.classes,
            [self.features[i] for i in rows],
            [self.hashes[i] for i in rows],
            None if self.meanings is None else self.meanings[rows],
            self.labels[rows],
            self.patterns[rows],
            self.importance[rows],
        )


def train_locale(samples: Sequence[Sample], background: Sequence[str], reader: Reader) -> Model:
    """A model of the intents that the samples are of."""
    corpus = _without_likenesses(_read(samples, background, reader))
    return _fit(corpus, calibrator(corpus))


def calibrator(corpus: _Corpus) -> NDArray[np.float64]:
    """Weights of the calibrator, from models that each do without some intents and some patterns of the others."""
    rows: list[NDArray[np.float64]] = []
    right: list[bool] = []
    importance: list[float] = []
    for kept, asked in _folds(corpus):
        model = _fit(corpus.take(kept), np.zeros(calibration.EVIDENCE), _ROUGHLY)
        for index, share in asked:
            for evidence, is_right in _judged(model, corpus, index):
                rows.append(evidence)
                right.append(is_right)
                importance.append(share)
    return calibration.fit(rows, right, importance)


def _read(samples: Sequence[Sample], background: Sequence[str], reader: Reader) -> _Corpus:
    classes = (*dict.fromkeys(s.intent for s in samples), NOTHING)
    texts = [*(s.text for s in samples), *background]
    features, sentences = zip(*(reader.read(text, misspelt=False) for text in texts), strict=True)
    labels = [classes.index(s.intent) for s in samples] + [len(classes) - 1] * len(background)
    patterns = [s.pattern for s in samples] + [-1 - i for i in range(len(background))]
    hashes = [hashed(counted) for counted in features]
    importance = [1.0] * len(samples) + [_BACKGROUND_WEIGHT] * len(background)
    meanings = reader.meanings(sentences)
    weights = np.array(importance, np.float32)
    return _Corpus(classes, features, hashes, meanings, np.array(labels), np.array(patterns), weights)


def _without_likenesses(corpus: _Corpus) -> _Corpus:
    """The corpus without those background sentences that this bot may well be meant for."""
    rarity = document_frequencies(corpus.hashes)
    is_background = corpus.labels == len(corpus.classes) - 1
    own = vectors(corpus.hashes, rarity, corpus.meanings).take(np.flatnonzero(~is_background))
    kept = ~is_background
    for index in np.flatnonzero(is_background).tolist():
        row = vectors([corpus.hashes[index]], rarity, _row(corpus.meanings, index)).dense()[0]
        kept[index] = not len(own) or own.similarities(row).max() < _TOO_SIMILAR
    return corpus.take(np.flatnonzero(kept))


def _fit(corpus: _Corpus, weights: NDArray[np.float64], effort: float = 1.0) -> Model:
    corpus = corpus.take(np.argsort(corpus.labels, kind="stable"))
    rarity = document_frequencies(corpus.hashes)
    rows = vectors(corpus.hashes, rarity, corpus.meanings)
    seen = np.zeros(SEEN_SIZE, np.bool_)
    seen[[feature_slot(gram) for counted in corpus.features for gram in counted]] = True
    count = len(corpus.classes)
    classifier = train(rows, corpus.labels, count, _importance(corpus), effort=effort)
    first = np.searchsorted(corpus.labels, np.arange(count + 1))
    return Model(corpus.classes, rarity, seen, classifier, rows, first, weights, _types(corpus))


def _types(corpus: _Corpus) -> tuple[frozenset[str], ...]:
    """Of each class the custom slot types in its sentences."""
    found: list[set[str]] = [set() for _ in corpus.classes]
    for label, counted in zip(corpus.labels.tolist(), corpus.features, strict=True):
        found[label] |= custom_types(counted)
    return tuple(map(frozenset, found))


def _importance(corpus: _Corpus) -> Floats:
    """A pattern counts once, however many values it was filled with."""
    _, which, counts = np.unique(corpus.patterns, return_inverse=True, return_counts=True)
    return np.asarray(corpus.importance / counts[which], np.float32)


def _folds(corpus: _Corpus) -> Iterator[tuple[NDArray[np.int64], list[tuple[int, float]]]]:
    """Rows to train on, and rows to ask for with their weights: held-out sentences, and those of left-out intents."""
    intents = len(corpus.classes) - 1
    if intents < 2:
        return
    for fold in range(_FOLDS):
        is_background = corpus.labels == intents
        dropped = (corpus.labels % _FOLDS == fold) & ~is_background & (intents >= _FOLDS)
        held = (corpus.patterns % _FOLDS == fold) & ~dropped
        kept = np.flatnonzero(~dropped & ~held)
        if len(np.unique(corpus.labels[kept])) > 2:
            yield (_thinned(kept, _MOST_TRAINED_TO_CALIBRATE), _asked(corpus, held, dropped))


def _asked(corpus: _Corpus, held: NDArray[np.bool_], dropped: NDArray[np.bool_]) -> list[tuple[int, float]]:
    known = held & (corpus.labels < len(corpus.classes) - 1)
    inside, outside = (_some_of_each(corpus, known), _some_of_each(corpus, dropped | (held & ~known)))
    size = len(inside) + len(outside)
    within, without = size * _SHARE_IN_SCOPE, size * (1 - _SHARE_IN_SCOPE)
    return [(i, within / len(inside)) for i in inside] + [(i, without / len(outside)) for i in outside]


def _some_of_each(corpus: _Corpus, chosen: NDArray[np.bool_]) -> list[int]:
    """One row of each pattern, and at most so many of an intent."""
    rows = np.flatnonzero(chosen)
    _, first = np.unique(corpus.patterns[rows], return_index=True)
    rows = rows[np.sort(first)]
    labels = corpus.labels[rows]
    return [int(i) for label in np.unique(labels) for i in _thinned(rows[labels == label], _MOST_CALIBRATED)]


def _judged(model: Model, corpus: _Corpus, index: int) -> Iterator[tuple[NDArray[np.float64], bool]]:
    """Evidence of the two likeliest intents for a sentence, and whether each is the right one."""
    meaning = None if corpus.meanings is None else corpus.meanings[index]
    probabilities, evidence = model.judge(corpus.features[index], meaning)
    for number in np.argsort(probabilities[:-1])[::-1][:2]:
        yield evidence[number], bool(number == corpus.labels[index])


def _row(meanings: Floats | None, index: int) -> Floats | None:
    return None if meanings is None else meanings[index][None, :]


def _thinned(rows: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    return rows if len(rows) <= most else rows[np.linspace(0, len(rows), most, endpoint=False).astype(np.int64)]
