"""What a turn costs: the code hook by itself, a whole turn of the local Lex, and `bot ask` as people wait for it."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.knowledge.content import read_content
from bot.lex.open import EncoderChoice
from bot.local.knowledge import snapshots_of
from bot.local.sentence_encoder import open_sentence_encoder
from bot.local.stack import DATA_DIR, local_stack
from bot.testing.questions import Question, read_questions
from fulfillment.code_hook import CodeHook
from fulfillment.knowledge.memory import InMemoryKnowledge

QUESTIONS = Path(__file__).parents[1] / "tests" / "questions" / "development"
LOCALES = ("ko_KR", "en_US")
ENCODERS: tuple[EncoderChoice, ...] = ("none", "auto")


def main() -> None:
    """Print the figures, milliseconds, p50 / p90 / p99."""
    for encoder in ENCODERS:
        print(f"code hook, warm, knowledge in memory, encoder {encoder}: {_of(_code_hook_turns(encoder))}")
    for encoder in ENCODERS:
        print(f"local RecognizeText, code hook and DynamoDB included, encoder {encoder}: {_of(_lex_turns(encoder))}")
    print(f"`bot ask`, second run, wall: {_ask_seconds():.2f} s")


def _code_hook_turns(encoder: EncoderChoice) -> Iterator[float]:
    content, sentences = read_content(), open_sentence_encoder(encoder, DATA_DIR)
    knowledge = InMemoryKnowledge()
    knowledge.write("bench", content.entries, snapshots_of(content, sentences))
    knowledge.switch("bench", expected=None)
    hook = CodeHook(knowledge, lambda _: None, _raise, encoder=sentences)
    for locale in LOCALES:
        events = [_event(question.ask, locale) for question in _questions(locale)]
        hook(events[0])
        yield from _timed(hook, events)


def _lex_turns(encoder: EncoderChoice) -> Iterator[float]:
    with local_stack(encoder=encoder) as stack:
        for locale in LOCALES:
            texts = [question.ask for question in _questions(locale)]
            say = _sayer(stack.lex.recognize_text, locale)
            say(texts[0])
            yield from _timed(say, texts)


def _sayer(recognize_text: Callable[..., Any], locale: str) -> Callable[[str], Any]:
    return lambda text: recognize_text(text, session_id="bench", locale_id=locale)


def _ask_seconds() -> float:
    with TemporaryDirectory() as data_dir:
        command = [sys.executable, "-m", "bot", "ask", "콜드 스타트가 뭐야?", "--data-dir", data_dir]
        subprocess.run(command, check=True, capture_output=True)
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - started


def _questions(locale: str) -> Sequence[Question]:
    return read_questions(QUESTIONS / f"{locale}.yaml")


def _event(text: str, locale: str) -> dict[str, Any]:
    intent = {"name": "FallbackIntent", "slots": {}, "state": "InProgress"}
    return {
        "invocationSource": "FulfillmentCodeHook",
        "inputMode": "Text",
        "inputTranscript": text,
        "sessionId": "bench",
        "bot": {"localeId": locale},
        "sessionState": {"intent": intent, "sessionAttributes": {}},
    }


def _timed(function: Callable[[Any], Any], arguments: Sequence[Any]) -> Iterator[float]:
    for argument in arguments:
        started = time.perf_counter()
        function(argument)
        yield (time.perf_counter() - started) * 1000


def _of(turns: Iterator[float]) -> str:
    ordered = sorted(turns)
    return " / ".join(f"{ordered[int(len(ordered) * share)]:.2f} ms" for share in (0.5, 0.9, 0.99))


def _raise(failure: Exception) -> None:
    raise failure
