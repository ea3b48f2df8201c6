"""Slot elicitation: asking, capturing, missing, and switching to another intent (guide "intent-slots", spec 3.5)."""

from collections.abc import Mapping

from bot.definitions.model import Slot, SlotType
from bot.lex.defaults import default_value
from bot.lex.dialog.composite import elicitation_of, next_sub_slot, sub_slot_of, with_part
from bot.lex.dialog.hooks import dialog_hook, obey
from bot.lex.dialog.next_steps import next_empty_slot
from bot.lex.dialog.prompts import max_retries, prompt_slot
from bot.lex.dialog.stages import (
    OLD_FLOW_HOOK,
    Json,
    Move,
    Stage,
    Step,
    capture_settings,
    capture_stage,
    slot_failure_stage,
)
from bot.lex.dialog.turn import HookCall, Proposal, Turn
from bot.lex.hook_errors import HookFailure
from bot.lex.interpreter import Candidate, SlotValue
from bot.lex.state import DialogAction

FREE_FORM = "AMAZON.FreeFormInput"
CERTAIN = 0.9
"""An utterance of another intent this sure beats a slot value that anything could be (grade INF: undocumented)."""

_OPEN_TYPES = frozenset(
    f"AMAZON.{name}" for name in ("AlphaNumeric", "City", "Country", "FirstName", "LastName", "State", "StreetName")
)


def elicit_slot(turn: Turn, step: Step) -> Move:
    """Ask for a slot; one that is already filled counts as captured (re-eliciting means clearing it first: DOC)."""
    slot = turn.slot_definition(step.slot or "")
    value = turn.current.slots.get(slot.name)
    composite = _composite_type(turn, slot)
    missing = next_sub_slot(slot, composite, value) if composite else None
    if value is not None and missing is None:
        return capture_stage(turn.definition, slot, old_flow=turn.old_flow)
    sub_slot = missing if value is not None else None
    prompt_slot(turn, DialogAction("ElicitSlot", slot.name, sub_slot), suppress=step.suppress)
    return None


def next_slot(turn: Turn, step: Step) -> Move:
    """The documented order: the next empty required slot by priority, then the confirmation."""
    name = next_empty_slot(turn)
    if name is None:
        return Step("ConfirmIntent", step.stage, suppress=step.suppress)
    return Step("ElicitSlot", step.stage, slot=name, suppress=step.suppress)


def _composite_type(turn: Turn, slot: Slot) -> SlotType | None:
    slot_type = turn.locale.slot_types.get(slot.type_name)
    return slot_type if slot_type and slot_type.sub_slots else None


def answer_slot(turn: Turn) -> Move:
    """The user answers the prompt for a slot: capture it, switch to another intent, or count a miss."""
    action = turn.action or DialogAction("ElicitSlot")
    slot = turn.slot_definition(action.slot or "")
    values = read_answer(turn, slot, action.sub_slot)
    turn.understood_as = turn.current.name
    if slot.type_name != FREE_FORM:
        turn.interpret()
        if other := _instead_of(turn, values.get(slot.name), slot):
            return switch_intent(turn, other)
    if values.get(slot.name) is None:
        return _missed(turn, slot, action)
    turn.candidates = answered(turn)
    turn.set_slots({name: value for name, value in values.items() if name in turn.definition.slots})
    return captured(turn, slot)


def answered(turn: Turn) -> tuple[Candidate, ...]:
    """The readings of an utterance that answered a prompt: the current intent, surely, then the others (grade INF)."""
    others = [c for c in turn.candidates if c.intent != turn.current.name]
    return (Candidate(turn.current.name, 1.0), *others)


def read_answer(turn: Turn, slot: Slot, sub_slot: str | None) -> Mapping[str, SlotValue]:
    """The slots that the utterance fills, as an answer to the prompt for ``slot``."""
    composite = _composite_type(turn, slot)
    if composite is None:
        return turn.read_slots(slot)
    return _read_composite(turn, slot, composite, sub_slot)


def _read_composite(turn: Turn, slot: Slot, slot_type: SlotType, sub_slot: str | None) -> Mapping[str, SlotValue]:
    before = turn.current.slots.get(slot.name)
    if sub_slot is not None:
        part_slot = sub_slot_of(slot, slot_type, sub_slot)
        part = turn.read_slots(part_slot).get(sub_slot)
        return {slot.name: with_part(before, slot_type, {sub_slot: part})} if part else {}
    values = dict(turn.read_slots(slot))
    if value := values.get(slot.name):
        values[slot.name] = with_part(before, slot_type, {**_part_defaults(turn, slot, slot_type), **value.sub_slots})
    return values


def _part_defaults(turn: Turn, slot: Slot, slot_type: SlotType) -> dict[str, SlotValue | None]:
    parts = {name: sub_slot_of(slot, slot_type, name) for name in slot_type.sub_slots}
    known = turn.contexts, turn.attributes, turn.request_attributes
    return {name: value for name, part in parts.items() if (value := default_value(part, *known))}


def _instead_of(turn: Turn, value: SlotValue | None, slot: Slot) -> Candidate | None:
    """Another intent that the utterance means instead of an answer; None if it is (or may be) an answer."""
    if value is None:
        return other_intent(turn, at_least=turn.locale.confidence_threshold)
    doubtful = not value.resolved or slot.type_name in _OPEN_TYPES
    return other_intent(turn, at_least=CERTAIN) if doubtful else None


def other_intent(turn: Turn, *, at_least: float) -> Candidate | None:
    """The intent that the utterance means most likely, if that is not the current one and the client lets it switch."""
    top = turn.candidates[0] if turn.candidates else None
    if top is None or top.confidence is None or top.intent == turn.current.name or not turn.input.may_switch_intent:
        return None
    return top if top.confidence >= at_least else None


def switch_intent(turn: Turn, candidate: Candidate) -> Step:
    """Start the intent that the utterance was read as."""
    turn.understood_as = candidate.intent
    return Step("StartIntent", Stage("IntentSwitch"), intent=candidate.intent, slots=dict(candidate.slots))


def captured(turn: Turn, slot: Slot) -> Move:
    """A slot has a value now; a composite one may lack parts."""
    turn.misses = 0
    composite = _composite_type(turn, slot)
    missing = next_sub_slot(slot, composite, turn.current.slots.get(slot.name)) if composite else None
    if missing is None:
        return capture_stage(turn.definition, slot, old_flow=turn.old_flow)
    prompt_slot(turn, DialogAction("ElicitSlot", slot.name, missing))
    return None


def _missed(turn: Turn, slot: Slot, action: DialogAction) -> Move:
    """Count the miss, let the elicitation code hook have its say, then prompt again or give up."""
    turn.misses += 1
    turn.missed = True
    retries = max_retries(elicitation_of(slot, action.sub_slot).get("promptSpecification") or {})
    again = turn.misses <= retries
    failure = slot_failure_stage(turn.definition, slot)
    setting = _elicitation_hook(turn, slot)
    hook = dialog_hook(turn, setting)
    if hook is None or setting is None:
        return _prompt_again(turn, action) if again else _given_up(turn, failure)
    proposal = Proposal(slot.name, f"Retry{turn.misses}") if again else None
    try:
        answer = hook.call(turn, HookCall("DialogCodeHook", setting.get("invocationLabel") or None, proposal))
    except HookFailure as error:
        raise error.as_lex_error() from error
    after = Stage(f"{failure.label}/DialogCodeHook")
    move = obey(turn, answer, after, failed=failure)
    return _after_delegate(turn, slot, action, failure, again) if move is after else move


def _elicitation_hook(turn: Turn, slot: Slot) -> Json | None:
    return OLD_FLOW_HOOK if turn.old_flow else capture_settings(slot).get("elicitationCodeHook")


def _after_delegate(turn: Turn, slot: Slot, action: DialogAction, failure: Stage, again: bool) -> Move:
    if turn.current.slots.get(slot.name) is not None:
        return captured(turn, slot)
    return _prompt_again(turn, action) if again else _given_up(turn, failure)


def _prompt_again(turn: Turn, action: DialogAction) -> Move:
    """Repeat the prompt as the next attempt."""
    prompt_slot(turn, action, misses=turn.misses)
    return None


def _given_up(turn: Turn, failure: Stage) -> Stage:
    turn.misses = 0
    turn.set_intent(state="Failed")
    return failure
