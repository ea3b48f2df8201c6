"""HTTP as data: what a request says, what an answer says, and Lex's packed headers (spec 3.1, 3.3)."""

import base64
import binascii
import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from bot.lex.errors import LexError, ValidationException

Json = dict[str, Any]
Environ = Mapping[str, Any]

_MAX_UNPACKED_HEADER = 1024 * 1024


@dataclass(frozen=True)
class Request:
    """A request. Path parts are percent-decoded one by one, header names are lower case."""

    method: str
    path: str
    """As it was sent: still percent-encoded."""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    base_url: str = ""

    def json(self) -> Json:
        """The body as a JSON object; an empty body is an empty object.

        :raises ValidationException: it is not one.
        """
        try:
            content = json.loads(self.body or b"{}")
        except ValueError as error:
            raise ValidationException(f"The request body is not JSON: {error}") from error
        if not isinstance(content, dict):
            raise ValidationException("The request body is not a JSON object")
        return content


@dataclass(frozen=True)
class Response:
    """An answer."""

    body: bytes = b""
    status: int = 200
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


def json_response(content: object, status: int = 200) -> Response:
    """An answer in JSON, as raw UTF-8."""
    return Response(json.dumps(content, ensure_ascii=False).encode("utf-8", "replace"), status)


def error_response(error: LexError) -> Response:
    """An error as AWS clients expect it: status, ``x-amzn-ErrorType``, and a message."""
    body = json.dumps({"message": error.message}, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, error.status, headers={"x-amzn-ErrorType": error.name})


def read_request(environ: Environ, request_id: str) -> Request:
    """A request from a WSGI environment."""
    target = urlsplit(str(environ.get("REQUEST_URI") or environ.get("PATH_INFO") or "/"))
    query = {name: values[-1] for name, values in parse_qs(target.query, keep_blank_values=True).items()}
    size = int(environ.get("CONTENT_LENGTH") or 0)
    host = environ.get("HTTP_HOST") or f"{environ.get('SERVER_NAME')}:{environ.get('SERVER_PORT')}"
    return Request(
        method=str(environ["REQUEST_METHOD"]),
        path=target.path,
        body=environ["wsgi.input"].read(size) if size else b"",
        headers=dict(_headers(environ)),
        query=query,
        id=request_id,
        base_url=f"http://{host}",
    )


def _headers(environ: Environ) -> Iterator[tuple[str, str]]:
    yield "content-type", str(environ.get("CONTENT_TYPE") or "")
    for name, value in environ.items():
        if name.startswith("HTTP_"):
            yield name[5:].lower().replace("_", "-"), str(value)


Endpoint = Callable[[Request, Mapping[str, str]], Response]
"""Answers a request, given the decoded variable parts of its path."""


class Routes:
    """A table of endpoints by method and path, such as ``POST /bots/{botId}/text``; a trailing slash is optional."""

    def __init__(self, table: Mapping[str, Endpoint]) -> None:
        self._routes = [(*_compiled(route), endpoint) for route, endpoint in table.items()]

    def find(self, request: Request) -> tuple[Endpoint, Mapping[str, str]] | None:
        """The endpoint for a request, and the variable parts of its path; None if there is none."""
        for method, pattern, endpoint in self._routes:
            match = pattern.fullmatch(request.path) if method == request.method else None
            if match:
                return endpoint, {name: unquote(value) for name, value in match.groupdict().items()}
        return None


def _compiled(route: str) -> tuple[str, re.Pattern[str]]:
    method, path = route.split(" ")
    pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path.rstrip("/"))
    return method, re.compile(f"{pattern}/?")


def pack(content: object) -> str:
    """JSON, gzipped, in base64: the form of Lex's headers."""
    return base64.b64encode(gzip.compress(json.dumps(content, ensure_ascii=False).encode(), 1)).decode()


def unpack(header: str, name: str) -> Json:
    """The JSON object in one of Lex's headers.

    :raises ValidationException: it is not base64 of gzip of JSON, or unpacks to more than a megabyte.
    """
    try:
        packed = base64.b64decode(header, validate=True)
        inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        content = json.loads(inflater.decompress(packed, _MAX_UNPACKED_HEADER))
    except (binascii.Error, zlib.error, ValueError) as error:
        raise ValidationException(f"Header {name} is not base64 of gzip of JSON: {error}") from error
    if not isinstance(content, dict):
        raise ValidationException(f"Header {name} does not hold a JSON object")
    return content


def merged(tables: Sequence[Mapping[str, Endpoint]]) -> Mapping[str, Endpoint]:
    """Several tables of endpoints as one."""
    return {route: endpoint for table in tables for route, endpoint in table.items()}
