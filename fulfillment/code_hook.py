"""The code hook of every intent of the bot, in both locales: event in, one call, answer out."""

import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from fulfillment.conversation.context import read_context
from fulfillment.conversation.intents import respond
from fulfillment.conversation.reply import Reply
from fulfillment.conversation.speaking import speak
from fulfillment.conversation.turn import Turn
from fulfillment.knowledge.library import Libraries
from fulfillment.knowledge.port import Knowledge
from fulfillment.lex.event import CodeHookEvent
from fulfillment.lex.response import Close, Json
from fulfillment.rendering.renderer import Renderer

if TYPE_CHECKING:
    from fulfillment.knowledge.meaning import Encoder


@dataclass(frozen=True)
class TurnRecord:
    """One line of the log: what happened in a turn."""

    intent: str
    entry: str
    outcome: str
    channel: str
    locale: str
    lex_confidence: float | None
    confidence: float
    why: str
    ms: float
    question: str


class CodeHook:
    """Answers Lex. ``record`` is told of every turn, ``failed`` of an exception on its way to an honest apology."""

    def __init__(
        self,
        knowledge: Knowledge,
        record: Callable[[TurnRecord], None],
        failed: Callable[[Exception], None],
        renderer: Renderer | None = None,
        encoder: "Encoder | None" = None,
    ) -> None:
        self._libraries = Libraries(knowledge, encoder=encoder)
        self._renderer = renderer or Renderer()
        self._record = record
        self._failed = failed

    def __call__(self, raw: Json, _context: object = None) -> Json:
        """A valid answer to any event of Lex, whatever happens."""
        started = time.perf_counter()
        event = CodeHookEvent(raw)
        reply, answer = self._answer(event)
        self._record(_turn_record(event, reply, (time.perf_counter() - started) * 1000))
        return answer

    def _answer(self, event: CodeHookEvent) -> tuple[Reply, Json]:
        try:
            reply = self._reply(event)
            return reply, speak(reply, event, self._renderer)
        except Exception as failure:  # noqa: BLE001 - the asker gets an apology, the log the traceback
            self._failed(failure)
            kept = read_context(event.session_attributes)
            apology = Reply("trouble", "refused", kept, action=Close("Failed"), confidence=0.0, why="failure")
            return apology, speak(apology, event, self._renderer)

    def _reply(self, event: CodeHookEvent) -> Reply:
        library = self._libraries.of(self._renderer.locale(event.locale))
        return respond(Turn(event, read_context(event.session_attributes), library))


def _turn_record(event: CodeHookEvent, reply: Reply, ms: float) -> TurnRecord:
    return TurnRecord(
        intent=event.intent_name,
        entry=reply.entry_id,
        outcome=reply.outcome,
        channel=event.channel,
        locale=event.locale,
        lex_confidence=event.confidence,
        confidence=reply.confidence,
        why=reply.why,
        ms=round(ms, 2),
        question=event.transcript,
    )


@cache
def _deployed() -> CodeHook:
    """The join of the deployed function: DynamoDB, and powertools for log and metrics."""
    import boto3
    from aws_lambda_powertools import Logger, Metrics
    from aws_lambda_powertools.metrics import MetricUnit

    from fulfillment.knowledge.table import DynamoKnowledge

    logger, metrics = Logger(service="code-hook"), Metrics(namespace="ServerlessFaqBot", service="code-hook")
    logs_questions = os.environ.get("LOG_QUESTIONS", "").lower() == "true"

    def record(turn: TurnRecord) -> None:
        line: dict[str, Any] = asdict(turn)
        logger.info("turn", extra=line if logs_questions else {**line, "question": "redacted"})
        metrics.add_dimension("locale", turn.locale)
        metrics.add_dimension("channel", turn.channel)
        metrics.add_metric(f"Turns{turn.outcome.capitalize()}", MetricUnit.Count, 1)
        metrics.add_metric("TurnDuration", MetricUnit.Milliseconds, turn.ms)
        metrics.flush_metrics()

    def failed(failure: Exception) -> None:
        logger.exception("turn failed", exc_info=failure)
        metrics.add_metric("TurnsFailed", MetricUnit.Count, 1)

    return CodeHook(DynamoKnowledge(boto3.client("dynamodb"), os.environ["KNOWLEDGE_TABLE"]), record, failed)


def lambda_handler(event: Json, context: object) -> Json:
    return _deployed()(event, context)


if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
    # The init phase has a full core and is not billed to the first asker: boto3 costs 0.3 s there, 1 s in a first turn.
    _deployed()
