"""Answers of a code hook to Lex, valid and within its limits by construction (guide: lambda-response-format)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from fulfillment.lex import limits
from fulfillment.lex.event import CodeHookEvent
from fulfillment.lex.limits import clip

Json = dict[str, Any]


@dataclass(frozen=True)
class Button:
    """A choice of a card: what it shows, and what it says when it is pressed."""

    text: str
    value: str


@dataclass(frozen=True)
class Card:
    title: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class Close:
    """End the intent."""

    state: Literal["Fulfilled", "Failed"] = "Fulfilled"


@dataclass(frozen=True)
class ElicitSlot:
    """Ask for a slot of the intent."""

    slot: str


DialogAction = Close | ElicitSlot


def response(
    event: CodeHookEvent,
    action: DialogAction,
    messages: Sequence[Json],
    session_attributes: Mapping[str, str],
) -> Json:
    """The whole answer to an event."""
    return {
        "sessionState": {
            "sessionAttributes": dict(session_attributes),
            "activeContexts": event.active_contexts,
            "dialogAction": _dialog_action(action),
            "intent": _intent(event, action),
        },
        "messages": list(messages[: limits.MESSAGES]),
    }


def plain_texts(text: str) -> list[Json]:
    """PlainText messages that say a text, cut between paragraphs or lines where it is too long for one."""
    return [{"contentType": "PlainText", "content": part} for part in _parts(text.strip())]


def ssml(text: str) -> Json:
    return {"contentType": "SSML", "content": text}


def card_message(card: Card) -> Json:
    return {"contentType": "ImageResponseCard", "imageResponseCard": card_json(card)}


def card_json(card: Card) -> Json:
    buttons = [
        {"text": clip(button.text, limits.BUTTON_CHARACTERS), "value": clip(button.value, limits.BUTTON_CHARACTERS)}
        for button in card.buttons[: limits.BUTTONS]
    ]
    return {"title": clip(card.title, limits.CARD_TEXT_CHARACTERS), "buttons": buttons}


def attributes_bytes(attributes: Mapping[str, str]) -> int:
    """Size of session attributes as their quota counts them (quota page: 12 KB after base64)."""
    return len(json.dumps(attributes, ensure_ascii=False).encode("utf-8", "surrogatepass")) * 4 // 3


def _dialog_action(action: DialogAction) -> Json:
    if isinstance(action, ElicitSlot):
        return {"type": "ElicitSlot", "slotToElicit": action.slot}
    return {"type": "Close"}


def _intent(event: CodeHookEvent, action: DialogAction) -> Json:
    state = action.state if isinstance(action, Close) else "InProgress"
    name = event.intent_name or "FallbackIntent"
    slots = event.intent.get("slots")
    return {"name": name, "slots": slots if isinstance(slots, Mapping) else {}, "state": state}


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for separator in ("\n\n", "\n", " "):
        if limits.utf16_length(text) <= limits.MESSAGE_CHARACTERS:
            break
        head, text = _head(text, separator)
        parts += head
    return [*parts, *([clip(text, limits.MESSAGE_CHARACTERS)] if text else [])]


def _head(text: str, separator: str) -> tuple[list[str], str]:
    """As many whole messages as can be cut off at a separator, and the rest."""
    parts: list[str] = []
    while limits.utf16_length(text) > limits.MESSAGE_CHARACTERS:
        cut = text.rfind(separator, 0, limits.fitting(text, limits.MESSAGE_CHARACTERS))
        if cut <= 0:
            break
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return parts, text
