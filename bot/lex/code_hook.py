"""The code hook: the event that a Lambda function gets, and the checks of what it answers (spec 2.1 to 2.3)."""

import json
from dataclasses import dataclass
from typing import Any

from bot.lex.dialog.turn import HookAnswer, HookCall, Turn
from bot.lex.errors import DependencyFailedException
from bot.lex.handlers import Handler, HandlerError, HandlerThrottled, HandlerTimeout
from bot.lex.hook_answer import read_answer
from bot.lex.hook_errors import PREFIX, HookFailure, HookThrottled, HookTimeout
from bot.lex.serialise import contexts_json, event_interpretations, intent_json, slots_json

Json = dict[str, Any]

MAX_EVENT_BYTES = 12 * 1024
MAX_ANSWER_BYTES = 50 * 1024
DEFAULT_TIMEOUT_SECONDS = 30.0
MAX_TIMEOUT_SECONDS = 120.0
TIMEOUT_ATTRIBUTE = "x-amz-lex:codehook-timeout-ms"


@dataclass(frozen=True)
class BotIdentity:
    """The ``bot`` object of an event."""

    id: str
    name: str
    alias_id: str
    alias_name: str
    locale_id: str
    version: str

    def as_json(self) -> Json:
        """In the words of the event."""
        return {
            "id": self.id,
            "name": self.name,
            "aliasId": self.alias_id,
            "aliasName": self.alias_name,
            "localeId": self.locale_id,
            "version": self.version,
        }


@dataclass(frozen=True)
class LambdaCodeHook:
    """The code hook of one alias and locale. Sizes in bytes (DOC quotas)."""

    handler: Handler
    bot: BotIdentity
    max_event_bytes: int = MAX_EVENT_BYTES
    max_answer_bytes: int = MAX_ANSWER_BYTES

    def call(self, turn: Turn, call: HookCall) -> HookAnswer:
        """Build the event, call the handler, check and read its answer.

        :raises HookFailure: the handler raised, timed out (HookTimeout) or was throttled.
        :raises DependencyFailedException: its answer is not one that Lex takes, or the event is too large.
        """
        event = json.dumps(build_event(turn, call, self.bot), ensure_ascii=False).encode("utf-8", "surrogatepass")
        if len(event) > self.max_event_bytes:
            limit = self.max_event_bytes // 1024
            raise DependencyFailedException(
                f"Invalid Lambda Request: input exceeds maximum size ({len(event)} vs. {limit}K)"
            )
        answer = self._invoke(event, _timeout(turn, call), turn.input.request_id)
        if len(answer) > self.max_answer_bytes:
            size = f"({len(answer)} vs. {self.max_answer_bytes // 1024}K)"
            raise DependencyFailedException(f"{PREFIX}Lambda response exceeds maximum size {size}")
        return read_answer(answer, turn)

    def _invoke(self, event: bytes, timeout: float, request_id: str) -> bytes:
        try:
            return self.handler.invoke(event, timeout=timeout, request_id=request_id)
        except HandlerTimeout as error:
            raise HookTimeout(f"{PREFIX}Lambda timed out: {error}") from error
        except HandlerThrottled as error:
            raise HookThrottled(f"Lambda throttled the code hook: {error}") from error
        except HandlerError as error:
            raise _failure(error) from error


def _failure(error: HandlerError) -> HookFailure:
    if error.denied:
        return HookFailure(f"Access denied while invoking lambda function: {error}")
    details = f" (LambdaRequestId: {error.request_id}; Error: {error})" if error.request_id else ""
    return HookFailure(f"{PREFIX}Received error response from Lambda: Unhandled{details}")


def _timeout(turn: Turn, call: HookCall) -> float:
    """Seconds: of the fulfilment updates, else of the session attribute, else thirty; never above 120 (DOC)."""
    if call.timeout_seconds is not None:
        return call.timeout_seconds
    wanted = turn.attributes.get(TIMEOUT_ATTRIBUTE, "")
    seconds = int(wanted) / 1000 if wanted.isascii() and wanted.isdigit() else 0.0
    return min(seconds, MAX_TIMEOUT_SECONDS) or DEFAULT_TIMEOUT_SECONDS


def build_event(turn: Turn, call: HookCall, bot: BotIdentity) -> Json:
    """The event, key by key as recorded events have it (spec 2.1)."""
    intent = intent_json(turn.current, shapes=True)
    event: Json = {
        "messageVersion": "1.0",
        "invocationSource": call.source,
        "inputMode": turn.input.mode,
        "responseContentType": turn.input.response_content_type,
        "sessionId": turn.input.session_id,
        "inputTranscript": turn.input.text,
    }
    if call.label:
        event["invocationLabel"] = call.label
    event["bot"] = bot.as_json()
    event["interpretations"] = event_interpretations(turn.interpretations())
    if call.proposal:
        event["proposedNextState"] = {
            "dialogAction": {"type": "ElicitSlot", "slotToElicit": call.proposal.slot},
            "intent": intent,
            "prompt": {"attempt": call.proposal.attempt},
        }
    if turn.request_attributes:
        event["requestAttributes"] = dict(turn.request_attributes)
    event["sessionState"] = _session_state(turn, intent)
    if turn.input.text:
        event["transcriptions"] = [_transcription(turn)]
    return event


def _session_state(turn: Turn, intent: Json) -> Json:
    state: Json = {
        "sessionAttributes": dict(turn.attributes),
        "activeContexts": contexts_json(turn.contexts, turn.now),
        "intent": intent,
        "originatingRequestId": turn.originating_request_id,
    }
    if turn.runtime_hints:
        state["runtimeHints"] = turn.runtime_hints
    return state


def _transcription(turn: Turn) -> Json:
    filled = {name: value for name, value in turn.current.slots.items() if value is not None}
    return {
        "transcription": turn.input.text,
        "transcriptionConfidence": 1.0,
        "resolvedContext": {"intent": turn.current.name},
        "resolvedSlots": slots_json(filled, shapes=True, interpreted=False),
    }
