"""Somebody who asks the chat API as API Gateway would pass it on."""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from fulfillment.chat.settings import Settings
from fulfillment.chat_api import ChatApi

SECRET = b"a secret that only these tests know, long enough"
SETTINGS = Settings(
    SECRET, "BOT0000000", "TSTALIASID", origins=("https://shop.example",), logs_questions=True, per_address=100_000
)
JSON = {"content-type": "application/json"}


def event(
    method: str,
    path: str,
    body: bytes | str = "",
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    source: str = "192.0.2.1",
) -> dict[str, Any]:
    """An event of payload 2.0."""
    encoded = isinstance(body, bytes)
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"host": "api.example", **(headers or {})},
        "queryStringParameters": dict(query or {}),
        "requestContext": {
            "http": {"method": method, "path": path, "sourceIp": source},
            "requestId": uuid4().hex,
            "stage": "$default",
        },
        "body": b64encode(body).decode() if isinstance(body, bytes) else body,
        "isBase64Encoded": encoded,
    }


@dataclass(frozen=True)
class Got:
    status: int
    headers: Mapping[str, str]
    json: Any

    @property
    def code(self) -> str:
        """The code of a problem; empty for an answer."""
        return str(self.json.get("code", "")) if self.json else ""


@dataclass
class Client:
    """One program that uses the API."""

    api: ChatApi
    headers: dict[str, str] = field(default_factory=dict)
    source: str = "192.0.2.1"

    def ask(self, method: str, path: str, body: bytes | str = "", **more: Any) -> Got:
        headers = {**self.headers, **more.pop("headers", {})}
        raw = self.api(event(method, path, body, headers, source=self.source, **more))
        lowered = {name.lower(): value for name, value in raw["headers"].items()}
        return Got(raw["statusCode"], lowered, json.loads(raw["body"]) if raw["body"] else None)

    def session(self) -> str:
        got = self.ask("GET", "/config")
        assert got.status == 200, got
        return str(got.json["sessionId"])

    def post(self, session: str, what: str, content: Any) -> Got:
        return self.ask("POST", f"/chat/{session}/{what}", json.dumps(content), headers=JSON)

    def say(self, session: str, text: str, locale: str = "en_US") -> Got:
        return self.post(session, "messages", {"text": text, "locale": locale})
