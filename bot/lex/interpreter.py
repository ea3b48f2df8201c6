"""The port between the dialog engine and whatever understands language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.definitions.model import Intent, Slot


@dataclass(frozen=True)
class SlotValue:
    """A filled slot as Lex shows it in events and responses.

    ``interpreted`` may be None while the value is ambiguous (``AMAZON.Time`` "10시" resolves to 10:00 and 22:00).
    """

    original: str
    interpreted: str | None
    resolved: tuple[str, ...] = ()
    shape: Literal["Scalar", "List", "Composite"] = "Scalar"
    values: tuple["SlotValue", ...] = ()
    """The parts of a List."""
    sub_slots: Mapping[str, "SlotValue | None"] = field(default_factory=dict)
    """The parts of a Composite."""


@dataclass(frozen=True)
class Candidate:
    """One intent that an utterance may mean, best first in a list of them."""

    intent: str
    confidence: float | None
    """0.00 to 1.00, two decimals; None for FallbackIntent, which has a place but no score."""
    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    """Only the slots that the utterance fills."""


class Interpreter(Protocol):
    """Understands the utterances of one locale of one bot."""

    def interpret(self, text: str, *, active_contexts: frozenset[str] = frozenset()) -> Sequence[Candidate]:
        """Rank at most five intents, FallbackIntent among them at its place (spec 3.6), best first."""
        ...

    def resolve_slot(self, intent: Intent, slot: Slot, text: str) -> Mapping[str, SlotValue]:
        """Read the answer to a prompt for ``slot``: that slot, and others named beside it; empty if missed."""
        ...

    def confirms(self, text: str) -> bool | None:
        """Yes, no, or neither, as the answer to a confirmation prompt."""
        ...
