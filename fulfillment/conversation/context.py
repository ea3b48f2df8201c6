"""What the bot remembers between two turns, in one session attribute.

A client can send any session attribute, so what comes back is checked as if a stranger had written it: whatever does
not fit is forgotten.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

ATTRIBUTE = "faqContext"
LONGEST = 2_000
LONGEST_NAME = 100
MOST_STEPS = 50


@dataclass(frozen=True)
class Context:
    """Ids only; their texts are read anew."""

    entry: str = ""
    """The entry answered last."""
    concept: str = ""
    """What the conversation is about."""
    intent: str = ""
    """The intent whose handler spoke last, for a repetition."""
    step: int = 0
    """The tutorial's step shown last, from 1; 0 outside it."""
    runtime: str = ""
    """The runtime chosen for the tutorial."""
    topic: str = ""
    """The topic listed last."""
    paused: int = 0
    """The step at which something else interrupted the tutorial; 0 if nothing did."""

    def about(self, entry: str, concept: str) -> "Context":
        """After an answer; a tutorial in progress is paused."""
        return replace(self.aside(), entry=entry, concept=concept)

    def aside(self) -> "Context":
        """Out of the tutorial for something else, with its place kept."""
        return replace(self, step=0, paused=self.step or self.paused)

    def at_step(self, step: int) -> "Context":
        """At a step of the tutorial; 0 leaves it for good."""
        return replace(self, step=step, paused=0)


def read_context(attributes: Mapping[str, Any]) -> Context:
    """The context of the last turn; an empty one if there is none or it is malformed."""
    text = attributes.get(ATTRIBUTE)
    if not isinstance(text, str) or len(text) > LONGEST:
        return Context()
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        return Context()
    return _checked(raw) if isinstance(raw, dict) else Context()


def write_context(context: Context) -> str:
    return json.dumps({name: value for name, value in asdict(context).items() if value}, separators=(",", ":"))


def _checked(raw: Mapping[str, Any]) -> Context:
    names = {
        name: value
        for name in ("entry", "concept", "intent", "runtime", "topic")
        if isinstance(value := raw.get(name), str) and len(value) <= LONGEST_NAME
    }
    return Context(**names, step=_checked_step(raw.get("step")), paused=_checked_step(raw.get("paused")))


def _checked_step(step: object) -> int:
    return step if type(step) is int and 0 <= step <= MOST_STEPS else 0
