"""What a text says, as a bag of features that two ways of asking the same thing share.

Korean glues particles and endings to its words, writes spaces at will and mixes Hangul with Latin names. So a text
becomes: concepts and aspects of the glossary by whatever name (``c:lambda``, ``a:limits``), stems of the other words
(``w:느리``), and pieces of these (``g:느리``), which survive typing errors and endings nobody listed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from fulfillment.knowledge.glossary import Glossary, Term
from fulfillment.knowledge.korean import is_hangul, is_particle, stem_korean
from fulfillment.knowledge.spelling import Speller

Features = Mapping[str, float]

WEIGHTS = {"c": 1.6, "a": 1.0, "w": 1.0, "g": 0.45}
"""How much a feature of each kind counts beside its rarity."""

_APOSTROPHES = str.maketrans("", "", "'’‘`")
_NOISE = re.compile(r"[^\w#+./]+|(?<!\w)\.|\.(?!\w)|/")
_LATIN_ENDINGS = (("iest", "y"), ("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_SHORTEST_STEM = 3
_STOP_WORDS = frozenset(
    """a an the is are was be am do does did to of in on at for and or it its this that these those i me my we
    you your can could would should will please tell about so just thing kinda hey ok okay um uh well really
    whats im ive id 그럼 그러면 그렇다면 그리고 그런데 근데 또 then also and now 거 것 그 저 이 좀 그거 그게
    이거 저기 음 혹시 수 때 게 건 걸 더 및 등 제 내 나 네 대해 대해서 관해 관해서 대한""".split()
)

_ASKING = frozenset(
    """머 머야 머에요 모에요 정확히 도대체 대체 뭐 뭐야 뭔가 뭔지 뭐지 뭐임 뭐죠 뭐냐 뭐 무엇 무엇인 무엇인지
    무슨 뜻 알려 알려줘 알려주세요 설명 설명해 설명해줘 말해 말해줘 궁금 궁금해 어때 어떤 what who which
    explain define describe mean meaning definition show give know there have has""".split()
)
"""Stems that ask without saying what about."""


@dataclass(frozen=True)
class Mention:
    """A term of the glossary found in a text; ``start`` and ``end`` count in the text without spaces."""

    kind: str
    """``c`` for a concept, ``a`` for an aspect."""
    id: str
    start: int
    end: int


def normalise(text: str) -> str:
    """One spelling for all that people type alike: width, case, punctuation, spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    return " ".join(_NOISE.sub(" ", folded).split())


class TextReader:
    """Reads texts of one locale with its glossary."""

    def __init__(self, glossary: Glossary, known_words: Iterable[str] = ()) -> None:
        """``known_words`` are stems of an index; with them, unknown words are taken for typing errors."""
        self._names: dict[str, tuple[str, str]] = {}
        for kind, terms in (("a", glossary.aspects), ("c", glossary.concepts)):
            for term in terms.values():
                self._names |= dict.fromkeys(_spellings(term), (kind, term.id))
        self._longest = max(map(len, self._names), default=0)
        self._spelled = {stem(word): word for word in self._name_words(glossary)}
        self._speller = Speller({*known_words, *self._spelled}) if known_words else None

    def features(self, text: str) -> dict[str, float]:
        """Feature to weight, before rarity; a feature named twice counts little more than once."""
        words = self._corrected(normalise(text).split())
        mentions = self.mentions(words)
        found = Counter(f"{mention.kind}:{mention.id}" for mention in mentions)
        for word in _outside(words, mentions):
            found.update(_word_features(word))
        return {feature: WEIGHTS[feature[0]] * count**0.5 for feature, count in found.items()}

    def _name_words(self, glossary: Glossary) -> Iterator[str]:
        yield from self._names
        for terms in (glossary.aspects, glossary.concepts):
            yield from (word for term in terms.values() for name in term.names for word in normalise(name).split())

    def _corrected(self, words: list[str]) -> list[str]:
        """The words, unknown ones outside every mention replaced by what they were meant to be."""
        if self._speller is None:
            return words
        mentioned = {position for mention in self.mentions(words) for position in range(mention.start, mention.end)}
        starts = accumulate(map(len, words), initial=0)
        return [word if start in mentioned else self._correct(word) for word, start in zip(words, starts, strict=False)]

    def _correct(self, word: str) -> str:
        stemmed = stem(word)
        if self._speller is None or word in _STOP_WORDS or stemmed in _STOP_WORDS or stemmed in self._speller:
            return word
        corrected = self._speller.correct(stemmed)
        return self._spelled.get(corrected, corrected) if corrected != stemmed else word

    def names_only(self, features: Features) -> bool:
        """Whether a text says nothing but terms of the glossary and that it asks."""
        return all(feature[2:] in _ASKING for feature in features if feature.startswith("w:"))

    def mentions(self, words: Iterable[str]) -> list[Mention]:
        """Terms named in normalised words, longest first where they overlap, found across spaces."""
        words = list(words)
        compact, starts = "".join(words), _word_starts(words)
        mentions: list[Mention] = []
        position = 0
        while position < len(compact):
            mention = self._mention_at(compact, starts, position, after=mentions[-1].end if mentions else -1)
            if mention:
                mentions.append(mention)
            position = mention.end if mention else position + 1
        return mentions

    def _mention_at(self, compact: str, starts: frozenset[int], position: int, after: int) -> Mention | None:
        if position not in starts and position != after and _same_script(compact, position):
            return None
        for end in range(min(len(compact), position + self._longest), position, -1):
            named = self._names.get(compact[position:end])
            if named and (_ends_a_word(compact, starts, position, end) or self._starts_at(compact, end)):
                return Mention(*named, position, end)
        return None

    def _starts_at(self, compact: str, position: int) -> bool:
        """Whether another name follows without a space (람다콜드스타트)."""
        ends = range(position + 2, min(len(compact), position + self._longest) + 1)
        return is_hangul(compact[position]) and any(compact[position:end] in self._names for end in ends)


def _spellings(term: Term) -> Iterator[str]:
    """A term's names without spaces; Latin ones with an s too, for plural and possessive."""
    for name in (term.id, *term.names):
        compact = normalise(name).replace(" ", "")
        yield compact
        if compact[-1:].isascii() and compact[-1:].isalpha():
            yield f"{compact}s"


def _word_starts(words: Iterable[str]) -> frozenset[int]:
    position, starts = 0, set()
    for word in words:
        starts.add(position)
        position += len(word)
    return frozenset(starts | {position})


def _same_script(compact: str, position: int) -> bool:
    return is_hangul(compact[position - 1]) == is_hangul(compact[position])


def _ends_a_word(compact: str, starts: frozenset[int], start: int, end: int) -> bool:
    """Whether a name may end here: a Latin one at a word's end, a short Hangul one before a particle at most."""
    if end in starts:
        return True
    if not is_hangul(compact[end - 1]):
        return is_hangul(compact[end])
    if end - start > 2:
        return True
    word_end = min(boundary for boundary in starts if boundary > end)
    return is_particle(compact[end:word_end])


def _outside(words: Iterable[str], mentions: Iterable[Mention]) -> Iterator[str]:
    """The words, or what is left of them, that belong to no mention."""
    taken = {position for mention in mentions for position in range(mention.start, mention.end)}
    position = 0
    for word in words:
        left = "".join(char for offset, char in enumerate(word) if position + offset not in taken)
        position += len(word)
        if left and not (len(left) < len(word) and is_particle(left)):
            yield left


def _word_features(word: str) -> Iterator[str]:
    if word in _STOP_WORDS or (len(word) == 1 and word.isascii()):
        return
    stemmed = stem(word)
    if not stemmed or stemmed in _STOP_WORDS:
        return
    yield f"w:{stemmed}"
    yield from _pieces(stemmed)


def _pieces(stemmed: str) -> Iterator[str]:
    """Syllable pairs of Hangul, letter triples of anything else."""
    size = 2 if is_hangul(stemmed[0]) else 3
    if len(stemmed) < size:
        return
    padded = stemmed if size == 2 else f"<{stemmed}>"
    for start in range(len(padded) - size + 1):
        yield f"g:{padded[start : start + size]}"


def stem(word: str) -> str:
    return stem_korean(word) if is_hangul(word[0]) else _stem_latin(word)


def _stem_latin(word: str) -> str:
    for ending, instead in _LATIN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)] + instead
    return word
