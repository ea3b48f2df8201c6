"""One conversation, and every kind of handler behind it: the bot says the same."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest

from bot.lex.conversation import Conversation
from bot.lex.errors import DependencyFailedException
from bot.lex.handlers import HandlerNotFound, open_handler
from bot.lex.open import open_runtime
from bot.lex.serve import start_everything
from tests.definitions.exports import LUNCH_TRUCK
from tests.lex import lunch_hook
from tests.lex.exact_interpreter import ExactInterpreter
from tests.lex.serving import client

ROOT = Path(__file__).parent.parent.parent
FILE = Path(__file__).with_name("lunch_hook.py")
ARN = "arn:aws:lambda:us-east-1:123456789012:function:lunch-hook"
SAID = ("lunch please", "broth", "fries and bread", "Main Street", "12", "yes")
CALLS = "Start,SidesChosen,FulfillmentCodeHook"


class Functions(BaseHTTPRequestHandler):
    """Runs a real function as the Lambda API does, and as the runtime interface emulator does: the path is the same."""

    server: "Server"

    def do_POST(self) -> None:
        event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.called.append(self.path)
        if event["inputTranscript"] == "crash":
            return self._answer({"errorMessage": "secret", "errorType": "ValueError"}, failed="Unhandled")
        return self._answer(lunch_hook.answer(event, None))

    def _answer(self, content: Any, *, failed: str = "") -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        # The emulator says in the body alone that a function failed; the Lambda API says so here too.
        if failed and not self.path.endswith("/functions/function/invocations"):
            self.send_header("X-Amz-Function-Error", failed)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""


class Server(ThreadingHTTPServer):
    """Remembers the paths that were called."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Functions)
        self.called: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def functions(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    server = Server()
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", server.url)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    yield server
    server.shutdown()
    server.server_close()


def talk_to(handler: Any, locale_id: str = "en_US") -> Conversation:
    return Conversation(
        open_runtime(LUNCH_TRUCK, handler=handler, seed=1, open_interpreter=ExactInterpreter), locale_id
    )


HANDLERS: dict[str, Callable[[Server], Any]] = {
    "a function": lambda server: lunch_hook.answer,
    "module:function": lambda server: "tests.lex.lunch_hook:answer",
    "file.py:function": lambda server: f"{FILE}:answer",
    "URL of the emulator": lambda server: f"{server.url}/2015-03-31/functions/function/invocations",
    "Lambda ARN": lambda server: ARN,
    "one for each locale": lambda server: {"en_US": ARN, "ko_KR": None},
}


@pytest.mark.parametrize("kind", HANDLERS)
def test_an_order_is_the_same_with_every_kind_of_handler(kind: str, functions: Server) -> None:
    talk = talk_to(HANDLERS[kind](functions))
    replies = [talk.say(text) for text in SAID]
    assert replies[-1].texts == ["Great.", "It is on the grill.", "Enjoy your soup!"]
    assert (replies[-1].intent_state, replies[-1].attributes["calls"]) == ("Fulfilled", CALLS)


@pytest.mark.parametrize("kind", ["URL of the emulator", "Lambda ARN"])
def test_a_function_that_raises_is_a_failed_dependency_and_its_words_stay_secret(kind: str, functions: Server) -> None:
    talk = talk_to(HANDLERS[kind](functions))
    talk.say(SAID[0])
    with pytest.raises(DependencyFailedException, match="Received error response from Lambda") as raised:
        talk.say("crash")
    assert "secret" not in str(raised.value)
    assert talk.say(SAID[1]).waits_for == "ElicitSlot Sides"


def test_a_locale_may_have_no_handler(functions: Server) -> None:
    talk = talk_to({"en_US": ARN, "ko_KR": None}, "ko_KR")
    assert talk.say("수프 주세요").texts[0] == "트럭입니다!"
    assert functions.called == []


def order_through_an_alias(url: str) -> Any:
    """Make an alias with a Lambda function, as a deployment does, and order lunch under it; the last answer."""
    models, lex = client(url, "lexv2-models"), client(url)
    bot_id = models.list_bots()["botSummaries"][0]["botId"]
    hook = {"lambdaCodeHook": {"lambdaARN": ARN, "codeHookInterfaceVersion": "1.0"}}
    settings = {"en_US": {"enabled": True, "codeHookSpecification": hook}}
    made = models.create_bot_alias(
        botId=bot_id, botAliasName="live", botVersion="DRAFT", botAliasLocaleSettings=settings
    )
    address = {"botId": bot_id, "botAliasId": made["botAliasId"], "localeId": "en_US", "sessionId": "someone"}
    return [lex.recognize_text(**address, text=text) for text in SAID][-1]


def test_an_alias_calls_the_function_that_it_names(functions: Server) -> None:
    runtime = open_runtime(LUNCH_TRUCK, open_interpreter=ExactInterpreter)
    with start_everything(runtime, handler_of_arn=open_handler) as server:
        answer = order_through_an_alias(server.url)
    assert answer["sessionState"]["sessionAttributes"]["calls"] == CALLS
    assert set(functions.called) == {f"/2015-03-31/functions/{quote(ARN, safe='')}/invocations"}


@contextmanager
def served_by_the_command(ready: Path, *options: str, **environment: str) -> Iterator[str]:
    command = [sys.executable, "-m", "bot", "lex", "serve", str(LUNCH_TRUCK), "--encoder", "none"]
    command += ["--ready-file", str(ready), "--cache-dir", str(ready.parent), *options]
    clean = {name: value for name, value in os.environ.items() if name != "AWS_ENDPOINT_URL_LAMBDA"}
    process = subprocess.Popen(
        command, cwd=ROOT, env={**clean, **environment}, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert process.stdout is not None
        yield next(line.split()[1] for line in process.stdout if line.startswith("lexEndpoint:"))
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.mark.parametrize("where", ["handler", "local Lambda", "nowhere"])
def test_the_aliases_of_a_served_export_call_the_given_handler_or_the_local_lambda(
    where: str, functions: Server, tmp_path: Path
) -> None:
    options = ["--handler", "tests.lex.lunch_hook:answer"] if where == "handler" else []
    environment = {"AWS_ENDPOINT_URL_LAMBDA": functions.url} if where == "local Lambda" else {}
    with served_by_the_command(tmp_path / "ready.json", *options, **environment) as url:
        state = order_through_an_alias(url)["sessionState"]
    called = "nowhere" not in where
    assert ("calls" in state["sessionAttributes"], state["intent"]["state"] == "Fulfilled") == (called, called)
    assert bool(functions.called) == (where == "local Lambda")


@pytest.mark.parametrize("arn", ["arn:aws:s3:::bucket", "arn:aws:lambda:us-east-1:1:function:x"])
def test_an_arn_of_something_else_is_named(arn: str) -> None:
    with pytest.raises(HandlerNotFound, match="no Lambda function"):
        open_handler(arn)
