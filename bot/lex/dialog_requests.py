"""What a client sets from outside: the session state of a request, and PutSession (spec 3.4)."""

from collections.abc import Sequence

from bot.lex.dialog import engine
from bot.lex.dialog.prompts import prompt_confirmation, prompt_slot
from bot.lex.dialog.turn import Json, Turn
from bot.lex.errors import ValidationException
from bot.lex.messages import Message
from bot.lex.serialise import read_action, read_contexts, read_intent
from bot.lex.state import DialogAction, IntentState
from bot.lex.validation import check_attributes_size


def override(turn: Turn, state: Json) -> None:
    """Put the session state of a request over the stored one: attributes and contexts wholesale, the rest if given.

    :raises ValidationException: it names an intent or slot that the bot does not have.
    """
    if state.get("sessionAttributes") is not None:
        turn.attributes = {name: value for name, value in state["sessionAttributes"].items() if value is not None}
        check_attributes_size(turn.attributes)
    if state.get("activeContexts") is not None:
        turn.contexts = read_contexts(state["activeContexts"], turn.now)
    if state.get("runtimeHints") is not None:
        turn.runtime_hints = state["runtimeHints"]
    if state.get("originatingRequestId"):
        turn.originating_request_id = state["originatingRequestId"]
    if state.get("intent"):
        turn.intent = _known_intent(turn, read_intent(state["intent"]))
        turn.misses = 0
    if state.get("dialogAction"):
        turn.action = _known_action(turn, read_action(state["dialogAction"]))
        turn.misses = 0


def _known_intent(turn: Turn, intent: IntentState) -> IntentState:
    slots = turn.intent_definition(intent.name).slots
    unknown = [name for name in intent.slots if name not in slots]
    if unknown:
        raise ValidationException(f"Slot {', '.join(unknown)} does not exist in intent {intent.name}")
    return IntentState(intent.name, {**dict.fromkeys(slots), **intent.slots}, intent.state, intent.confirmation)


def _known_action(turn: Turn, action: DialogAction) -> DialogAction:
    if action.type in ("ElicitSlot", "ConfirmIntent", "Delegate") and turn.intent is None:
        raise ValidationException(f"sessionState.intent is required for dialog action {action.type}")
    if action.type == "ElicitSlot" and not action.slot:
        raise ValidationException("sessionState.dialogAction.slotToElicit is required for ElicitSlot")
    if action.type == "ElicitSlot":
        turn.slot_definition(action.slot or "")
    return action


def put(turn: Turn, messages: Sequence[Message]) -> None:
    """Do the dialog action of a PutSession, whose session state is already over the stored one.

    :raises LexError: as a turn does; Delegate runs the dialog and may call the code hook.
    """
    action = turn.action or DialogAction("None")
    if action.type == "Delegate":
        engine.start(turn, turn.current.name)
        turn.messages = list(messages) or turn.messages
    elif action.type == "ElicitSlot":
        prompt_slot(turn, action, messages=messages)
    elif action.type == "ConfirmIntent":
        prompt_confirmation(turn, messages=messages)
    else:
        turn.messages += messages
