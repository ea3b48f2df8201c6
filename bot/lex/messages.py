"""Messages: from the configured groups to what is said, with variations and placeholders (spec 1.7, 3.5, 3.7)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Literal, cast

Json = dict[str, Any]

ContentType = Literal["PlainText", "SSML", "CustomPayload", "ImageResponseCard"]
CONTENT_TYPES: tuple[ContentType, ...] = ("PlainText", "SSML", "CustomPayload", "ImageResponseCard")

MAX_MESSAGES = 10

_TEXT_KEYS: Mapping[str, ContentType] = {
    "plainTextMessage": "PlainText",
    "ssmlMessage": "SSML",
    "customPayload": "CustomPayload",
}


@dataclass(frozen=True)
class Button:
    """A button of a card: what it shows and what it sends."""

    text: str
    value: str


@dataclass(frozen=True)
class Card:
    """An image response card."""

    title: str
    subtitle: str | None = None
    image_url: str | None = None
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Message:
    """One message to the user: text content, or a card."""

    content_type: ContentType
    content: str | None = None
    card: Card | None = None


def choose(
    groups: Sequence[Json], *, attempt: int, ordered: bool, random: Random, accepted: frozenset[str]
) -> list[Message]:
    """Pick one message of each group: any of its variations, or the one for this attempt (0 = first) when ordered.

    Only messages of an accepted type are picked when the group has one. Source: guide "PromptSpecification" (API).
    """
    return [_choose_one(group, attempt, ordered, random, accepted) for group in groups if group.get("message")]


def _choose_one(group: Json, attempt: int, ordered: bool, random: Random, accepted: frozenset[str]) -> Message:
    options = [read_configured(raw) for raw in [group["message"], *(group.get("variations") or [])]]
    options = [option for option in options if option.content_type in accepted] or options
    return options[attempt % len(options)] if ordered else random.choice(options)


def read_configured(raw: Json) -> Message:
    """Read the message union of an export, of which exactly one key is set."""
    for key, content_type in _TEXT_KEYS.items():
        if raw.get(key):
            return Message(content_type, str(raw[key].get("value") or ""))
    return Message("ImageResponseCard", card=_read_card(raw.get("imageResponseCard") or {}))


def _read_card(raw: Json) -> Card:
    buttons = raw.get("buttonsList") or raw.get("buttons") or []
    return Card(
        title=raw.get("title") or " ",
        subtitle=raw.get("subtitle") or None,
        image_url=raw.get("imageUrl") or None,
        buttons=tuple(Button(str(b.get("text") or ""), str(b.get("value") or "")) for b in buttons),
    )


def read_api(raw: Json) -> Message:
    """Read a message as the runtime API and code hooks spell it (already validated)."""
    content_type = cast(ContentType, raw["contentType"])
    if content_type == "ImageResponseCard":
        return Message(content_type, raw.get("content"), _read_card(raw["imageResponseCard"]))
    return Message(content_type, raw["content"])


_MAX_CONTENT = 1024
_MAX_TITLE = 250
_MAX_BUTTON = 50


def fill(message: Message, placeholders: Callable[[str, bool], str]) -> Message:
    """Replace the placeholders in every text of a message; the flag tells whether the text is XML.

    What grows beyond the API's limits by that is cut (grade INF).
    """
    content = message.content and placeholders(message.content, message.content_type == "SSML")[:_MAX_CONTENT]
    return replace(message, content=content, card=message.card and _fill_card(message.card, placeholders))


def _fill_card(card: Card, placeholders: Callable[[str, bool], str]) -> Card:
    def filled(text: str, limit: int) -> str:
        return placeholders(text, False)[:limit] or " "

    return replace(
        card,
        title=filled(card.title, _MAX_TITLE),
        subtitle=card.subtitle and filled(card.subtitle, _MAX_TITLE),
        buttons=tuple(Button(filled(b.text, _MAX_BUTTON), filled(b.value, _MAX_BUTTON)) for b in card.buttons),
    )
