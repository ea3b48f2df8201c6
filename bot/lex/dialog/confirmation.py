"""Confirmation: yes, no, another intent, or a miss (guide "intent-confirm", spec 3.5)."""

from bot.lex.dialog.hooks import dialog_hook, obey
from bot.lex.dialog.prompts import confirmation_specification, has_confirmation, max_retries, prompt_confirmation
from bot.lex.dialog.slots import answered, other_intent, switch_intent
from bot.lex.dialog.stages import OLD_FLOW_HOOK, Json, Move, Stage, Step, confirmation_stage
from bot.lex.dialog.turn import HookCall, Turn
from bot.lex.hook_errors import HookFailure


def confirm_intent(turn: Turn, step: Step) -> Move:
    """Ask for confirmation, if the intent has that step and is not confirmed already."""
    if not has_confirmation(turn) or turn.current.confirmation == "Confirmed":
        return Step("FulfillIntent", step.stage)
    prompt_confirmation(turn, suppress=step.suppress)
    return None


def answer_confirmation(turn: Turn) -> Move:
    """The user answers the confirmation prompt."""
    turn.understood_as = turn.current.name
    turn.interpret()
    answer = turn.interpreter.confirms(turn.input.text)
    if answer is None:
        return _neither(turn)
    turn.candidates = answered(turn)
    turn.misses = 0
    return _confirmed(turn) if answer else _denied(turn)


def _confirmed(turn: Turn) -> Stage:
    turn.set_intent(confirmation="Confirmed")
    return confirmation_stage(turn.definition, "confirmation", old_flow=turn.old_flow)


def _denied(turn: Turn) -> Stage:
    """Denied closes the intent as Failed, where no next step is configured (grade INF)."""
    turn.set_intent(confirmation="Denied", state="Failed")
    return confirmation_stage(turn.definition, "declination", old_flow=turn.old_flow)


def _neither(turn: Turn) -> Move:
    if other := other_intent(turn, at_least=turn.locale.confidence_threshold):
        return switch_intent(turn, other)
    turn.misses += 1
    turn.missed = True
    return _call_hook_or_repeat(turn)


def _call_hook_or_repeat(turn: Turn) -> Move:
    setting = _elicitation_hook(turn)
    hook = dialog_hook(turn, setting)
    if hook is None or setting is None:
        return _repeat_or_give_up(turn)
    try:
        answer = hook.call(turn, HookCall("DialogCodeHook", setting.get("invocationLabel") or None))
    except HookFailure as error:
        raise error.as_lex_error() from error
    failure = confirmation_stage(turn.definition, "failure", old_flow=turn.old_flow)
    after = Stage(f"{failure.label}/DialogCodeHook")
    move = obey(turn, answer, after, failed=failure)
    return _repeat_or_give_up(turn) if move is after else move


def _elicitation_hook(turn: Turn) -> Json | None:
    setting = turn.definition.raw.get("intentConfirmationSetting") or {}
    return OLD_FLOW_HOOK if turn.old_flow else setting.get("elicitationCodeHook")


def _repeat_or_give_up(turn: Turn) -> Move:
    if turn.misses <= max_retries(confirmation_specification(turn)):
        prompt_confirmation(turn, misses=turn.misses)
        return None
    turn.misses = 0
    turn.set_intent(state="Failed")
    return confirmation_stage(turn.definition, "failure", old_flow=turn.old_flow)
