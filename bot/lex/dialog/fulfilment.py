"""Fulfilment, post-fulfilment and closing (guide "streaming-progress", "paths-nextstep", spec 3.5)."""

import warnings
from dataclasses import replace

from bot.lex.contexts import switched_on
from bot.lex.dialog.hooks import elicit, is_configured, take_over
from bot.lex.dialog.stages import HookResult, Json, Move, Stage, Step, closing_stage, fulfilment_stage, is_on
from bot.lex.dialog.turn import CodeHook, HookAnswer, HookCall, Turn
from bot.lex.errors import FidelityWarning
from bot.lex.hook_errors import HookFailure, HookTimeout
from bot.lex.state import DialogAction


def fulfil_intent(turn: Turn, step: Step) -> Move:
    """Call the code hook for fulfilment; where none is to be called, the step counts as successful."""
    turn.set_intent(state="ReadyForFulfillment")
    setting = turn.definition.raw.get("fulfillmentCodeHook") or {}
    if not is_on(setting, "isActive"):
        return Step("CloseIntent", step.stage)
    if setting.get("enabled") and turn.code_hook is not None:
        return _call(turn, setting, turn.code_hook)
    if setting.get("enabled"):
        warnings.warn(
            f"intent {turn.current.name} is to be fulfilled by code, but the alias has no handler",
            FidelityWarning,
            stacklevel=2,
        )
    return _fulfilled_without_code(turn, setting)


def _fulfilled_without_code(turn: Turn, setting: Json) -> Stage:
    # Recorded: an intent without any fulfilment closes as ReadyForFulfillment (spec 3.5); a configured step succeeds.
    if setting.get("postFulfillmentStatusSpecification") and not setting.get("enabled"):
        turn.set_intent(state="Fulfilled")
    return _succeeded(turn)


def _succeeded(turn: Turn) -> Stage:
    turn.contexts = switched_on(turn.contexts, turn.definition, turn.current, turn.now)
    return fulfilment_stage(turn.definition, "success")


def _call(turn: Turn, setting: Json, hook: CodeHook) -> Move:
    definition = turn.definition
    try:
        answer = hook.call(turn, HookCall("FulfillmentCodeHook", timeout_seconds=_timeout(setting)))
    except HookFailure as error:
        return _failed(turn, error)
    turn.log_step(f"Intent/{definition.name}/FulfillmentCodeHook", nextStep=answer.action.type)
    take_over(turn, answer)
    if answer.action.type == "Close":
        return _closed(turn, answer)
    if answer.action.type == "Delegate":
        return _delegated(turn, answer)
    return elicit(turn, answer)


def _timeout(setting: Json) -> float | None:
    """Seconds, where fulfilment updates are on (guide "streaming-progress")."""
    updates = setting.get("fulfillmentUpdatesSpecification") or {}
    return float(updates["timeoutInSeconds"]) if updates.get("active") and updates.get("timeoutInSeconds") else None


def _failed(turn: Turn, error: HookFailure) -> Stage:
    """Take the failure or timeout branch.

    :raises LexError: none is configured.
    """
    result: HookResult = "timeout" if isinstance(error, HookTimeout) else "failure"
    after = fulfilment_stage(turn.definition, result)
    if not is_configured(after):
        raise error.as_lex_error() from error
    turn.set_intent(state="Failed")
    return after


def _closed(turn: Turn, answer: HookAnswer) -> Move:
    """The hook closed the intent: its messages stand for the configured response and for the closing one."""
    if turn.intent is None:
        return Step("EndConversation", Stage("Fulfillment"))
    failed = turn.intent.state == "Failed"
    after = fulfilment_stage(turn.definition, "failure") if failed else _succeeded(turn)
    if not answer.messages:
        return after
    turn.messages += answer.messages
    return replace(after, response=None, default="EndConversation")


def _delegated(turn: Turn, answer: HookAnswer) -> Move:
    """Delegate at fulfilment: go on; a slot that the hook cleared is asked for again (V1; in V2 grade INF)."""
    turn.messages += answer.messages
    if answer.intent is not None and answer.intent.state == "Failed":
        return fulfilment_stage(turn.definition, "failure")
    empty = [n for n, slot in turn.definition.slots.items() if slot.required and turn.current.slots.get(n) is None]
    if empty and answer.intent_has_slots:
        return Step("ElicitSlot", Stage("Fulfillment"), slot=empty[0])
    turn.set_intent(state="Fulfilled")
    after = _succeeded(turn)
    return replace(after, response=None) if answer.messages else after


def close_intent(turn: Turn, step: Step) -> Move:
    """Say the closing response, if there is one and it is on."""
    after = closing_stage(turn.definition)
    return replace(after, response=None) if step.suppress else after


def end_conversation(turn: Turn, step: Step) -> Move:
    """Nothing more is expected from the user."""
    turn.action = DialogAction("Close")
    return None
