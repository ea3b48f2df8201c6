"""Events as Lex sends them to the code hook, and somebody who sends one after the other."""

import json
from dataclasses import dataclass, field
from typing import Any

from fulfillment.code_hook import CodeHook
from fulfillment.lex import limits
from fulfillment.lex.response import attributes_bytes
from tests.botocore_shapes import assert_valid_member

Json = dict[str, Any]


def event(
    text: str,
    intent: str = "FallbackIntent",
    locale: str = "en_US",
    *,
    slots: dict[str, str] | None = None,
    attributes: dict[str, str] | None = None,
    mode: str = "Text",
    confidence: float | None = None,
) -> Json:
    """The event of one turn, with every key that Lex sends."""
    filled = {name: _slot(value) for name, value in (slots or {}).items()}
    understood = {"name": intent, "slots": filled, "state": "ReadyForFulfillment", "confirmationState": "None"}
    heard = {"intent": understood, "interpretationSource": "Lex"}
    return {
        "messageVersion": "1.0",
        "invocationSource": "FulfillmentCodeHook",
        "inputMode": mode,
        "responseContentType": "text/plain; charset=utf-8",
        "sessionId": "somebody",
        "inputTranscript": text,
        "invocationLabel": None,
        "bot": {
            "id": "BOT0000000",
            "name": "ServerlessFaqBot",
            "localeId": locale,
            "version": "DRAFT",
            "aliasId": "TSTALIASID",
            "aliasName": "TestBotAlias",
        },
        "interpretations": [heard if confidence is None else {**heard, "nluConfidence": confidence}],
        "proposedNextState": None,
        "requestAttributes": {},
        "sessionState": {
            "activeContexts": [],
            "sessionAttributes": attributes or {},
            "runtimeHints": {},
            "intent": understood,
            "originatingRequestId": "00000000-0000-0000-0000-000000000000",
        },
        "transcriptions": [],
    }


def _slot(value: str) -> Json:
    return {"shape": "Scalar", "value": {"originalValue": value, "interpretedValue": value, "resolvedValues": [value]}}


@dataclass(frozen=True)
class Said:
    """What the bot said in a turn."""

    raw: Json

    @property
    def attributes(self) -> dict[str, str]:
        return dict(self.raw["sessionState"]["sessionAttributes"])

    @property
    def entry(self) -> str:
        return self.attributes["entryId"]

    @property
    def outcome(self) -> str:
        return self.attributes["outcome"]

    @property
    def text(self) -> str:
        return "\n".join(message["content"] for message in self.raw["messages"] if "content" in message)

    @property
    def buttons(self) -> list[str]:
        cards = [message["imageResponseCard"] for message in self.raw["messages"] if "imageResponseCard" in message]
        return [button["text"] for card in cards for button in card["buttons"]]

    @property
    def html(self) -> str:
        return str(json.loads(self.attributes["appContext"])["altMessages"]["html"])

    @property
    def context(self) -> Json:
        return dict(json.loads(self.attributes["faqContext"]))


@dataclass
class Asker:
    """Somebody in a conversation; what the session keeps goes back with the next turn."""

    hook: CodeHook
    locale: str = "en_US"
    mode: str = "Text"
    attributes: dict[str, str] = field(default_factory=dict)

    def say(self, text: str, intent: str = "FallbackIntent", confidence: float | None = None, **slots: str) -> Said:
        """Say something of which Lex makes an intent with slots; the answer is checked against the models."""
        raw = self.hook(
            event(
                text,
                intent,
                self.locale,
                slots=slots,
                attributes=self.attributes,
                mode=self.mode,
                confidence=confidence,
            )
        )
        assert_valid_answer(raw)
        self.attributes = raw["sessionState"]["sessionAttributes"]
        return Said(raw)


def assert_valid_answer(raw: Json) -> None:
    """Lex takes this answer of a code hook: shapes, lengths and sizes."""
    assert set(raw) == {"sessionState", "messages"}
    assert_valid_member("SessionState", raw["sessionState"])
    assert_valid_member("Messages", raw["messages"])
    assert len(raw["messages"]) <= limits.MESSAGES
    assert len(json.dumps(raw)) <= limits.RESPONSE_BYTES
    assert attributes_bytes(raw["sessionState"]["sessionAttributes"]) <= limits.SESSION_ATTRIBUTES_BYTES
