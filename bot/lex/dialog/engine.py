"""The driver of the dialog: takes steps until the bot waits for the user, or has gone in circles for too long."""

from collections.abc import Callable, Mapping

from bot.lex.dialog.branches import evaluate_conditional
from bot.lex.dialog.confirmation import answer_confirmation, confirm_intent
from bot.lex.dialog.fulfilment import close_intent, end_conversation, fulfil_intent
from bot.lex.dialog.hooks import invoke_dialog_hook
from bot.lex.dialog.intents import elicit_intent, hear_utterance, start_fallback, start_intent
from bot.lex.dialog.next_steps import enter
from bot.lex.dialog.slots import answer_slot, elicit_slot, next_slot
from bot.lex.dialog.stages import Move, Stage, Step, StepType
from bot.lex.dialog.turn import Turn
from bot.lex.errors import ValidationException

MAX_STEPS = 100
"""Steps in one turn after which next steps are taken to run in circles (grade INF)."""

STEPS: Mapping[StepType, Callable[[Turn, Step], Move]] = {
    "StartIntent": start_intent,
    "StartFallback": start_fallback,
    "ElicitSlot": elicit_slot,
    "NextSlot": next_slot,
    "ConfirmIntent": confirm_intent,
    "FulfillIntent": fulfil_intent,
    "CloseIntent": close_intent,
    "ElicitIntent": elicit_intent,
    "EndConversation": end_conversation,
    "InvokeDialogCodeHook": invoke_dialog_hook,
    "EvaluateConditional": evaluate_conditional,
}

ANSWERS: Mapping[str, Callable[[Turn], Move]] = {
    "ElicitSlot": answer_slot,
    "ConfirmIntent": answer_confirmation,
}


def hear(turn: Turn) -> None:
    """Run the dialog from the user's words to the next prompt or the end.

    :raises LexError: the definition or the code hook made the turn impossible; nothing of it must be kept.
    """
    waiting_for = turn.action.type if turn.action and turn.intent else "ElicitIntent"
    run(turn, ANSWERS.get(waiting_for, hear_utterance)(turn))


def start(turn: Turn, intent: str) -> None:
    """Run the dialog from the beginning of an intent, with the slots that are already set (PutSession Delegate)."""
    slots = dict(turn.current.slots) if turn.intent and turn.intent.name == intent else {}
    run(turn, Step("StartIntent", Stage("PutSession"), intent=intent, slots=slots))


def run(turn: Turn, move: Move) -> None:
    """Take steps until the dialog waits."""
    for _ in range(MAX_STEPS):
        if move is None:
            return
        move = enter(turn, move) if isinstance(move, Stage) else _take(turn, move)
    raise ValidationException(f"Invalid Bot Configuration: the next steps run in circles (last in {turn.log[-1:]})")


def _take(turn: Turn, step: Step) -> Move:
    if step.type not in STEPS:
        raise ValidationException(f"Invalid Bot Configuration: unknown next step {step.type} in {step.stage.label}")
    return STEPS[step.type](turn, step)
