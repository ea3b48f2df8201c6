"""Dialog code hooks: when they run, and how their answers are obeyed (guide "paths-code-hook", spec 2.2, 2.3)."""

from dataclasses import replace

from bot.lex.contexts import switched_on
from bot.lex.dialog.next_steps import propose
from bot.lex.dialog.prompts import prompt_confirmation, prompt_slot
from bot.lex.dialog.stages import HookResult, Json, Move, Stage, Step, closing_stage, hook_result_stage, is_on
from bot.lex.dialog.turn import CodeHook, HookAnswer, HookCall, Turn
from bot.lex.hook_errors import HookFailure, HookTimeout
from bot.lex.messages import Message
from bot.lex.state import DialogAction, IntentState


def dialog_hook(turn: Turn, setting: Json | None) -> CodeHook | None:
    """The code hook, if this setting and the intent's own switch let it run (the gate: DOC paths-code-hook).

    28 of 114 real intents have the stage's hook on and the intent's switch off: they are bots without Lambda.
    """
    if not setting or not is_on(setting, "isActive") or not setting.get("enableCodeHookInvocation"):
        return None
    return turn.code_hook if (turn.definition.raw.get("dialogCodeHook") or {}).get("enabled") else None


def invoke_dialog_hook(turn: Turn, step: Step) -> Move:
    """Call the hook of the current stage; where it may not run, the step counts as successful."""
    stage = step.stage
    after = hook_result_stage(stage, "success")
    hook = dialog_hook(turn, stage.code_hook)
    if hook is None:
        return after
    label = (stage.code_hook or {}).get("invocationLabel") or None
    try:
        answer = hook.call(turn, HookCall("DialogCodeHook", label, propose(turn, after)))
    except HookFailure as error:
        return _failed(turn, stage, error)
    turn.log_step(f"{stage.label}/DialogCodeHook", dialogCodeHookInvocationLabel=label, nextStep=answer.action.type)
    return obey(turn, answer, after, failed=hook_result_stage(stage, "failure"))


def _failed(turn: Turn, stage: Stage, error: HookFailure) -> Move:
    """Take the branch that is configured for a hook that raised or timed out.

    :raises LexError: none is configured.
    """
    result: HookResult = "timeout" if isinstance(error, HookTimeout) else "failure"
    after = hook_result_stage(stage, result)
    if not is_configured(after):
        raise error.as_lex_error() from error
    turn.set_intent(state="Failed")
    return after


def is_configured(stage: Stage) -> bool:
    """Whether an export says anything about this stage."""
    return bool(stage.response or stage.next_step or stage.conditional)


def obey(turn: Turn, answer: HookAnswer, after: Stage, *, failed: Stage) -> Move:
    """Take over what a dialog hook answered, and do the action that it wants."""
    take_over(turn, answer)
    match answer.action.type:
        case "Delegate":
            return _delegate(turn, answer, after, failed)
        case "Close":
            return _close(turn, answer, failed)
        case _:
            return elicit(turn, answer)


def take_over(turn: Turn, answer: HookAnswer) -> None:
    """Attributes replace, contexts replace, the intent and its slots replace; what is not mentioned stays (DOC)."""
    if answer.attributes is not None:
        turn.attributes = dict(answer.attributes)
    if answer.contexts is not None:
        turn.contexts = answer.contexts
    if answer.request_attributes is not None:
        turn.request_attributes = dict(answer.request_attributes)
    if answer.runtime_hints is not None:
        turn.runtime_hints = answer.runtime_hints
    if answer.intent is not None:
        turn.intent = _merged(turn, answer.intent, answer.intent_has_slots)


def _merged(turn: Turn, intent: IntentState, has_slots: bool) -> IntentState:
    known = turn.intent if turn.intent and turn.intent.name == intent.name else None
    if has_slots or known is None:
        empty = dict.fromkeys(turn.intent_definition(intent.name).slots)
        return replace(intent, slots={**empty, **intent.slots})
    return replace(intent, slots=known.slots)


def _delegate(turn: Turn, answer: HookAnswer, after: Stage, failed: Stage) -> Move:
    if answer.intent is not None and answer.intent.state == "Failed":
        return failed
    turn.messages += answer.messages
    return replace(after, response=None) if answer.messages else after


def _close(turn: Turn, answer: HookAnswer, failed: Stage) -> Move:
    """The messages leave as they are; without any, the intent's closing response does."""
    failing = turn.intent is not None and turn.intent.state == "Failed"
    if failing and not answer.messages and is_configured(failed):
        return failed
    if turn.intent is not None and turn.intent.state == "Fulfilled":
        turn.contexts = switched_on(turn.contexts, turn.definition, turn.intent, turn.now)
    if answer.messages or failing or turn.intent is None:
        return _end(turn, answer.messages)
    return closing_stage(turn.definition)


def _end(turn: Turn, messages: tuple[Message, ...]) -> Move:
    turn.messages += messages
    turn.action = DialogAction("Close")
    return None


def elicit(turn: Turn, answer: HookAnswer) -> Move:
    """Ask what the hook wants asked, in its words or in the configured ones."""
    action = answer.action
    if action.type == "ElicitSlot":
        same = turn.action is not None and (turn.action.type, turn.action.slot) == ("ElicitSlot", action.slot)
        prompt_slot(turn, action, messages=answer.messages, misses=turn.misses if same else 0)
    elif action.type == "ConfirmIntent":
        prompt_confirmation(turn, messages=answer.messages)
    else:
        turn.messages += answer.messages
        turn.action = DialogAction("ElicitIntent")
        turn.intent = turn.intent if answer.intent is not None else None
    return None
