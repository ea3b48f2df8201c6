"""Stages: the points of a conversation where something may be said, decided, and handed to the code hook.

A stage holds what the export configures there, in the export's own words; a step is what happens next.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from bot.definitions.model import Intent, NextStepType, Slot
from bot.lex.interpreter import SlotValue

Json = dict[str, Any]

StepType = NextStepType | Literal["NextSlot", "StartFallback"]
"""The next steps of Lex (API), and two that it takes where nothing is configured: the next empty required slot, and the
FallbackIntent."""

HookResult = Literal["success", "failure", "timeout"]

OLD_FLOW_HOOK: Json = {"isActive": True, "enableCodeHookInvocation": True}
"""Exports of the old flow write no hook: it is called in every stage (spec 3.5)."""


@dataclass(frozen=True)
class Stage:
    """A point of the conversation; None in a setting means that it is not configured."""

    label: str
    response: Json | None = None
    next_step: Json | None = None
    conditional: Json | None = None
    code_hook: Json | None = None
    calls_hook: bool = False
    """Call the code hook where no next step is configured."""
    default: StepType = "NextSlot"


@dataclass(frozen=True)
class Step:
    """What happens next, and in which stage that was decided."""

    type: StepType
    stage: Stage
    intent: str | None = None
    slot: str | None = None
    suppress: bool = False
    slots: Mapping[str, SlotValue | None] = field(default_factory=dict)


Move = Step | Stage | None
"""Where the dialog goes: a step, into a stage, or nowhere (it waits for the user)."""


def _stage(label: str, settings: Json, prefix: str, default: StepType, hook: Json | None) -> Stage:
    """A stage of the settings ``{prefix}Response``, ``{prefix}NextStep``, ``{prefix}Conditional``."""
    return Stage(
        label=label,
        response=settings.get(f"{prefix}Response"),
        next_step=settings.get(f"{prefix}NextStep"),
        conditional=settings.get(f"{prefix}Conditional"),
        code_hook=hook,
        calls_hook=bool(hook and is_on(hook, "isActive") and hook.get("enableCodeHookInvocation")),
        default=default,
    )


def is_on(setting: Json, key: str) -> bool:
    """Whether an activity flag is on; unset means on (API)."""
    return setting.get(key) is not False


def initial_stage(intent: Intent, *, old_flow: bool) -> Stage:
    """The beginning of an intent."""
    settings = intent.raw.get("initialResponseSetting") or {}
    hook = OLD_FLOW_HOOK if old_flow else settings.get("codeHook")
    stage = _stage(f"Intent/{intent.name}/InitialResponse", {}, "", "NextSlot", hook)
    return replace(
        stage,
        response=settings.get("initialResponse"),
        next_step=settings.get("nextStep"),
        conditional=settings.get("conditional"),
    )


def capture_stage(intent: Intent, slot: Slot, *, old_flow: bool) -> Stage:
    """A slot has just been filled."""
    settings = capture_settings(slot)
    hook = OLD_FLOW_HOOK if old_flow else settings.get("codeHook")
    return _stage(f"Intent/{intent.name}/Slot/{slot.name}/SuccessResponse", settings, "capture", "NextSlot", hook)


def slot_failure_stage(intent: Intent, slot: Slot) -> Stage:
    """All prompts for a slot were missed."""
    label = f"Intent/{intent.name}/Slot/{slot.name}/FailureResponse"
    return _without_hook(_stage(label, capture_settings(slot), "failure", "StartFallback", None))


def capture_settings(slot: Slot) -> Json:
    """``slotCaptureSetting`` of a slot, empty if it is unset."""
    settings: Json = (slot.raw.get("valueElicitationSetting") or {}).get("slotCaptureSetting") or {}
    return settings


ConfirmationResult = Literal["confirmation", "declination", "failure"]

_AFTER_CONFIRMATION: Mapping[ConfirmationResult, StepType] = {
    "confirmation": "FulfillIntent",
    "declination": "EndConversation",
    "failure": "StartFallback",
}


def confirmation_stage(intent: Intent, result: ConfirmationResult, *, old_flow: bool) -> Stage:
    """The user said yes, said no, or was never understood."""
    settings = intent.raw.get("intentConfirmationSetting") or {}
    hook = OLD_FLOW_HOOK if old_flow else settings.get("codeHook")
    label = f"Intent/{intent.name}/Confirmation/{result}"
    stage = _stage(label, settings, result, _AFTER_CONFIRMATION[result], hook)
    return _without_hook(stage) if result == "failure" else stage


def hook_result_stage(stage: Stage, result: HookResult) -> Stage:
    """The dialog code hook of ``stage`` has come to a result."""
    settings = (stage.code_hook or {}).get("postCodeHookSpecification") or {}
    default: StepType = stage.default if result == "success" else "EndConversation"
    label = f"{stage.label}/DialogCodeHook/{result}"
    return _without_hook(_stage(label, settings, result, default, stage.code_hook))


def fulfilment_stage(intent: Intent, result: HookResult) -> Stage:
    """Fulfilment has come to a result."""
    hook = intent.raw.get("fulfillmentCodeHook") or {}
    settings = hook.get("postFulfillmentStatusSpecification") or {}
    default: StepType = "CloseIntent" if result == "success" else "EndConversation"
    return _stage(f"Intent/{intent.name}/Fulfillment/{result}", settings, result, default, None)


def closing_stage(intent: Intent) -> Stage:
    """The intent closes."""
    settings = intent.raw.get("intentClosingSetting") or {}
    if not is_on(settings, "isActive"):
        settings = {}
    return Stage(
        label=f"Intent/{intent.name}/ClosingResponse",
        response=settings.get("closingResponse"),
        next_step=settings.get("nextStep"),
        conditional=settings.get("conditional"),
        default="EndConversation",
    )


def branch_stage(stage: Stage, name: str, branch: Json) -> Stage:
    """A branch of the conditional of ``stage`` was taken; the stage's hook can still be invoked from it."""
    return replace(
        stage,
        label=f"{stage.label}/Branch/{name}",
        response=branch.get("response"),
        next_step=branch.get("nextStep"),
        conditional=None,
        calls_hook=False,
    )


def _without_hook(stage: Stage) -> Stage:
    return replace(stage, calls_hook=False)
