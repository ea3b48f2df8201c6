"""From a reply to the answer that Lex gets, in the words of its channel and locale."""

from collections.abc import Mapping, Sequence
from typing import Any

from fulfillment.conversation import context
from fulfillment.conversation.reply import Choice, Outcome, Reply
from fulfillment.lex import limits
from fulfillment.lex.event import CodeHookEvent
from fulfillment.lex.response import Button, Card, Json, card_message, plain_texts, response, ssml
from fulfillment.rendering.app_context import ATTRIBUTE, with_app_context
from fulfillment.rendering.labels import PLACE, Labels
from fulfillment.rendering.renderer import Renderer

MOST_CARDS = 4


def speak(reply: Reply, event: CodeHookEvent, renderer: Renderer) -> Json:
    """Render a reply for the channel of an event, within every limit of Lex."""
    locale = renderer.locale(event.locale)
    labels = renderer.labels(locale)
    attributes = _attributes(event, reply.entry_id, reply.outcome) | {
        context.ATTRIBUTE: context.write_context(reply.context)
    }
    if event.channel == "voice":
        said = renderer.voice(reply.view, locale, _values(reply, labels))
        return response(event, reply.action, [ssml(said)], attributes)
    spoken = renderer.chat(reply.view, locale, _values(reply, labels))
    cards = _cards(reply, labels)
    messages = [*plain_texts(spoken.text)[: limits.MESSAGES - len(cards)], *map(card_message, cards)]
    return response(event, reply.action, messages, with_app_context(attributes, spoken, cards))


def _attributes(event: CodeHookEvent, entry_id: str, outcome: Outcome) -> dict[str, str]:
    """What the turn leaves in the session; attributes of the client's own stay, the last turn's rendering goes."""
    ours = (ATTRIBUTE, context.ATTRIBUTE)
    theirs = {name: value for name, value in event.session_attributes.items() if name not in ours}
    kept = {name: value for name, value in theirs.items() if isinstance(value, str)}
    return kept | {"entryId": entry_id, "outcome": outcome}


def _values(reply: Reply, labels: Labels) -> Mapping[str, Any]:
    return {**reply.values, "choices": [_button(choice, labels) for choice in reply.choices]}


def _cards(reply: Reply, labels: Labels) -> Sequence[Card]:
    buttons = [_button(choice, labels) for choice in reply.choices[: MOST_CARDS * limits.BUTTONS]]
    chunks = [buttons[start : start + limits.BUTTONS] for start in range(0, len(buttons), limits.BUTTONS)]
    return [Card(labels.card(reply.view), tuple(chunk)) for chunk in chunks]


def _button(choice: Choice, labels: Labels) -> Button:
    shows, says = labels.wishes[choice.wish] if choice.wish else (choice.says, choice.says)
    return Button(shows.replace(PLACE, choice.of), says.replace(PLACE, choice.of))
