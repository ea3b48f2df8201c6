"""One conversation with a bot, over any runtime that speaks Lex."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Json = dict[str, Any]


class RecognizesText(Protocol):
    """A conversation's way to Lex: text in, the RecognizeText answer out."""

    def __call__(self, text: str) -> Json: ...


@dataclass(frozen=True)
class Button:
    text: str
    value: str


@dataclass(frozen=True)
class Heard:
    """What a bot answered in a turn, as people and tests look at it."""

    intent: str
    confidence: float | None
    entry_id: str
    outcome: str
    messages: Sequence[str]
    buttons: Sequence[Button]
    markdown: str
    raw: Json

    def as_json(self) -> Json:
        """What ``bot ask --json`` prints."""
        return {
            "intent": self.intent,
            "confidence": self.confidence,
            "entryId": self.entry_id,
            "outcome": self.outcome,
            "messages": list(self.messages),
            "buttons": [button.__dict__ for button in self.buttons],
            "slots": self.raw.get("sessionState", {}).get("intent", {}).get("slots", {}),
        }


def heard(answer: Json) -> Heard:
    """Read an answer of RecognizeText."""
    top = (answer.get("interpretations") or [{}])[0]
    attributes = answer.get("sessionState", {}).get("sessionAttributes", {})
    return Heard(
        intent=top.get("intent", {}).get("name", ""),
        confidence=top.get("nluConfidence", {}).get("score"),
        entry_id=attributes.get("entryId", ""),
        outcome=attributes.get("outcome", ""),
        messages=[message["content"] for message in answer.get("messages", ()) if "content" in message],
        buttons=[Button(button["text"], button["value"]) for button in _buttons(answer)],
        markdown=_markdown(attributes),
        raw=answer,
    )


def _buttons(answer: Json) -> list[Mapping[str, str]]:
    cards = [message["imageResponseCard"] for message in answer.get("messages", ()) if "imageResponseCard" in message]
    return [button for card in cards for button in card.get("buttons", ())]


def _markdown(attributes: Mapping[str, str]) -> str:
    try:
        markdown = json.loads(attributes.get("appContext", "{}"))["altMessages"]["markdown"]
    except (ValueError, KeyError, TypeError):
        return ""
    return str(markdown)
