"""What a code hook answered: checked against the format and read (guide "lambda-response-format", spec 2.2)."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.lex.dialog.turn import HookAnswer, Turn
from bot.lex.errors import DependencyFailedException
from bot.lex.hook_errors import PREFIX
from bot.lex.messages import read_api
from bot.lex.serialise import read_action, read_contexts, read_intent
from bot.lex.shapes import ListOf, OfType, Record, Text
from bot.lex.validation import (
    ACTION,
    CONTEXT,
    INTENT,
    MAX_ATTRIBUTES_BYTES,
    MESSAGES,
    REQUEST_ATTRIBUTES,
    attributes_size,
)

Json = dict[str, Any]

_NOT_A_RESPONSE = "Received invalid response from Lambda: Cannot construct instance of IntentResponse"
_STATES = ("Failed", "Fulfilled", "InProgress", "ReadyForFulfillment")

_ANSWER = Record(
    {
        "sessionState": Record(
            {
                "dialogAction": ACTION,
                "intent": Record({**INTENT.fields, "state": Text(values=_STATES)}, ("name",)),
                "activeContexts": ListOf(CONTEXT, 20),
                "sessionAttributes": REQUEST_ATTRIBUTES,
                "runtimeHints": OfType(dict),
            },
            ("dialogAction",),
        ),
        "messages": MESSAGES,
        "requestAttributes": REQUEST_ATTRIBUTES,
    },
    ("sessionState",),
)


def read_answer(body: bytes, turn: Turn) -> HookAnswer:
    """Check an answer and read it.

    :raises DependencyFailedException: Lex would not take it; the message begins as Lex's does and then says why.
    """
    answer = _parse(body)
    problems = list(_ANSWER.problems(answer, "")) or list(_rule_problems(answer, turn))
    if problems:
        raise DependencyFailedException(f"{PREFIX}{_NOT_A_RESPONSE}: {'; '.join(problems)}")
    state = answer["sessionState"]
    intent = state.get("intent")
    attributes = state.get("sessionAttributes")
    contexts = state.get("activeContexts")
    requests = answer.get("requestAttributes")
    return HookAnswer(
        action=read_action(state["dialogAction"]),
        intent=read_intent(_with_known_slots(intent, turn)) if intent else None,
        intent_has_slots=bool(intent) and intent.get("slots") is not None,
        attributes=None if attributes is None else _strings(attributes),
        contexts=None if contexts is None else read_contexts(contexts, turn.now),
        messages=tuple(read_api(message) for message in answer.get("messages") or []),
        request_attributes=None if requests is None else _strings(requests),
        runtime_hints=state.get("runtimeHints"),
    )


def _parse(body: bytes) -> Json:
    try:
        answer = json.loads(body)
    except ValueError as error:
        raise DependencyFailedException(f"{PREFIX}{_NOT_A_RESPONSE}: it is not JSON ({error})") from error
    if answer is None:
        raise DependencyFailedException(f"{PREFIX}Received null response from Lambda")
    if not isinstance(answer, dict):
        raise DependencyFailedException(f"{PREFIX}{_NOT_A_RESPONSE}: it is not an object")
    return answer


def _strings(attributes: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if value is not None}


def _with_known_slots(intent: Json, turn: Turn) -> Json:
    # A closing answer may carry slots of its own making; nothing will ask for them again.
    known = turn.locale.intents[intent["name"]].slots
    return {**intent, "slots": {name: slot for name, slot in (intent.get("slots") or {}).items() if name in known}}


def _rule_problems(answer: Json, turn: Turn) -> Iterator[str]:
    """What the shapes cannot say: what each action needs, and that names exist."""
    state = answer["sessionState"]
    kind = state["dialogAction"]["type"]
    yield from _ACTION_RULES[kind](answer, turn)
    yield from _name_problems(state, turn, closing=kind == "Close")
    size = attributes_size(state.get("sessionAttributes") or {})
    if size > MAX_ATTRIBUTES_BYTES:
        yield f"session attributes exceed maximum size ({size} vs. {MAX_ATTRIBUTES_BYTES // 1024}K)"


def _name_problems(state: Json, turn: Turn, *, closing: bool) -> Iterator[str]:
    intent = state.get("intent")
    if not intent:
        return
    if intent["name"] not in turn.locale.intents:
        yield f"intent {intent['name']} does not exist"
        return
    known = turn.locale.intents[intent["name"]].slots
    unknown = [name for name in intent.get("slots") or {} if name not in known]
    if unknown and not closing:
        yield f"intent {intent['name']} has no slot {', '.join(unknown)}"


def _close_problems(answer: Json, turn: Turn) -> Iterator[str]:
    intent = answer["sessionState"].get("intent")
    if not intent:
        yield "sessionState.intent is required for Close"
    elif not intent.get("state"):
        yield "sessionState.intent.state is required for Close"


def _elicit_slot_problems(answer: Json, turn: Turn) -> Iterator[str]:
    state = answer["sessionState"]
    intent, slot = state.get("intent"), state["dialogAction"].get("slotToElicit")
    if not intent:
        yield "sessionState.intent is required for ElicitSlot"
    if not slot:
        yield "dialogAction.slotToElicit is required for ElicitSlot"
    elif intent and intent["name"] in turn.locale.intents and slot not in turn.locale.intents[intent["name"]].slots:
        yield f"intent {intent['name']} has no slot {slot}"


def _elicit_intent_problems(answer: Json, turn: Turn) -> Iterator[str]:
    if not answer.get("messages"):
        yield "messages are required for ElicitIntent"


def _confirm_problems(answer: Json, turn: Turn) -> Iterator[str]:
    intent = answer["sessionState"].get("intent")
    if not intent:
        yield "sessionState.intent is required for ConfirmIntent"
        return
    definition = turn.locale.intents.get(intent["name"])
    prompted = definition is not None and definition.raw.get("intentConfirmationSetting")
    if not answer.get("messages") and not prompted:
        yield "messages are required for ConfirmIntent"


def _no_problems(answer: Json, turn: Turn) -> Iterator[str]:
    return iter(())


def _none_problems(answer: Json, turn: Turn) -> Iterator[str]:
    yield "dialogAction.type None is not supported"


_ACTION_RULES: Mapping[str, Callable[[Json, Turn], Iterator[str]]] = {
    "Close": _close_problems,
    "ConfirmIntent": _confirm_problems,
    "Delegate": _no_problems,
    "ElicitIntent": _elicit_intent_problems,
    "ElicitSlot": _elicit_slot_problems,
    "None": _none_problems,
}
