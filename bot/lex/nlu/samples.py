"""The sentences that a locale is trained on: sample utterances with values in their gaps, and small talk."""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.definitions.model import BotLocale, Intent
from bot.lex.nlu.utterance import SampleUtterance, read_utterance
from bot.lex.nlu.vocabulary import Vocabulary

_VALUES_PER_PATTERN = 4
_VALUES_OF_A_BARE_GAP = 30
_ENOUGH_SENTENCES = 300
"""Sentences of an intent from which on each pattern is filled only once."""
_STAND_IN = {"ko": "그것", "ja": "それ"}
"""What fills the gap of a type that has no values to offer; "it" in other languages."""


@dataclass(frozen=True)
class Sample:
    """A training sentence; ``pattern`` numbers the sample utterance that it was made from."""

    text: str
    intent: str
    pattern: int


def sample_utterances(locale: BotLocale) -> dict[str, tuple[str, ...]]:
    """Intent name to its own utterances, or those that its built-in signature brings along."""
    language = locale.id.partition("_")[0]
    return {name: utterances for name, i in locale.intents.items() if (utterances := _utterances(i, language))}


def training_samples(locale: BotLocale, vocabulary: Vocabulary) -> list[Sample]:
    """Every sample utterance with its gaps filled; the same for the same locale."""
    language = locale.id.partition("_")[0]
    samples: list[Sample] = []
    number = 0
    for name, utterances in sample_utterances(locale).items():
        for text in utterances:
            intent = locale.intents[name]
            filled = _filled(read_utterance(text), intent, vocabulary, language, len(utterances))
            samples += [Sample(sentence, name, number) for sentence in dict.fromkeys(filled)]
            number += 1
    return samples


def background(language: str) -> Sequence[str]:
    """Sentences of everyday life that no bot in particular is meant for."""
    return _data("background").get(language, {}).get("sentences", ())


def _utterances(intent: Intent, language: str) -> tuple[str, ...]:
    built_in: Sequence[str] = _data("builtin_intents").get(language, {}).get(intent.signature or "", ())
    return tuple(dict.fromkeys((*intent.utterances, *built_in)))


def _filled(
    pattern: SampleUtterance, intent: Intent, vocabulary: Vocabulary, language: str, siblings: int
) -> Iterator[str]:
    if not pattern.slots:
        yield pattern.words[0]
        return
    offers = [_offer(name, intent, vocabulary, language) for name in pattern.slots]
    for turn in range(_copies(pattern, siblings)):
        yield pattern.filled(tuple(_pick(offer, pattern, gap, turn) for gap, offer in enumerate(offers)))


def _copies(pattern: SampleUtterance, siblings: int) -> int:
    if not "".join(pattern.words).strip():
        return _VALUES_OF_A_BARE_GAP
    return max(1, min(_VALUES_PER_PATTERN, _ENOUGH_SENTENCES // siblings))


def _offer(slot: str, intent: Intent, vocabulary: Vocabulary, language: str) -> Sequence[str]:
    values = vocabulary.examples(intent.slots[slot].type_name) if slot in intent.slots else ()
    return values or (_STAND_IN.get(language, "it"),)


def _pick(offer: Sequence[str], pattern: SampleUtterance, gap: int, turn: int) -> str:
    """A value that looks chosen at random and is the same in every run."""
    seed = zlib.crc32("|".join((*pattern.words, str(gap))).encode())
    stride = 1 + seed % max(1, len(offer) - 1)
    return offer[(seed // 7 + turn * stride) % len(offer)]


@cache
def _data(name: str) -> Mapping[str, dict[str, list[str]]]:
    text = resources.files("bot.lex.nlu").joinpath(f"data/{name}.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]
