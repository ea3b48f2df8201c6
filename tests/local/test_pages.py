"""The site of the local bot: its pages, the widget, and the chat API below /api."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.local.pages import PAGES, StartResponse, pages


def echo_api(environ: Mapping[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [f"{environ['SCRIPT_NAME']} {environ['PATH_INFO']}".encode()]


def get(path: str, method: str = "GET", widget: Path | None = None) -> tuple[str, dict[str, str], bytes]:
    heard: list[tuple[str, dict[str, str]]] = []

    def start_response(status: str, headers: list[tuple[str, str]]) -> None:
        heard.append((status, dict(headers)))

    app = pages(echo_api, widget) if widget else pages(echo_api)
    body = b"".join(app({"REQUEST_METHOD": method, "PATH_INFO": path, "SCRIPT_NAME": ""}, start_response))
    return *heard[0], body


@pytest.mark.parametrize("path", [path for path, (file, _) in PAGES.items() if file.startswith("pages/")])
def test_every_page_is_there_with_a_strict_policy(path: str) -> None:
    status, headers, body = get(path)
    assert status == "200 OK"
    assert body
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_what_is_below_api_goes_to_the_chat_api() -> None:
    assert get("/api/chat/1/messages", "POST")[2] == b"/api /chat/1/messages"


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [("/nowhere", "GET", "404 Not Found"), ("/api", "GET", "404 Not Found"), ("/", "POST", "405 Method Not Allowed")],
)
def test_anything_else_is_refused(path: str, method: str, status: str) -> None:
    assert get(path, method)[0] == status


def test_head_has_no_body() -> None:
    status, headers, body = get("/", "HEAD")
    assert (status, body) == ("200 OK", b"")
    assert int(headers["Content-Length"]) > 0


def test_a_widget_that_is_not_built_is_explained(tmp_path: Path) -> None:
    status, _, body = get("/serverless-faq.js", widget=tmp_path)
    assert status == "503 Service Unavailable"
    assert b"make widget" in body
