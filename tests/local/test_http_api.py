"""HTTP requests as events of API Gateway, and a function's answers as HTTP."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

import pytest
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from bot.lex.server import RunningServer
from bot.local.http_api import http_api
from tests.local.browser import fetch


class Function:
    """A Lambda function that remembers its last event."""

    def __init__(self) -> None:
        self.event: Any = None
        self.answer: dict[str, Any] = {"statusCode": 200, "headers": {}, "body": ""}

    def __call__(self, event: Any, _context: object) -> Any:
        self.event = event
        return self.answer


@pytest.fixture
def function() -> Function:
    return Function()


@pytest.fixture
def url(function: Function) -> Iterator[str]:
    with RunningServer(http_api(function), "127.0.0.1", 0) as server:
        yield server.url


def test_an_event_says_all_of_a_request(function: Function, url: str) -> None:
    headers = {"Cookie": "a=1; b=2", "X-Thing": "yes", "User-Agent": "test", "Content-Type": "application/json"}
    fetch(f"{url}/caf%C3%A9/x%2Fy?q=1&q=2&leer=&k=%EB%9E%8C", "POST", '{"a": "가"}', headers)
    event = APIGatewayProxyEventV2(function.event)
    assert (event.version, event.route_key, event.path, event.http_method) == ("2.0", "$default", "/café/x/y", "POST")
    assert event.raw_query_string == "q=1&q=2&leer=&k=%EB%9E%8C"
    assert event.query_string_parameters == {"q": "1,2", "leer": "", "k": "람"}
    assert event.cookies == ["a=1", "b=2"]
    assert event.headers["x-thing"] == "yes" and "cookie" not in event.headers
    assert event.json_body == {"a": "가"}
    assert event.request_context.http.source_ip == "127.0.0.1"
    assert event.request_context.http.user_agent == "test"
    assert event.request_context.domain_name == url.removeprefix("http://")
    assert event.request_context.request_id


@pytest.mark.parametrize(
    ("content_type", "body"), [("audio/l16", b"\x00\xff"), ("application/json", b'"\xff"'), ("", b"x")]
)
def test_a_body_that_is_no_text_comes_in_base64(content_type: str, body: bytes, function: Function, url: str) -> None:
    fetch(url, "POST", body, {"content-type": content_type} if content_type else {})
    assert function.event["isBase64Encoded"] is True
    assert b64decode(function.event["body"]) == body


def test_an_empty_request_has_no_body(function: Function, url: str) -> None:
    fetch(url)
    assert not {"body", "cookies", "queryStringParameters"} & set(function.event)


def test_an_answer_leaves_as_it_was_meant(function: Function, url: str) -> None:
    function.answer = {
        "statusCode": 418,
        "headers": {"X-Thing": "yes"},
        "cookies": ["a=1", "b=2"],
        "body": b64encode(b"\x00\xff").decode(),
        "isBase64Encoded": True,
    }
    connection = HTTPConnection(url.removeprefix("http://"))
    connection.request("GET", "/")
    got = connection.getresponse()
    assert (got.status, got.read(), got.getheader("X-Thing")) == (418, b"\x00\xff", "yes")
    assert got.headers.get_all("Set-Cookie") == ["a=1", "b=2"]
    connection.close()


def test_no_content_has_no_length(function: Function, url: str) -> None:
    function.answer = {"statusCode": 204, "headers": {}, "body": ""}
    got = fetch(url)
    assert (got.status, got.body) == (204, b"")
    assert "content-length" not in got.headers


def test_text_is_utf_8(function: Function, url: str) -> None:
    function.answer = {"statusCode": 200, "headers": {}, "body": json.dumps("가", ensure_ascii=False)}
    assert fetch(url).json == "가"
