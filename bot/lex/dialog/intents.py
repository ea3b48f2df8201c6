"""Starting intents: from an utterance, from a next step, or because nothing was understood."""

import warnings
from dataclasses import replace

from bot.definitions.model import Intent
from bot.lex.defaults import default_value
from bot.lex.dialog.stages import Move, Stage, Step, initial_stage
from bot.lex.dialog.turn import Turn, new_intent
from bot.lex.errors import FidelityWarning
from bot.lex.interpreter import SlotValue
from bot.lex.state import DialogAction

NOT_EMULATED = frozenset(
    f"AMAZON.{name}" for name in ("QnAIntent", "BedrockAgentIntent", "QInConnectIntent", "KendraSearchIntent")
)


def hear_utterance(turn: Turn) -> Move:
    """A free utterance: start the intent that it means most likely."""
    turn.interpret()
    top = turn.candidates[0] if turn.candidates else None
    if top is None or (top.confidence is not None and top.confidence < turn.locale.confidence_threshold):
        return Step("StartFallback", Stage("Utterance"))
    turn.understood_as = top.intent
    turn.missed = top.confidence is None
    return Step("StartIntent", Stage("Utterance"), intent=top.intent, slots=dict(top.slots))


def start_intent(turn: Turn, step: Step) -> Move:
    """Begin an intent: its slots from the utterance or the next step, default values for the rest."""
    definition = turn.intent_definition(step.intent or "")
    if definition.signature in NOT_EMULATED:
        return _without_backend(definition, turn, step)
    turn.intent = new_intent(definition, step.slots)
    turn.set_slots(_default_values(turn, definition))
    turn.misses = 0
    turn.action = None
    stage = initial_stage(definition, old_flow=turn.old_flow)
    turn.log_step(f"Intent/{definition.name}/StartIntent")
    return replace(stage, response=None) if step.suppress else stage


def _default_values(turn: Turn, definition: Intent) -> dict[str, SlotValue | None]:
    known = turn.contexts, turn.attributes, turn.request_attributes
    empty = (slot for name, slot in definition.slots.items() if turn.current.slots.get(name) is None)
    return {slot.name: value for slot in empty if (value := default_value(slot, *known))}


def _without_backend(definition: Intent, turn: Turn, step: Step) -> Move:
    warnings.warn(
        f"{definition.signature} is not emulated; FallbackIntent is used instead", FidelityWarning, stacklevel=2
    )
    return Step("StartFallback", step.stage)


def start_fallback(turn: Turn, step: Step) -> Move:
    """Begin the FallbackIntent; a bot without one just stops."""
    fallback = turn.locale.fallback_intent
    turn.missed = True
    if fallback is None:
        return Step("EndConversation", step.stage) if turn.intent else Step("ElicitIntent", step.stage)
    return Step("StartIntent", step.stage, intent=fallback.name, suppress=step.suppress)


def elicit_intent(turn: Turn, step: Step) -> Move:
    """Wait for any utterance."""
    turn.action = DialogAction("ElicitIntent")
    return None
