"""What a conversation remembers between two turns, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.lex.interpreter import SlotValue
from bot.lex.messages import Message

Json = dict[str, Any]

Slots = Mapping[str, SlotValue | None]

ActionType = Literal["Close", "ConfirmIntent", "Delegate", "ElicitIntent", "ElicitSlot", "None"]

NO_SLOTS: Slots = {}


@dataclass(frozen=True)
class IntentState:
    """An intent in the middle of its dialog. Every slot of the intent is a key; None while it is empty."""

    name: str
    slots: Slots = field(default_factory=dict)
    state: str = "InProgress"
    confirmation: str = "None"


@dataclass(frozen=True)
class DialogAction:
    """What the bot waits for (ElicitIntent, ElicitSlot, ConfirmIntent), or Close."""

    type: ActionType
    slot: str | None = None
    sub_slot: str | None = None
    style: str | None = None


@dataclass(frozen=True)
class ActiveContext:
    """A context that is on. ``expires_at`` in seconds since the epoch; ``turns`` left counts the coming requests."""

    name: str
    expires_at: float
    turns: int
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Interpretation:
    """One reading of the utterance; ``source`` is None for an intent that nobody recognised but that was forced."""

    intent: IntentState
    confidence: float | None = None
    source: Literal["Lex"] | None = "Lex"


@dataclass(frozen=True)
class Session:
    """A session between two turns."""

    originating_request_id: str
    intent: IntentState | None = None
    action: DialogAction | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    contexts: tuple[ActiveContext, ...] = ()
    runtime_hints: Json | None = None
    misses: int = 0
    """How often in a row the pending prompt was not understood."""
    interpretations: tuple[Interpretation, ...] = ()
    messages: tuple[Message, ...] = ()
    """What was said last."""
    request_attributes: Mapping[str, str] = field(default_factory=dict)
