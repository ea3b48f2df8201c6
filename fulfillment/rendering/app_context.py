"""The session attribute ``appContext``, by which existing Lex web clients get Markdown, HTML, SSML and the card."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from fulfillment.lex import limits
from fulfillment.lex.response import Card, attributes_bytes, card_json
from fulfillment.rendering.renderer import Spoken

ATTRIBUTE = "appContext"
DROPPED_FIRST = ("html", "markdown", "ssml")
"""What goes first where a long answer would break the size limit of session attributes; the messages say it anyway."""
CARD_TYPE = "application/vnd.amazonaws.card.generic"


def with_app_context(attributes: Mapping[str, str], spoken: Spoken, cards: Sequence[Card]) -> dict[str, str]:
    """Session attributes with as much of ``appContext`` as Lex's limit leaves room for."""
    alternatives = {"markdown": spoken.markdown, "html": spoken.html, "ssml": spoken.ssml}
    for dropped in (*DROPPED_FIRST, ""):
        whole = {**attributes, ATTRIBUTE: _json(alternatives, cards)}
        if attributes_bytes(whole) <= limits.SESSION_ATTRIBUTES_BYTES:
            return whole
        alternatives.pop(dropped, None)
    return dict(attributes)


def _json(alternatives: Mapping[str, str], cards: Sequence[Card]) -> str:
    context: dict[str, Any] = {"altMessages": alternatives}
    if cards:
        attachments = [card_json(card) for card in cards]
        context["responseCard"] = {"version": "1", "contentType": CARD_TYPE, "genericAttachments": attachments}
    return json.dumps(context, ensure_ascii=False, separators=(",", ":"))
