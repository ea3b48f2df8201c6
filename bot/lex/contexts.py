"""Active contexts: how long they last and what they carry (guide "context-mgmt-active-context")."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.definitions.model import Intent
from bot.lex.references import text_of
from bot.lex.state import ActiveContext, IntentState

MAX_ATTRIBUTES = 10
MAX_ACTIVE = 20


def still_active(contexts: Iterable[ActiveContext], now: float) -> tuple[ActiveContext, ...]:
    """Those whose seconds and turns are not used up."""
    return tuple(c for c in contexts if c.turns > 0 and c.expires_at > now)


def after_turn(before: Sequence[ActiveContext], now_active: Sequence[ActiveContext]) -> tuple[ActiveContext, ...]:
    """Count the turn that ends: a context that was on before it and was not set anew has one turn less."""
    return tuple(replace(c, turns=c.turns - 1) if c in before else c for c in now_active)


def switched_on(
    contexts: Sequence[ActiveContext], definition: Intent, intent: IntentState, now: float
) -> tuple[ActiveContext, ...]:
    """The contexts after ``intent`` was fulfilled: its output contexts, with its slot values, replace their like."""
    fresh = [_output_context(raw, intent, now) for raw in definition.raw.get("outputContexts") or []]
    names = {context.name for context in fresh}
    return (*(c for c in contexts if c.name not in names), *fresh)[-MAX_ACTIVE:]


def _output_context(raw: Mapping[str, object], intent: IntentState, now: float) -> ActiveContext:
    values = {name: text for name, value in intent.slots.items() if (text := text_of(value))}
    return ActiveContext(
        name=str(raw["name"]),
        expires_at=now + float(str(raw.get("timeToLiveInSeconds") or 90)),
        turns=int(str(raw.get("turnsToLive") or 5)),
        attributes=dict(list(values.items())[:MAX_ATTRIBUTES]),
    )
