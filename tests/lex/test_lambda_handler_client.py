"""A handler behind the Lambda API, called with the real boto3 client."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import unquote

import pytest

from bot.lex.handlers import HandlerError, HandlerThrottled, HandlerTimeout
from bot.lex.lambda_handler_client import LambdaHandler

RELEASED = Event()


class LambdaApi(BaseHTTPRequestHandler):
    """Answers Invoke as Lambda does, as the event tells."""

    def do_POST(self) -> None:
        event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if event.get("slow"):
            RELEASED.wait(5)
        name = unquote(self.path.split("/")[3])
        body = json.dumps(event.get("answer", {"called": name})).encode()
        self.send_response(event.get("status", 200))
        if event.get("error"):
            self.send_header("x-amzn-ErrorType", event["error"])
        if event.get("raised"):
            self.send_header("X-Amz-Function-Error", event["raised"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def handler() -> Iterator[LambdaHandler]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), LambdaApi)
    Thread(target=server.serve_forever, daemon=True).start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "x")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "x")
        yield LambdaHandler("my-hook", f"http://127.0.0.1:{server.server_port}", "us-east-1")
    RELEASED.set()
    server.shutdown()
    server.server_close()


def call(handler: LambdaHandler, event: Any, timeout: float = 5) -> Any:
    return json.loads(handler.invoke(json.dumps(event).encode(), timeout=timeout, request_id="r-1"))


def test_the_function_is_called_by_name(handler: LambdaHandler) -> None:
    assert call(handler, {}) == {"called": "my-hook"}


def test_a_function_that_raised_is_an_error(handler: LambdaHandler) -> None:
    with pytest.raises(HandlerError, match="Unhandled"):
        call(handler, {"raised": "Unhandled", "answer": {"errorType": "KeyError"}})


@pytest.mark.parametrize(
    ("status", "error", "kind", "denied"),
    [
        (429, "TooManyRequestsException", HandlerThrottled, False),
        (403, "AccessDeniedException", HandlerError, True),
        (404, "ResourceNotFoundException", HandlerError, True),
        (500, "ServiceException", HandlerError, False),
    ],
)
def test_refusals_of_lambda_are_told_apart(
    handler: LambdaHandler, status: int, error: str, kind: type[HandlerError], denied: bool
) -> None:
    with pytest.raises(kind) as raised:
        call(handler, {"status": status, "error": error})
    assert (type(raised.value), raised.value.denied) == (kind, denied)


def test_a_slow_function_is_given_up_on(handler: LambdaHandler) -> None:
    with pytest.raises(HandlerTimeout):
        call(handler, {"slow": True}, timeout=0.1)


def test_nobody_at_the_endpoint_is_an_error(handler: LambdaHandler) -> None:
    with pytest.raises(HandlerError, match="cannot be called"):
        call(LambdaHandler("f", "http://127.0.0.1:9", "us-east-1"), {})
