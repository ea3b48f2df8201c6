"""The published search index of one locale: everything that finding an answer takes, in one piece of bytes.

Layout: ``FAQ1``, then zlib of [length of the header, header as JSON, arrays in the order of ``_SECTIONS``]. Arrays are
little-endian, so that a snapshot written on one machine loads on another.
"""

import json
import struct
import sys
import zlib
from array import array
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, pairwise

from fulfillment.knowledge.entry import Entry, Facts, Pair, facts_from
from fulfillment.knowledge.glossary import Glossary
from fulfillment.knowledge.index import Index, Posting, Vector, build_index
from fulfillment.knowledge.port import KnowledgeError
from fulfillment.knowledge.text import TextReader

MAGIC = b"FAQ1"


@dataclass(frozen=True)
class Snapshot:
    """Facts of all entries of a locale in the order of the content, the glossary and the index."""

    locale: str
    facts: Sequence[Facts]
    glossary: Glossary
    index: Index
    vectors: bytes = b""
    """Of every unit of the index in order, for ``fulfillment.knowledge.meaning``; empty without a sentence encoder."""

    def by_id(self) -> dict[str, Facts]:
        return {facts.id: facts for facts in self.facts}

    def by_pair(self) -> dict[Pair, Facts]:
        return {pair: facts for facts in self.facts for pair in facts.pairs}


def build_snapshot(
    locale: str,
    entries: Sequence[Entry],
    glossary: Glossary,
    out_of_scope: Sequence[str] = (),
    pack: Callable[[Sequence[str]], bytes] | None = None,
) -> Snapshot:
    """Index the entries of one locale.

    Questions ``out_of_scope`` become one more number behind the entries: what comes near it is none of our business.
    ``pack`` makes vectors of texts, for a search that looks at meanings too.
    """
    reader = TextReader(glossary)
    ways = [
        (number, way) for number, entry in enumerate(entries) for way in (entry.facts.question, *entry.phrasings)
    ] + [(len(entries), question) for question in out_of_scope]
    units = [(number, reader.features(way)) for number, way in ways]
    wholes = [_whole(entry, reader) for entry in entries]
    if out_of_scope:
        wholes.append(ChainMap(*(dict(features) for number, features in units if number == len(entries))))
    vectors = pack([way for _, way in ways]) if pack else b""
    return Snapshot(locale, [entry.facts for entry in entries], glossary, build_index(units, wholes), vectors)


def _whole(entry: Entry, reader: TextReader) -> Vector:
    """What an entry says anywhere, and the terms that it is about, named or not."""
    said = [entry.facts.question, *entry.phrasings, entry.answer.text]
    about = {f"c:{concept}": 1.0 for concept, _ in entry.facts.pairs}
    about |= {f"a:{aspect}": 1.0 for _, aspect in entry.facts.pairs}
    return about | reader.features("\n".join(said))


def encode(snapshot: Snapshot) -> bytes:
    """Write a snapshot as bytes. The same snapshot always gives the same bytes."""
    index = snapshot.index
    vocabulary = sorted(index.rarity)
    header = json.dumps(
        {
            "locale": snapshot.locale,
            "facts": [asdict(facts) for facts in snapshot.facts],
            "glossary": snapshot.glossary.to_json(),
            "vocabulary": vocabulary,
            "rarity": [round(index.rarity[feature], 4) for feature in vocabulary],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    sections = [_bytes(index.entry_of_unit)]
    for postings in (index.unit_postings, index.whole_postings):
        sections += _posting_sections(vocabulary, postings)
    sections.append(snapshot.vectors)
    sized = b"".join(struct.pack("<I", len(section)) + section for section in (header, *sections))
    return MAGIC + zlib.compress(sized, 6)


def decode(data: bytes) -> Snapshot:
    """Read a snapshot back. Raises KnowledgeError where the bytes are none."""
    try:
        if data[:4] != MAGIC:
            raise ValueError("unknown format")
        header, *sections = _sections(zlib.decompress(data[4:]))
        raw = json.loads(header)
        return _snapshot(raw, sections)
    except (ValueError, LookupError, TypeError, AttributeError, zlib.error, struct.error) as broken:
        raise KnowledgeError(f"the snapshot is corrupt ({broken}): publish the content again") from broken


def _snapshot(raw: dict[str, list[object]], sections: Sequence[bytes]) -> Snapshot:
    vocabulary: list[str] = raw["vocabulary"]  # type: ignore[assignment]
    rarity = dict(zip(vocabulary, raw["rarity"], strict=True))
    index = Index(
        entry_of_unit=_array(sections[0]),
        rarity=rarity,  # type: ignore[arg-type]
        unit_postings=_postings(vocabulary, *sections[1:4]),
        whole_postings=_postings(vocabulary, *sections[4:7]),
        unknown_rarity=max(rarity.values(), default=1.0),  # type: ignore[type-var,arg-type]
    )
    facts = [facts_from(each) for each in raw["facts"]]  # type: ignore[arg-type]
    return Snapshot(str(raw["locale"]), facts, Glossary.from_json(raw["glossary"]), index, sections[7])  # type: ignore[arg-type]


def _posting_sections(vocabulary: Sequence[str], postings: Mapping[str, Posting]) -> list[bytes]:
    nothing: Posting = (array("I"), b"")
    ordered = [postings.get(feature, nothing) for feature in vocabulary]
    lengths = array("I", (len(impacts) for _, impacts in ordered))
    numbers = array("I", (number for numbers, _ in ordered for number in numbers))
    return [_bytes(lengths), _bytes(numbers), b"".join(impacts for _, impacts in ordered)]


def _postings(vocabulary: Sequence[str], lengths: bytes, numbers: bytes, impacts: bytes) -> dict[str, Posting]:
    all_numbers = _array(numbers)
    bounds = pairwise(accumulate(_array(lengths), initial=0))
    spans = zip(vocabulary, bounds, strict=True)
    return {feature: (all_numbers[start:end], impacts[start:end]) for feature, (start, end) in spans if end > start}


def _sections(data: bytes) -> Iterator[bytes]:
    position = 0
    while position < len(data):
        (length,) = struct.unpack_from("<I", data, position)
        yield data[position + 4 : position + 4 + length]
        position += 4 + length


def _array(data: bytes) -> "array[int]":
    values = array("I")
    values.frombytes(data)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _bytes(values: "array[int]") -> bytes:
    if sys.byteorder == "big":
        values = values[:]
        values.byteswap()
    return values.tobytes()
