"""From an answer of Lex to what the chat's clients get."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

Json = Mapping[str, Any]

OUTCOMES = ("answered", "suggested", "refused", "dialog")
TAG = re.compile(r"<[^>]*>")
APP_CONTEXT = "appContext"
"""Session attribute with Markdown and SSML, written by ``fulfillment.rendering.app_context``."""


def answer_json(lex: Json, *, request_id: str, locale: str, tutorial: Json | None) -> dict[str, Any]:
    """The answer of a turn; what the bot's code hook did not say is empty."""
    attributes = session_attributes(lex)
    alternatives = _map(_map(_parsed(attributes.get(APP_CONTEXT))).get("altMessages"))
    outcome = attributes.get("outcome")
    return {
        "requestId": request_id,
        "locale": locale,
        "outcome": outcome if outcome in OUTCOMES else "dialog",
        "entryId": _text(attributes.get("entryId")),
        "intent": _intent(lex),
        "messages": list(_texts(lex)),
        "markdown": _text(alternatives.get("markdown")),
        "ssml": _text(alternatives.get("ssml")) or "".join(_spoken(lex)),
        "cards": [_card(message["imageResponseCard"]) for message in _messages(lex) if "imageResponseCard" in message],
        "tutorial": tutorial,
    }


def session_attributes(lex: Json) -> Json:
    return _map(_map(lex.get("sessionState")).get("sessionAttributes"))


def _messages(lex: Json) -> list[Json]:
    return [message for message in lex.get("messages") or () if isinstance(message, Mapping)]


def _texts(lex: Json) -> Iterator[str]:
    """Every message that is said, as plain text."""
    for message in _messages(lex):
        content = _text(message.get("content"))
        if content:
            yield unescape(TAG.sub("", content)) if message.get("contentType") == "SSML" else content


def _spoken(lex: Json) -> Iterator[str]:
    return (_text(message.get("content")) for message in _messages(lex) if message.get("contentType") == "SSML")


def _card(card: Json) -> dict[str, Any]:
    subtitle = _text(card.get("subtitle"))
    buttons = [{"text": _text(b.get("text")), "value": _text(b.get("value"))} for b in card.get("buttons") or ()]
    return {"title": _text(card.get("title")), **({"subtitle": subtitle} if subtitle else {}), "buttons": buttons}


def _intent(lex: Json) -> str:
    top = _map(next(iter(lex.get("interpretations") or ()), None))
    return _text(_map(top.get("intent")).get("name"))


def _parsed(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return None


def _map(value: Any) -> Json:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
