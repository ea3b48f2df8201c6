"""A chat API with the contract of the real one and scripted answers, as a WSGI application."""

import base64
import json
import struct
import wave
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from math import pi, sin
from threading import Lock
from typing import Any

from bot.lex.server import RunningServer
from bot.local.pages import pages

JSON = "application/json; charset=utf-8"
PROBLEM = "application/problem+json"
LOCALES = [{"id": "ko_KR", "name": "한국어"}, {"id": "en_US", "name": "English"}]
HELLO = {
    "ko_KR": "안녕하세요! 서버리스에 대해 무엇이든 물어보세요.",
    "en_US": "Hello! Ask me anything about serverless.",
}
RICH = """**Lambda** runs your code *without* servers. See [the guide](https://example.com/lambda "Guide").

- no servers
- pay per use
  1. requests
  2. duration

```python
def handler(event, context):
    return {"statusCode": 200}
```

| limit | value |
|---|---|
| time | 15 min |

> quoted with `code`
"""

StartResponse = Callable[[str, list[tuple[str, str]]], object]
Reply = tuple[str, str, Any, dict[str, str]]


@dataclass
class FakeApi:
    """What it was asked, and what it shall answer; a test changes ``troubles`` to make the next requests fail."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    rated: list[dict[str, Any]] = field(default_factory=list)
    heard: list[bytes] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    configs: int = 0
    voice: bool = True
    greets: bool = True
    troubles: list[Reply] = field(default_factory=list)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, environ: Mapping[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        with self._lock:
            status, content_type, content, headers = self._route(environ, body)
        data = b"" if content is None else json.dumps(content, ensure_ascii=False).encode()
        fixed = [("Content-Type", content_type), ("Content-Length", str(len(data))), ("x-request-id", "req-1")]
        start_response(status, [*fixed, *headers.items()])
        return [data]

    def _route(self, environ: Mapping[str, Any], body: bytes) -> Reply:
        parts = environ["PATH_INFO"].strip("/").split("/")
        if parts == ["config"]:
            return self._config(environ["QUERY_STRING"])
        if self.troubles:
            return self.troubles.pop(0)
        routes = {"messages": self._message, "audio": self._audio, "feedback": self._feedback}
        if environ["REQUEST_METHOD"] == "DELETE":
            self.forgotten.append(parts[1])
            return "204 No Content", JSON, None, {}
        return routes[parts[2]](parts[1], body)

    def _config(self, query: str) -> Reply:
        self.configs += 1
        locale = query.removeprefix("locale=")
        buttons = (
            [("Lambda가 뭐야?", "lambda"), ("가격", "price")] if locale == "ko_KR" else [("What is Lambda?", "lambda")]
        )
        content = {
            "sessionId": f"session-{next(self._numbers)}.sig",
            "expiresIn": 3600,
            "locales": LOCALES,
            "greeting": answer(HELLO.get(locale, HELLO["en_US"]), locale, cards=[card("", *buttons)])
            if self.greets
            else None,
            "limits": {"textLength": 1024, "audioSeconds": 15, "audioBytes": 480_000},
            "voice": self.voice,
        }
        return "200 OK", JSON, content, {}

    def _message(self, session: str, body: bytes) -> Reply:
        asked = json.loads(body)
        self.asked.append({**asked, "session": session})
        return "200 OK", JSON, self._said(asked["text"], asked["locale"]), {}

    def _said(self, text: str, locale: str) -> dict[str, Any]:
        if text in self.answers:
            return {**answer(text, locale), **self.answers[text]}
        if text == "lambda":
            related = card("Related questions", ("Cold starts?", "cold start"), ("Limits?", "limits"))
            return answer(RICH, locale, cards=[card("", ("Tell me more", "more")), related])
        if text == "tutorial":
            return {**answer("Make a function.", locale), "tutorial": {"step": 2, "count": 5}}
        return answer(f"You asked about {text}.", locale)

    def _audio(self, session: str, body: bytes) -> Reply:
        self.heard.append(body)
        spoken = answer("I heard you.", "ko_KR")
        return "200 OK", JSON, {**spoken, "transcript": "람다가 뭐야", "audio": base64.b64encode(tone()).decode()}, {}

    def _feedback(self, session: str, body: bytes) -> Reply:
        self.rated.append(json.loads(body))
        return "204 No Content", JSON, None, {}


def answer(markdown: str, locale: str, cards: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {
        "requestId": "req-1",
        "locale": locale,
        "outcome": "answered",
        "entryId": "entry-1",
        "intent": "AskQuestion",
        "messages": [markdown],
        "markdown": markdown,
        "ssml": "",
        "cards": cards or [],
        "tutorial": None,
    }


def card(title: str, *buttons: tuple[str, str]) -> dict[str, Any]:
    return {"title": title, "buttons": [{"text": text, "value": value} for text, value in buttons]}


def problem(status: str, code: str, detail: str = "", **headers: str) -> Reply:
    content = {"type": f"about:blank#{code}", "title": code, "detail": detail, "requestId": "req-9", "code": code}
    return status, PROBLEM, content, {name.replace("_", "-"): value for name, value in headers.items()}


def tone(seconds: float = 0.5, rate: int = 16_000) -> bytes:
    """A WAV file of 440 Hz; browsers decode it as they do an MP3."""
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        samples = (int(12_000 * sin(2 * pi * 440 * at / rate)) for at in range(int(seconds * rate)))
        sound.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return file.getvalue()


@contextmanager
def site(api: FakeApi) -> Iterator[str]:
    """The pages with this API, on a free port."""
    with RunningServer(pages(api), "127.0.0.1", 0) as server:
        yield server.url
