"""Handlers: functions of this process, and functions behind a URL."""

import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

import pytest

from bot.lex.handlers import (
    CallableHandler,
    EmulatorHandler,
    HandlerError,
    HandlerNotFound,
    HandlerThrottled,
    HandlerTimeout,
    open_handler,
)
from bot.lex.timed_call import TimedCalls


def call(handler: Any, event: Any, *, timeout: float = 5) -> Any:
    return json.loads(handler.invoke(json.dumps(event).encode(), timeout=timeout, request_id="r-1"))


def test_a_function_gets_event_and_context() -> None:
    def function(event: Any, context: Any) -> Any:
        return [event, context.aws_request_id, 0 < context.get_remaining_time_in_millis() <= 5000]

    assert call(CallableHandler(function), {"말": 1}) == [{"말": 1}, "r-1", True]


def test_a_function_cannot_change_what_lex_keeps() -> None:
    event: dict[str, Any] = {"slots": {}}
    call(CallableHandler(lambda e, c: e["slots"].update(x=1)), event)
    assert event == {"slots": {}}


def test_a_raising_function_is_an_error_that_names_the_kind_only() -> None:
    def broken(event: Any, context: Any) -> None:
        raise KeyError("secret")

    with pytest.raises(HandlerError, match=r"^KeyError$"):
        call(CallableHandler(broken), {})


def test_an_answer_that_is_no_json_is_an_error() -> None:
    with pytest.raises(HandlerError, match="TypeError"):
        call(CallableHandler(lambda e, c: {1, 2}), {})


def test_a_slow_function_is_given_up_on() -> None:
    go = Event()
    started = time.monotonic()
    with pytest.raises(HandlerTimeout):
        call(CallableHandler(lambda e, c: go.wait(10)), {}, timeout=0.05)
    assert time.monotonic() - started < 2
    go.set()


def test_handlers_are_opened_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "some_hook.py"
    file.write_text("def answer(event, context):\n    return {'seen': event}\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert call(open_handler("some_hook:answer"), 1) == {"seen": 1}
    assert call(open_handler(f"{file}:answer"), 2) == {"seen": 2}
    assert isinstance(open_handler("http://localhost:9/x"), EmulatorHandler)
    assert open_handler(None) is None


def test_files_of_the_same_name_are_different_handlers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "json.py").write_text(f"def answer(event, context):\n    return '{folder}'\n")
    assert [call(open_handler(f"{tmp_path / folder}/json.py:answer"), {}) for folder in ("one", "two")] == [
        "one",
        "two",
    ]


def test_a_file_that_cannot_be_imported_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name, text in (("torn", "def ("), ("missing", None), ("lost", "from json import nothing_like_this")):
        file = tmp_path / f"{name}.py"
        if text is not None:
            file.write_text(text)
        with pytest.raises(HandlerNotFound, match=rf"{name}\.py:answer: cannot be imported") as raised:
            open_handler(f"{file}:answer")
        assert len(str(raised.value).splitlines()) == 1


@pytest.mark.parametrize("name", ["nothing", "no_such_module:f", "json:no_such_function", "json:__doc__"])
def test_a_handler_that_does_not_exist_is_named(name: str) -> None:
    with pytest.raises(HandlerNotFound, match=name.split(":", maxsplit=1)[0]):
        open_handler(name)


class Emulator(BaseHTTPRequestHandler):
    """Answers as the runtime interface emulator does."""

    running = Lock()

    def do_POST(self) -> None:
        event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if event.get("crash") or not self.running.acquire(blocking=False):
            return  # and close the connection: so does the real one, which ends
        Event().wait(event.get("seconds", 0))
        self.running.release()
        self._answer(event)

    def _answer(self, event: Any) -> None:
        body = json.dumps(event.get("answer")).encode()
        self.send_response(int(event.get("status", 200)))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def emulator() -> Iterator[EmulatorHandler]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Emulator)
    Thread(target=server.serve_forever, daemon=True).start()
    yield EmulatorHandler(f"http://127.0.0.1:{server.server_port}/2015-03-31/functions/function/invocations")
    server.shutdown()
    server.server_close()


def test_a_function_behind_a_url_answers(emulator: EmulatorHandler) -> None:
    assert call(emulator, {"answer": {"sessionState": {}}}) == {"sessionState": {}}


def test_a_function_behind_a_url_may_fail(emulator: EmulatorHandler) -> None:
    with pytest.raises(HandlerError, match="ValueError"):
        call(emulator, {"answer": {"errorType": "ValueError", "errorMessage": "x"}})
    with pytest.raises(HandlerError, match="cannot be called"):
        call(emulator, {"status": 500, "answer": None})


def test_a_function_behind_a_url_may_vanish(emulator: EmulatorHandler) -> None:
    with pytest.raises(HandlerError, match="cannot be called"):
        call(emulator, {"crash": True})


def test_a_function_behind_a_url_is_called_one_at_a_time(emulator: EmulatorHandler) -> None:
    event = {"answer": {"sessionState": {}}, "seconds": 0.02}
    with ThreadPoolExecutor(4) as callers:
        assert list(callers.map(lambda _: call(emulator, event), range(4))) == [{"sessionState": {}}] * 4


def test_waiting_for_other_calls_counts_as_time(emulator: EmulatorHandler) -> None:
    with ThreadPoolExecutor(1) as other, pytest.raises(HandlerTimeout, match=r"other calls|no answer"):
        first = other.submit(call, emulator, {"answer": 1, "seconds": 0.3})
        while not Emulator.running.locked():
            Event().wait(0.001)
        call(emulator, {"answer": 2}, timeout=0.05)
    assert first.result() == 1


def test_nobody_behind_the_url_is_an_error() -> None:
    with pytest.raises(HandlerError, match="cannot be called"):
        call(EmulatorHandler("http://127.0.0.1:9/none"), {})


def test_calls_that_never_end_take_their_places() -> None:
    go = Event()
    handler = CallableHandler(lambda e, c: go.wait(10), TimedCalls(limit=1))
    with pytest.raises(HandlerTimeout):
        call(handler, {}, timeout=0.01)
    with pytest.raises(HandlerThrottled):
        call(handler, {})
    go.set()


def test_a_function_that_wants_to_end_the_program_only_fails() -> None:
    def leave(event: Any, context: Any) -> None:
        raise SystemExit(1)

    with pytest.raises(HandlerError, match="SystemExit"):
        call(CallableHandler(leave), {})
