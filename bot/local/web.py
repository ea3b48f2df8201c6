"""The web page of the local bot: a plain chat over the same local Lex."""

import json
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from typing import Any
from uuid import uuid4

from bot.lex.errors import LexError
from bot.lex.runtime import Runtime
from bot.local.talk import heard

PAGE = files("bot.local") / "page"
STATIC = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/chat.js": ("chat.js", "text/javascript; charset=utf-8"),
    "/chat.css": ("chat.css", "text/css; charset=utf-8"),
}
LONGEST_BODY = 16_384
HEADERS = [
    ("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
]

StartResponse = Callable[[str, list[tuple[str, str]]], object]
Environ = Mapping[str, Any]


class BadRequest(Exception):
    """A request that the page would not send; the message says what is wrong with it."""


def chat_page(lex: Runtime) -> Callable[[Environ, StartResponse], Iterable[bytes]]:
    """The WSGI application of the page: its files, and ``POST /messages`` with session, locale and text."""

    def app(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        status, content_type, body = _answer(lex, environ)
        start_response(status, [("Content-Type", content_type), ("Content-Length", str(len(body))), *HEADERS])
        return [body]

    return app


def _answer(lex: Runtime, environ: Environ) -> tuple[str, str, bytes]:
    asked = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    if asked[0] == "GET" and asked[1] in STATIC:
        name, content_type = STATIC[asked[1]]
        return "200 OK", content_type, (PAGE / name).read_bytes()
    if asked != ("POST", "/messages"):
        return _problem("404 Not Found", "there is nothing at this address")
    try:
        return _json("200 OK", _turn(lex, _message(environ)))
    except (BadRequest, LexError) as refused:
        return _problem("400 Bad Request", str(refused))


def _turn(lex: Runtime, message: Mapping[str, str]) -> dict[str, Any]:
    session_id = message.get("session") or f"web-{uuid4().hex[:16]}"
    answer = lex.recognize_text(message["text"], session_id=session_id, locale_id=message["locale"])
    return {"session": session_id, **heard(answer).as_json()}


def _message(environ: Environ) -> Mapping[str, str]:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if not 0 < length <= LONGEST_BODY:
        raise BadRequest(f"send a JSON object of at most {LONGEST_BODY} bytes")
    try:
        message = json.loads(environ["wsgi.input"].read(length))
    except ValueError as broken:
        raise BadRequest("send a JSON object") from broken
    known = {"session", "text", "locale"}
    if not isinstance(message, dict) or not all(isinstance(message.get(key, ""), str) for key in known):
        raise BadRequest("send text, locale and session as strings")
    if not {"text", "locale"} <= set(message):
        raise BadRequest("send text and locale")
    return message


def _problem(status: str, detail: str) -> tuple[str, str, bytes]:
    return _json(status, {"detail": detail})


def _json(status: str, content: Mapping[str, Any]) -> tuple[str, str, bytes]:
    return status, "application/json; charset=utf-8", json.dumps(content, ensure_ascii=False).encode()
