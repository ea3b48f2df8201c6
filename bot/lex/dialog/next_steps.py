"""Entering a stage: say its response, set the values of its next step, and find out what that step is."""

from collections.abc import Mapping
from typing import cast

from bot.lex.dialog.branches import choose_branch, is_active
from bot.lex.dialog.stages import Json, Move, Stage, Step, StepType, capture_stage
from bot.lex.dialog.turn import Proposal, Turn
from bot.lex.interpreter import SlotValue
from bot.lex.references import resolve_setting

_MAX_LOOK_AHEAD = 20


def enter(turn: Turn, stage: Stage) -> Move:
    """Say the stage's response and go on with its configured next step, or the default one."""
    said = len(turn.messages)
    turn.say(stage.response)
    step = _configured_step(turn, stage) or default_step(stage)
    turn.log_step(stage.label, nextStep=step.type, response=[m.content for m in turn.messages[said:]] or None)
    return step


def default_step(stage: Stage) -> Step:
    """What Lex does in a stage whose next step is unset."""
    if is_active(stage.conditional):
        return Step("EvaluateConditional", stage)
    if stage.calls_hook:
        return Step("InvokeDialogCodeHook", stage)
    return Step(stage.default, stage)


def _configured_step(turn: Turn, stage: Stage) -> Step | None:
    """Set the session attributes and slots of a next step, and read which one it is; None where it names none.

    "Unset" has four spellings (spec 1.7). Values are set key by key (grade INF).
    """
    raw = stage.next_step or {}
    _set_attributes(turn, raw.get("sessionAttributes") or {})
    action = raw.get("dialogAction") or {}
    intent = raw.get("intent") or {}
    slots = _slot_values(turn, intent.get("slots") or {})
    if action.get("type") != "StartIntent" and turn.intent is not None:
        turn.set_slots({name: value for name, value in slots.items() if name in turn.definition.slots})
    if not action.get("type"):
        return None
    return Step(
        type=cast(StepType, action["type"]),
        stage=stage,
        intent=intent.get("name") or None,
        slot=action.get("slotToElicit") or None,
        suppress=bool(action.get("suppressNextMessage")),
        slots=slots if action["type"] == "StartIntent" else {},
    )


def _set_attributes(turn: Turn, values: Mapping[str, str | None]) -> None:
    references = turn.references
    for name, setting in values.items():
        value = resolve_setting(setting, references)
        if value is None:
            turn.attributes.pop(name, None)
        else:
            turn.attributes[name] = value


def _slot_values(turn: Turn, slots: Mapping[str, Json | None]) -> dict[str, SlotValue | None]:
    return {name: _slot_value(turn, override or {}) for name, override in slots.items()}


def _slot_value(turn: Turn, override: Json) -> SlotValue | None:
    """The value that a next step gives to a slot; an interpreted value of null clears it (4 real exports)."""
    if override.get("values"):
        values = tuple(filter(None, (_slot_value(turn, item) for item in override["values"])))
        whole = ", ".join(value.original for value in values)
        return SlotValue(whole, whole, (), "List", values)
    text = resolve_setting((override.get("value") or {}).get("interpretedValue"), turn.references)
    return None if text is None else SlotValue(text, text, (text,))


def next_empty_slot(turn: Turn) -> str | None:
    """The first required slot, by priority, that is still empty."""
    slots = turn.definition.slots
    return next((n for n, slot in slots.items() if slot.required and turn.current.slots.get(n) is None), None)


def propose(turn: Turn, stage: Stage) -> Proposal | None:
    """The slot that would be asked for next if the dialog went on from ``stage`` now; None if there is none."""
    for _ in range(_MAX_LOOK_AHEAD):
        found = _look_ahead(turn, stage)
        if not isinstance(found, Stage):
            return Proposal(found, "Initial") if found else None
        stage = found
    return None


def _look_ahead(turn: Turn, stage: Stage) -> str | Stage | None:
    action = (stage.next_step or {}).get("dialogAction") or {}
    kind = action.get("type") or default_step(stage).type
    if kind == "EvaluateConditional" and stage.conditional:
        branch = choose_branch(stage.conditional, turn.references)[1]
        return Stage(stage.label, next_step=branch.get("nextStep"), default=stage.default)
    if kind == "ElicitSlot":
        return _look_past_filled_slot(turn, action.get("slotToElicit"))
    return next_empty_slot(turn) if kind == "NextSlot" else None


def _look_past_filled_slot(turn: Turn, name: str | None) -> str | Stage | None:
    if name is None or turn.current.slots.get(name) is None or name not in turn.definition.slots:
        return name
    return capture_stage(turn.definition, turn.slot_definition(name), old_flow=turn.old_flow)
