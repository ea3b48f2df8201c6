"""A client of the local bot's chat port, without a browser."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

JSON = {"content-type": "application/json"}


@dataclass(frozen=True)
class Got:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def fetch(url: str, method: str = "GET", body: bytes | str = "", headers: Mapping[str, str] | None = None) -> Got:
    """One request on a connection of its own."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=30)
    try:
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request(method, target, body.encode() if isinstance(body, str) else body, dict(headers or {}))
        answer = connection.getresponse()
        return Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


@dataclass
class Conversation:
    """One session of the chat API at an address."""

    url: str
    locale: str
    token: str = ""

    def start(self) -> Any:
        """Begin; the config."""
        config = fetch(f"{self.url}config?locale={self.locale}").json
        self.token = config["sessionId"]
        return config

    def post(self, what: str, content: Mapping[str, Any]) -> Got:
        return fetch(f"{self.url}chat/{self.token}/{what}", "POST", json.dumps(content), JSON)

    def say(self, text: str) -> Any:
        got = self.post("messages", {"text": text, "locale": self.locale})
        assert got.status == 200, got.body
        return got.json
