"""Where in a tutorial a conversation is."""

import json
from collections.abc import Mapping
from typing import Any

from fulfillment.chat.answers import session_attributes
from fulfillment.knowledge.port import Knowledge, KnowledgeError

CONTEXT = "faqContext"
"""Session attribute of ``fulfillment.conversation.context``; ``step`` is there within a tutorial only."""


def tutorial_place(lex: Mapping[str, Any], locale: str, knowledge: Knowledge) -> dict[str, int] | None:
    """The step shown, from 1, and how many there are; None outside a tutorial, or where that cannot be told."""
    attributes = session_attributes(lex)
    step, entry_id = _step(attributes.get(CONTEXT)), attributes.get("entryId")
    if not step or not isinstance(entry_id, str):
        return None
    try:
        entry = knowledge.entry(knowledge.live_version(), locale, entry_id)
    except KnowledgeError:
        return None
    return {"step": step, "count": len(entry.steps)} if entry and step <= len(entry.steps) else None


def _step(context: Any) -> int:
    try:
        step = json.loads(context)["step"]
    except (TypeError, ValueError, KeyError):
        return 0
    return step if type(step) is int and step > 0 else 0
