"""Every limit and pattern of the runtime API (grade API), for requests and for the answers of code hooks."""

import json
from collections.abc import Mapping
from typing import Any

from bot.lex.errors import ValidationException
from bot.lex.shapes import ListOf, MapOf, Number, OfType, Record, Recursive, Shape, Text

Json = dict[str, Any]

MAX_ATTRIBUTES_BYTES = 12 * 1024
MAX_TEXT = 1024

INTENT_STATES = ("Failed", "Fulfilled", "InProgress", "ReadyForFulfillment", "Waiting", "FulfillmentInProgress")
ACTION_TYPES = ("Close", "ConfirmIntent", "Delegate", "ElicitIntent", "ElicitSlot", "None")

_TEXT = Text(1, MAX_TEXT)
_NON_EMPTY = Text(1)
_STRINGS = MapOf(_NON_EMPTY, Text(), nulls=True)
_TITLE = Text(1, 250)

BUTTON = Record({"text": Text(1, 50), "value": Text(1, 50)}, ("text", "value"))
CARD = Record({"title": _TITLE, "subtitle": _TITLE, "imageUrl": _TITLE, "buttons": ListOf(BUTTON, 5)}, ("title",))
_CONTENT_TYPE = Text(values=("CustomPayload", "ImageResponseCard", "PlainText", "SSML"))


class _Message:
    """A message: text types need their content, a card needs its card."""

    _record = Record({"contentType": _CONTENT_TYPE, "content": _TEXT, "imageResponseCard": CARD}, ("contentType",))

    def problems(self, value: Any, path: str) -> Any:
        """What is wrong."""
        yield from self._record.problems(value, path)
        if isinstance(value, dict):
            needed = "imageResponseCard" if value.get("contentType") == "ImageResponseCard" else "content"
            if value.get(needed) is None:
                yield f"Value null at '{path}.{needed}' failed to satisfy constraint: Member must not be null"


MESSAGES = ListOf(_Message(), 10)

_SLOT = Recursive()
_SLOTS = MapOf(_NON_EMPTY, _SLOT, nulls=True)
_VALUE = Record(
    {"originalValue": _NON_EMPTY, "interpretedValue": _NON_EMPTY, "resolvedValues": ListOf(_NON_EMPTY)},
    ("interpretedValue",),
)
_SLOT.shape = Record(
    {
        "value": _VALUE,
        "shape": Text(values=("Scalar", "List", "Composite")),
        "values": ListOf(_SLOT),
        "subSlots": _SLOTS,
    }
)

INTENT = Record(
    {
        "name": _NON_EMPTY,
        "slots": _SLOTS,
        "state": Text(values=INTENT_STATES),
        "confirmationState": Text(values=("Confirmed", "Denied", "None")),
    },
    ("name",),
)
ACTION = Record(
    {
        "type": Text(values=ACTION_TYPES),
        "slotToElicit": _NON_EMPTY,
        "slotElicitationStyle": Text(values=("Default", "SpellByLetter", "SpellByWord")),
        "subSlotToElicit": Record({"name": _NON_EMPTY}, ("name",)),
    },
    ("type",),
)
_TIME_TO_LIVE = Record(
    {"timeToLiveInSeconds": Number(5, 86400), "turnsToLive": Number(1, 20)}, ("timeToLiveInSeconds", "turnsToLive")
)
CONTEXT = Record(
    {
        "name": Text(1, 100, r"([A-Za-z0-9]_?)+"),
        "timeToLive": _TIME_TO_LIVE,
        "contextAttributes": MapOf(Text(1, 100), _TEXT, 10),
    },
    ("name", "timeToLive", "contextAttributes"),
)
SESSION_STATE = Record(
    {
        "dialogAction": ACTION,
        "intent": INTENT,
        "activeContexts": ListOf(CONTEXT, 20),
        "sessionAttributes": _STRINGS,
        "originatingRequestId": _NON_EMPTY,
        "runtimeHints": OfType(dict),
    }
)
REQUEST_ATTRIBUTES = _STRINGS
SESSION_ID = Text(2, 100, r"[0-9a-zA-Z._:-]+")
BOT_ID = Text(10, 10, r"[0-9a-zA-Z]+")

RECOGNIZE_TEXT = Record(
    {"text": _TEXT, "sessionState": SESSION_STATE, "requestAttributes": REQUEST_ATTRIBUTES}, ("text",)
)
RECOGNIZE_UTTERANCE = Record({"sessionState": SESSION_STATE, "requestAttributes": REQUEST_ATTRIBUTES})
PUT_SESSION = Record(
    {"messages": MESSAGES, "sessionState": SESSION_STATE, "requestAttributes": REQUEST_ATTRIBUTES}, ("sessionState",)
)


def check(shape: Shape, value: object, path: str = "") -> None:
    """Refuse what breaks a shape, naming every problem at once.

    :raises ValidationException: something does.
    """
    problems = list(shape.problems(value, path))
    if problems:
        noun = "error" if len(problems) == 1 else "errors"
        raise ValidationException(f"{len(problems)} validation {noun} detected: {'; '.join(problems)}")


def attributes_size(attributes: Mapping[str, str]) -> int:
    """Size of session attributes in bytes of UTF-8 JSON."""
    return len(json.dumps(attributes, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def check_attributes_size(attributes: Mapping[str, str]) -> None:
    """:raises ValidationException: the session attributes are larger than 12 KB (DOC quotas)."""
    size = attributes_size(attributes)
    if size > MAX_ATTRIBUTES_BYTES:
        raise ValidationException(
            f"Session attributes exceed maximum size ({size} vs. {MAX_ATTRIBUTES_BYTES // 1024}K)"
        )
