"""API Gateway on a laptop: HTTP requests become events of an HTTP API (payload 2.0) for the very same handler."""

import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

Json = dict[str, Any]
Environ = Mapping[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], object]
WsgiApp = Callable[[Environ, StartResponse], Iterable[bytes]]
Handler = Callable[[Json, object], Json]

STAGE = "$default"
TEXT_TYPES = ("application/json", "application/javascript", "application/xml", "application/x-www-form-urlencoded")


def http_api(handler: Handler) -> WsgiApp:
    """A WSGI application that asks a Lambda function's handler."""

    def app(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        answer = handler(http_event(environ), None)
        status = HTTPStatus(int(answer["statusCode"]))
        body = _body(answer)
        start_response(f"{status.value} {status.phrase}", [*_headers(answer, status, body)])
        return [body]

    return app


def http_event(environ: Environ) -> Json:
    """The event that API Gateway would make of a request (guide: http-api-develop-integrations-lambda)."""
    headers = dict(_sent_headers(environ))
    cookies = headers.pop("cookie", "")
    path = _decoded(environ.get("PATH_INFO") or "/")
    query = str(environ.get("QUERY_STRING") or "")
    body, encoded = _sent_body(environ, headers.get("content-type", ""))
    event: Json = {
        "version": "2.0",
        "routeKey": STAGE,
        "rawPath": path,
        "rawQueryString": query,
        "headers": headers,
        "requestContext": _request_context(environ, path, headers),
        "isBase64Encoded": encoded,
    }
    optional = {
        "cookies": [cookie.strip() for cookie in cookies.split(";") if cookie.strip()],
        "queryStringParameters": _parameters(query),
        "body": body,
    }
    return event | {name: value for name, value in optional.items() if value}


def _request_context(environ: Environ, path: str, headers: Mapping[str, str]) -> Json:
    now = time.time()
    host = headers.get("host", "")
    return {
        "accountId": "000000000000",
        "apiId": "local",
        "domainName": host,
        "domainPrefix": host.partition(".")[0],
        "http": {
            "method": environ["REQUEST_METHOD"],
            "path": path,
            "protocol": environ.get("SERVER_PROTOCOL", "HTTP/1.1"),
            "sourceIp": environ.get("REMOTE_ADDR", ""),
            "userAgent": headers.get("user-agent", ""),
        },
        "requestId": str(uuid4()),
        "routeKey": STAGE,
        "stage": STAGE,
        "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)),
        "timeEpoch": int(now * 1000),
    }


def _sent_headers(environ: Environ) -> Iterator[tuple[str, str]]:
    for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if environ.get(name):
            yield name.lower().replace("_", "-"), str(environ[name])
    for name, value in environ.items():
        if name.startswith("HTTP_"):
            yield name[5:].lower().replace("_", "-"), str(value)


def _parameters(query: str) -> dict[str, str]:
    """Parameters by name; values of a name that comes twice are joined with commas, as the payload wants it."""
    found: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True, errors="replace"):
        found[name] = f"{found[name]},{value}" if name in found else value
    return found


def _sent_body(environ: Environ, content_type: str) -> tuple[str, bool]:
    """The body as text, or in base64 where it is none."""
    size = int(environ.get("CONTENT_LENGTH") or 0)
    body: bytes = environ["wsgi.input"].read(size) if size else b""
    kind = content_type.partition(";")[0].strip().lower()
    if kind.startswith("text/") or kind in TEXT_TYPES:
        try:
            return body.decode(), False
        except UnicodeDecodeError:
            pass
    return b64encode(body).decode(), True


def _decoded(path: str) -> str:
    # WSGI hands bytes over as Latin-1 characters.
    return path.encode("latin-1").decode("utf-8", "replace")


def _body(answer: Mapping[str, Any]) -> bytes:
    body: str = answer.get("body") or ""
    return b64decode(body) if answer.get("isBase64Encoded") else body.encode("utf-8", "replace")


def _headers(answer: Mapping[str, Any], status: HTTPStatus, body: bytes) -> Iterator[tuple[str, str]]:
    yield from answer.get("headers", {}).items()
    yield from (("Set-Cookie", cookie) for cookie in answer.get("cookies", ()))
    if status is not HTTPStatus.NO_CONTENT:
        yield "Content-Length", str(len(body))
