"""Inside values to wire objects and back.

Events and API answers spell the same things differently (spec 2.1, 3.2): interpretations have two serialisers,
confidences have three (event ``0.97``, API ``{"score": 0.97}``, conversation log ``"0.97"``).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.lex.interpreter import SlotValue
from bot.lex.messages import Message
from bot.lex.state import ActiveContext, DialogAction, IntentState, Interpretation, Session, Slots

Json = dict[str, Any]

_MIN_CONTEXT_SECONDS = 5


def event_interpretations(interpretations: Sequence[Interpretation]) -> list[Json]:
    """For a code-hook event: every alternative carries slots and the state of the top one (OBS)."""
    return [_event_interpretation(i, interpretations[0].intent.state) for i in interpretations]


def _event_interpretation(interpretation: Interpretation, state: str) -> Json:
    found: Json = {"intent": {**intent_json(interpretation.intent, shapes=True), "state": state}}
    if interpretation.source:
        found["interpretationSource"] = interpretation.source
    if interpretation.confidence is not None:
        found["nluConfidence"] = interpretation.confidence
    return found


def api_interpretations(interpretations: Sequence[Interpretation]) -> list[Json]:
    """For an API answer: only the top one carries state and confirmation state (OBS)."""
    return [_api_interpretation(interpretation, top=i == 0) for i, interpretation in enumerate(interpretations)]


def _api_interpretation(interpretation: Interpretation, *, top: bool) -> Json:
    found: Json = {}
    if interpretation.confidence is not None:
        found["nluConfidence"] = {"score": interpretation.confidence}
    whole = intent_json(interpretation.intent, shapes=False)
    found["intent"] = whole if top else {"name": whole["name"], "slots": whole["slots"]}
    if interpretation.source:
        found["interpretationSource"] = interpretation.source
    return found


def log_interpretations(interpretations: Sequence[Interpretation]) -> list[Json]:
    """For the conversation log, where a confidence is a string."""
    found = api_interpretations(interpretations)
    for entry, interpretation in zip(found, interpretations, strict=True):
        if interpretation.confidence is not None:
            entry["nluConfidence"] = str(interpretation.confidence)
    return found


def intent_json(intent: IntentState, *, shapes: bool) -> Json:
    """An intent with its slots; ``shapes`` tells whether scalars say that they are scalars (events do, OBS)."""
    return {
        "name": intent.name,
        "slots": slots_json(intent.slots, shapes=shapes),
        "state": intent.state,
        "confirmationState": intent.confirmation,
    }


def slots_json(slots: Slots, *, shapes: bool, interpreted: bool = True) -> Json:
    """Slots by name; None for an empty one."""
    return {n: v and slot_json(v, shapes=shapes, interpreted=interpreted) for n, v in slots.items()}


def slot_json(value: SlotValue, *, shapes: bool, interpreted: bool = True) -> Json:
    """A slot value; without interpreted values for the transcriptions of an event (OBS)."""
    found: Json = {"shape": value.shape} if shapes or value.shape != "Scalar" else {}
    if value.shape != "Composite":
        found["value"] = _value_json(value, interpreted)
    if value.shape == "List":
        found["values"] = [slot_json(item, shapes=True, interpreted=interpreted) for item in value.values]
    if value.shape == "Composite":
        found["subSlots"] = slots_json(value.sub_slots, shapes=shapes, interpreted=interpreted)
    return found


def _value_json(value: SlotValue, interpreted: bool) -> Json:
    found: Json = {"originalValue": value.original} if value.original else {}
    found["resolvedValues"] = [text for text in value.resolved if text]
    if interpreted:
        found["interpretedValue"] = value.interpreted
    return found


def read_slots(raw: Mapping[str, Json | None]) -> dict[str, SlotValue | None]:
    """Slots as a client or a code hook gives them (validated); null is an empty one."""
    return {name: read_slot(slot) for name, slot in raw.items()}


def read_slot(raw: Json | None) -> SlotValue | None:
    """A slot value; ``shape`` may be missing, and so may anything but the interpreted value (spec 2.2)."""
    if not raw:
        return None
    if raw.get("subSlots"):
        return _read_composite(raw)
    if raw.get("values"):
        items = tuple(filter(None, (read_slot(item) for item in raw["values"])))
        return _read_scalar(raw.get("value") or {}, items)
    return _read_scalar(raw["value"], ()) if raw.get("value") else None


def _read_scalar(value: Json, items: tuple[SlotValue, ...]) -> SlotValue:
    texts = ", ".join(item.interpreted or item.original for item in items)
    interpreted = value.get("interpretedValue") or texts or None
    original = value.get("originalValue") or interpreted or ""
    return SlotValue(
        original, interpreted, tuple(value.get("resolvedValues") or ()), "List" if items else "Scalar", items
    )


def _read_composite(raw: Json) -> SlotValue:
    parts = read_slots(raw["subSlots"])
    filled = [part for part in parts.values() if part]
    original = " ".join(part.original for part in filled)
    interpreted = " ".join(part.interpreted or part.original for part in filled) or None
    return SlotValue(original, interpreted, (interpreted,) if interpreted else (), "Composite", (), parts)


def read_intent(raw: Json) -> IntentState:
    """An intent as a client or a code hook gives it (validated)."""
    return IntentState(
        name=raw["name"],
        slots=read_slots(raw.get("slots") or {}),
        state=raw.get("state") or "InProgress",
        confirmation=raw.get("confirmationState") or "None",
    )


def action_json(action: DialogAction) -> Json:
    """A dialog action."""
    found: Json = {"type": action.type}
    if action.slot:
        found["slotToElicit"] = action.slot
    if action.sub_slot:
        found["subSlotToElicit"] = {"name": action.sub_slot}
    if action.style:
        found["slotElicitationStyle"] = action.style
    return found


def read_action(raw: Json) -> DialogAction:
    """A dialog action as a client or a code hook gives it (validated)."""
    sub_slot = (raw.get("subSlotToElicit") or {}).get("name")
    return DialogAction(raw["type"], raw.get("slotToElicit"), sub_slot, raw.get("slotElicitationStyle"))


def contexts_json(contexts: Iterable[ActiveContext], now: float) -> list[Json]:
    """Active contexts with what is left of them; the model allows no less than five seconds."""
    return [
        {
            "name": context.name,
            "contextAttributes": dict(context.attributes),
            "timeToLive": {
                "timeToLiveInSeconds": max(_MIN_CONTEXT_SECONDS, round(context.expires_at - now)),
                "turnsToLive": context.turns,
            },
        }
        for context in contexts
    ]


def read_contexts(raw: Iterable[Json], now: float) -> tuple[ActiveContext, ...]:
    """Active contexts as a client or a code hook gives them (validated)."""
    return tuple(
        ActiveContext(
            name=context["name"],
            expires_at=now + context["timeToLive"]["timeToLiveInSeconds"],
            turns=context["timeToLive"]["turnsToLive"],
            attributes=dict(context.get("contextAttributes") or {}),
        )
        for context in raw
    )


def session_state_json(session: Session, now: float) -> Json:
    """``sessionState`` of an API answer; empty parts are left out as Lex leaves them out (OBS)."""
    found: Json = {}
    if session.action:
        found["dialogAction"] = action_json(session.action)
    if session.intent:
        found["intent"] = intent_json(session.intent, shapes=False)
    if session.contexts:
        found["activeContexts"] = contexts_json(session.contexts, now)
    found["sessionAttributes"] = dict(session.attributes)
    if session.runtime_hints:
        found["runtimeHints"] = session.runtime_hints
    found["originatingRequestId"] = session.originating_request_id
    return found


def messages_json(messages: Iterable[Message]) -> list[Json]:
    """Messages of an API answer."""
    return [_message_json(message) for message in messages]


def _message_json(message: Message) -> Json:
    found: Json = {}
    if message.content:
        found["content"] = message.content
    found["contentType"] = message.content_type
    if message.card:
        card: Json = {"title": message.card.title}
        if message.card.subtitle:
            card["subtitle"] = message.card.subtitle
        if message.card.image_url:
            card["imageUrl"] = message.card.image_url
        if message.card.buttons:
            card["buttons"] = [{"text": b.text, "value": b.value} for b in message.card.buttons]
        found["imageResponseCard"] = card
    return found
