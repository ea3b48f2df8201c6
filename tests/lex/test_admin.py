"""The pages for people."""

import http.client
import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.definitions.read import read_bot
from bot.definitions.zip import zip_bot
from bot.lex.open import open_runtime
from bot.lex.runtime import Runtime
from bot.lex.serve import start_everything
from tests.definitions.exports import LUNCH_TRUCK
from tests.lex.building import Watch, bot, intent, locale, slot
from tests.lex.exact_interpreter import ExactInterpreter


class Browser:
    """Asks for pages."""

    def __init__(self, url: str, runtime: Runtime) -> None:
        self._address = urlsplit(url).netloc
        self.url = url
        self.runtime = runtime

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str]:
        with closing(http.client.HTTPConnection(self._address, timeout=5)) as connection:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()


@pytest.fixture
def browser() -> Iterator[Browser]:
    runtime = open_runtime(
        bot(locale(intent("Hi", "hi", slots=(slot("Name"),)))), clock=Watch(), open_interpreter=ExactInterpreter
    )
    with start_everything(runtime) as server:
        yield Browser(server.url, runtime)


def talk(browser: Browser, text: str) -> None:
    browser.runtime.recognize_text(text, session_id="user:1", locale_id="en_US")


def test_the_overview_lists_bots_and_sessions(browser: Browser) -> None:
    talk(browser, "hi")
    status, page = browser.ask("GET", "/admin")
    assert status == 200
    assert "BUILTBOT01" in page
    assert 'href="/admin/sessions/BUILTBOT01/TSTALIASID/en_US/user:1/page"' in page
    assert json.loads(browser.ask("GET", "/admin/bots")[1])["bots"][0]["locales"] == ["en_US"]
    assert json.loads(browser.ask("GET", "/admin/sessions")[1])["sessions"][0]["sessionId"] == "user:1"


def test_a_session_is_shown_with_its_turns_and_escaped(browser: Browser) -> None:
    talk(browser, "<script>alert(1)</script>")
    path = "/admin/sessions/BUILTBOT01/TSTALIASID/en_US/user%3A1"
    status, page = browser.ask("GET", f"{path}/page")
    assert status == 200
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    found = json.loads(browser.ask("GET", path)[1])
    assert found["trace"][0]["inputTranscript"] == "<script>alert(1)</script>"
    assert found["sessionState"]["intent"]["name"] == "FallbackIntent"


def upload(browser: Browser, data: bytes, **headers: str) -> Any:
    status, body = browser.ask("POST", "/admin/bots", data, **headers)
    return status, body


def test_a_bot_can_be_uploaded_and_talked_to(browser: Browser) -> None:
    status, body = upload(browser, zip_bot(read_bot(LUNCH_TRUCK)), Content_Type="application/zip")
    assert status == 201
    answer = browser.runtime.recognize_text(
        "lunch please", session_id="s-1", locale_id="en_US", bot_id=json.loads(body)["botId"]
    )
    assert answer["messages"][0]["content"] == "Hello from the truck!"


def test_a_form_can_upload_a_bot(browser: Browser) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="export"; filename="a.zip"\r\n\r\n'
    form = head + zip_bot(read_bot(LUNCH_TRUCK)) + b"\r\n--x--\r\n"
    status, _ = upload(browser, form, Content_Type="multipart/form-data; boundary=x", Origin=browser.url)
    assert status == 303
    assert "LunchTruck" in browser.ask("GET", "/admin")[1]


def test_other_sites_cannot_upload(browser: Browser) -> None:
    status, _ = upload(browser, zip_bot(read_bot(LUNCH_TRUCK)), Origin="http://evil.example")
    assert status == 403


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04broken"])
def test_what_is_no_export_is_refused(browser: Browser, data: bytes) -> None:
    assert upload(browser, data, Content_Type="application/zip")[0] == 400
    assert upload(browser, data, Content_Type="multipart/form-data; boundary=x")[0] == 400
