"""A typed, read-only view over the event that Lex sends to a code hook (guide: lambda-input-format)."""

from collections.abc import Mapping
from typing import Any, Literal

Json = Mapping[str, Any]
Channel = Literal["chat", "voice"]

PLATFORM = "x-amz-lex:channels:platform"
CALL_PLATFORM = "Connect"
"""The platform of a phone call; a chat through Amazon Connect says ``Connect Chat``."""


class CodeHookEvent:
    """The event of one turn. Whatever an event lacks reads as empty; nothing here raises."""

    def __init__(self, raw: Json) -> None:
        self.raw = _map(raw)

    @property
    def is_dialog(self) -> bool:
        """Whether Lex asks what to do next (DialogCodeHook), not to fulfil the intent (FulfillmentCodeHook)."""
        return self.raw.get("invocationSource") == "DialogCodeHook"

    @property
    def input_mode(self) -> str:
        """``Text``, ``Speech`` or ``DTMF``."""
        return _text(self.raw.get("inputMode")) or "Text"

    @property
    def channel(self) -> Channel:
        by_phone = self.request_attributes.get(PLATFORM) == CALL_PLATFORM
        return "voice" if by_phone or self.input_mode in ("Speech", "DTMF") else "chat"

    @property
    def transcript(self) -> str:
        """What the asker said."""
        return _text(self.raw.get("inputTranscript"))

    @property
    def session_id(self) -> str:
        return _text(self.raw.get("sessionId"))

    @property
    def locale(self) -> str:
        return _text(_map(self.raw.get("bot")).get("localeId"))

    @property
    def request_attributes(self) -> Json:
        return _map(self.raw.get("requestAttributes"))

    @property
    def session_state(self) -> Json:
        return _map(self.raw.get("sessionState"))

    @property
    def session_attributes(self) -> Json:
        """String to string; a client may have sent any of them, so none is to be trusted."""
        return _map(self.session_state.get("sessionAttributes"))

    @property
    def active_contexts(self) -> list[Any]:
        return _list(self.session_state.get("activeContexts"))

    @property
    def intent(self) -> Json:
        """The intent object as Lex sent it."""
        return _map(self.session_state.get("intent"))

    @property
    def intent_name(self) -> str:
        return _text(self.intent.get("name"))

    @property
    def confidence(self) -> float | None:
        """How sure Lex is of the intent, 0 to 1; None for FallbackIntent or an intent that was forced."""
        for interpretation in map(_map, _list(self.raw.get("interpretations"))):
            if _map(interpretation.get("intent")).get("name") == self.intent_name:
                confidence = interpretation.get("nluConfidence")
                return float(confidence) if isinstance(confidence, int | float) and 0 <= confidence <= 1 else None
        return None

    def slot(self, name: str) -> str:
        """The interpreted value of a slot; empty if it is not filled."""
        value = _map(_map(_map(self.intent.get("slots")).get(name)).get("value"))
        return _text(value.get("interpretedValue"))


def _map(value: Any) -> Json:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
