"""The operations of the chat API as data: routes are made of them, and so is the OpenAPI document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fulfillment.chat import schemas
from fulfillment.chat.limits import AUDIO_TYPE, JSON_TYPE

Schema = Mapping[str, Any]

EVERY = ("origin-refused", "rate-limited", "bot-trouble")
OF_A_SESSION = (*EVERY, "bad-request", "unknown-session", "session-expired", "too-long")


@dataclass(frozen=True)
class Operation:
    """``answer`` is the name of a schema, empty for no content; ``problems`` are codes of problems.json."""

    id: str
    method: str
    path: str
    summary: str
    problems: tuple[str, ...]
    answer: str = ""
    body: Mapping[str, Schema] = field(default_factory=dict)
    """Schema by content type."""
    query: Mapping[str, bool] = field(default_factory=dict)
    """Names of query parameters that hold a locale, and whether they must be there."""

    @property
    def has_session(self) -> bool:
        return "{sessionId}" in self.path


OPERATIONS = (
    Operation(
        "getConfig",
        "GET",
        "/config",
        "Start a conversation: a new session, the greeting, locales and limits.",
        problems=(*EVERY, "bad-request"),
        answer="Config",
        query={"locale": False},
    ),
    Operation(
        "sendMessage",
        "POST",
        "/chat/{sessionId}/messages",
        "Say something and get the answer.",
        problems=(*OF_A_SESSION, "bot-busy"),
        answer="Answer",
        body={JSON_TYPE: schemas.ref("Message")},
    ),
    Operation(
        "sendAudio",
        "POST",
        "/chat/{sessionId}/audio",
        "Say something by voice (16-bit little-endian samples, 16 kHz, one channel) and get the answer, spoken too.",
        problems=(*OF_A_SESSION, "bot-busy", "voice-unavailable"),
        answer="SpokenAnswer",
        body={AUDIO_TYPE: {}},
        query={"locale": True},
    ),
    Operation(
        "endSession",
        "DELETE",
        "/chat/{sessionId}",
        "Forget a conversation.",
        problems=(*OF_A_SESSION, "bot-busy"),
    ),
    Operation(
        "sendFeedback",
        "POST",
        "/chat/{sessionId}/feedback",
        "Rate an answer.",
        problems=(*OF_A_SESSION, "not-found"),
        body={JSON_TYPE: schemas.ref("Feedback")},
    ),
)
