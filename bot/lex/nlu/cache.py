"""Trained models on disk, by what they were trained from."""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from bot.definitions.model import BotLocale
from bot.lex.nlu.classifier import Classifier
from bot.lex.nlu.model import Model
from bot.lex.nlu.vectors import Vectors

VERSION = 11
"""To be raised when the code makes another model of the same locale."""

Index = Mapping[str, Any]
_DAMAGED = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile)


def cache_key(locale: BotLocale, encoder: str) -> str:
    """A hash of all that a model depends on."""
    said = {
        "version": VERSION,
        "encoder": encoder,
        "locale": locale.id,
        "intents": [
            (i.name, i.signature, i.utterances, [(s.name, s.type_name) for s in i.slots.values()])
            for i in locale.intents.values()
        ],
        "slot_types": [
            (t.name, [asdict(v) for v in t.values], t.resolution, t.parent_signature, t.regex, dict(t.sub_slots))
            for t in locale.slot_types.values()
        ],
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]


def load_model(path: Path) -> tuple[Model, Index] | None:
    """A model and the index of its patterns; None if there is none, or the file is damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        described = json.loads(arrays["described"].tobytes())
        return _model(arrays, described["classes"], described["types"]), described["patterns"]
    except _DAMAGED:
        return None


def store_model(path: Path, model: Model, patterns: Index) -> None:
    """Write the file in one step; where the place cannot be written, leave it: the next start trains again."""
    types = [sorted(names) for names in model.types]
    described = json.dumps({"classes": model.classes, "types": types, "patterns": patterns}).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".npz", delete=False) as file:
            np.savez(file, described=np.frombuffer(described, np.uint8), **_arrays(model))
        Path(file.name).replace(path)
    except OSError:
        return


def as_loaded(model: Model) -> Model:
    """The model as it comes back from a file, where some numbers are shorter: every start must answer alike."""
    return _model(_arrays(model), model.classes, model.types)


def _arrays(model: Model) -> dict[str, Any]:
    sentences = model.sentences
    meanings = np.zeros((0, 0)) if sentences.meanings is None else sentences.meanings
    return {
        "rarity": model.rarity,
        "seen": model.seen,
        "coefficients": model.classifier.coefficients,
        "intercepts": model.classifier.intercepts,
        "starts": sentences.starts,
        "dimensions": sentences.dimensions.astype(np.uint16),
        "weights": sentences.weights.astype(np.float16),
        "meanings": meanings.astype(np.float16),
        "first_sentence": model.first_sentence,
        "calibrator": model.weights,
    }


def _model(arrays: Mapping[str, Any], classes: Iterable[str], types: Iterable[Iterable[str]]) -> Model:
    meanings = arrays["meanings"].astype(np.float32) if arrays["meanings"].size else None
    weights, dimensions = (arrays["weights"].astype(np.float32), arrays["dimensions"].astype(np.int32))
    return Model(
        classes=tuple(classes),
        rarity=arrays["rarity"],
        seen=arrays["seen"],
        classifier=Classifier(arrays["coefficients"], arrays["intercepts"]),
        sentences=Vectors(arrays["starts"], dimensions, weights, meanings),
        first_sentence=arrays["first_sentence"],
        weights=arrays["calibrator"],
        types=tuple(map(frozenset, types)),
    )
