"""Prompts: asking for a slot, a sub-slot or a confirmation, in the configured words or in the code hook's."""

from collections.abc import Sequence
from dataclasses import replace

from bot.definitions.model import Slot
from bot.lex.dialog.composite import elicitation_of
from bot.lex.dialog.stages import Json, is_on
from bot.lex.dialog.turn import Turn
from bot.lex.messages import Message
from bot.lex.state import DialogAction


def prompt_slot(
    turn: Turn, action: DialogAction, *, messages: Sequence[Message] = (), misses: int = 0, suppress: bool = False
) -> None:
    """Wait for a slot. ``misses`` counts the answers to this prompt that were not understood so far."""
    slot = turn.slot_definition(action.slot or "")
    turn.action = replace(action, type="ElicitSlot")
    turn.misses = misses
    turn.set_intent(state="InProgress")
    if messages:
        turn.messages += messages
    elif not suppress:
        turn.say(prompt_specification(turn, slot, action.sub_slot), attempt=misses)


def prompt_confirmation(
    turn: Turn, *, messages: Sequence[Message] = (), misses: int = 0, suppress: bool = False
) -> None:
    """Wait for yes or no."""
    turn.action = DialogAction("ConfirmIntent")
    turn.misses = misses
    turn.set_intent(state="InProgress", confirmation="None")
    if messages:
        turn.messages += messages
    elif not suppress:
        turn.say(confirmation_specification(turn), attempt=misses)


def prompt_specification(turn: Turn, slot: Slot, sub_slot: str | None) -> Json:
    """``promptSpecification`` of a slot or of one of its sub-slots."""
    specification: Json = elicitation_of(slot, sub_slot).get("promptSpecification") or {}
    return specification


def confirmation_specification(turn: Turn) -> Json:
    """``promptSpecification`` of the intent's confirmation."""
    setting = turn.definition.raw.get("intentConfirmationSetting") or {}
    specification: Json = setting.get("promptSpecification") or {}
    return specification


def has_confirmation(turn: Turn) -> bool:
    """Whether the intent has a confirmation step that is on."""
    setting = turn.definition.raw.get("intentConfirmationSetting") or {}
    return bool(setting) and is_on(setting, "isActive")


def max_retries(specification: Json) -> int:
    """How often a prompt is repeated; 0 where nothing is said."""
    return int(specification.get("maxRetries") or 0)
