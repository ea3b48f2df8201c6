"""The interpreter of one locale: the port of the dialog engine, on a trained model."""

from collections.abc import Mapping, Sequence

from bot.definitions.model import BotLocale, Intent, Slot
from bot.lex.interpreter import Candidate, SlotValue
from bot.lex.nlu.answers import Answers
from bot.lex.nlu.assignment import Assignment
from bot.lex.nlu.calibration import confidence
from bot.lex.nlu.mention import Mention
from bot.lex.nlu.model import NOTHING, Model
from bot.lex.nlu.patterns import PatternMatch, Patterns
from bot.lex.nlu.ranking import Place, rank
from bot.lex.nlu.samples import sample_utterances
from bot.lex.nlu.training import Reader
from bot.lex.nlu.writing import Line, read_line

_LONGEST_UNDERSTOOD = 500
"""Characters of an utterance that are looked at (a sample utterance has at most 500, spec 3.9)."""


class LocaleInterpreter:
    """Implements ``bot.lex.interpreter.Interpreter``."""

    def __init__(self, locale: BotLocale, model: Model, patterns: Patterns, reader: Reader) -> None:
        self._locale = locale
        self._language = locale.id.partition("_")[0]
        self._model = model
        self._patterns = patterns
        self._reader = reader
        utterances = sample_utterances(locale)
        self._assignments = {n: Assignment(i, utterances.get(n, ())) for n, i in locale.intents.items() if i.slots}
        self._answers = Answers(locale.id, reader.vocabulary, self._matched_intents)

    def interpret(self, text: str, *, active_contexts: frozenset[str] = frozenset()) -> Sequence[Candidate]:
        line = read_line(text[:_LONGEST_UNDERSTOOD])
        mentions = self._reader.vocabulary.mentions(line)
        matches = self._patterns.match(line, mentions, self._language)
        eligible = {n for n, i in self._locale.intents.items() if active_contexts.issuperset(i.input_contexts)}
        matches = {name: match for name, match in matches.items() if name in eligible}
        likelihood, nothing = self._likelihood(line, eligible)
        fallback = self._locale.fallback_intent
        strengths = {name: match.strength for name, match in matches.items()}
        threshold = self._locale.confidence_threshold
        places = rank(likelihood, strengths, nothing, threshold, fallback.name if fallback else None)
        return [self._candidate(place, line, mentions, matches.get(place.intent)) for place in places]

    def resolve_slot(self, intent: Intent, slot: Slot, text: str) -> Mapping[str, SlotValue]:
        return self._answers.resolve(intent, slot, text[:_LONGEST_UNDERSTOOD])

    def confirms(self, text: str) -> bool | None:
        return self._answers.confirms(text)

    def _likelihood(self, line: Line, eligible: set[str]) -> tuple[dict[str, float], float]:
        """Confidence of each eligible intent that the classifier knows, and the probability of none."""
        if not line.has_words:
            return {}, 1.0
        counted, sentence = self._reader.read(line.raw)
        meanings = self._reader.meanings([sentence])
        probabilities, evidence = self._model.judge(counted, None if meanings is None else meanings[0])
        sure = confidence(evidence, self._model.weights)
        known = {n: float(sure[i]) for i, n in enumerate(self._model.classes) if n in eligible}
        return known, float(probabilities[self._model.classes.index(NOTHING)])

    def _candidate(
        self, place: Place, line: Line, mentions: Sequence[Mention], match: PatternMatch | None
    ) -> Candidate:
        if place.confidence is None or place.intent not in self._assignments:
            return Candidate(place.intent, place.confidence)
        filled = self._assignments[place.intent].fill(line, mentions)
        if match is not None:
            filled = {**_unused(filled, match.slots), **match.slots}
        return Candidate(place.intent, place.confidence, filled)

    def _matched_intents(self, text: str) -> frozenset[str]:
        """The intents of which the text is a sample utterance, word by word."""
        matches = self._patterns.match(read_line(text), (), self._language)
        return frozenset(name for name, match in matches.items() if match.strength > 0.9 and not match.slots)


def _unused(filled: Mapping[str, SlotValue], matched: Mapping[str, SlotValue]) -> dict[str, SlotValue]:
    """Values found in the line that the matched sample utterance has not placed already."""
    placed = [value.original for value in matched.values()]
    return {n: v for n, v in filled.items() if n not in matched and not any(v.original in text for text in placed)}
