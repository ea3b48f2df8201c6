"""Requests that come at once or again: parallel sessions, one session used twice, retries of clients."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from bot.lex import errors
from bot.lex.errors import LexError
from bot.lex.handlers import HandlerThrottled
from bot.lex.sessions import MAX_TRACE_TURNS, MAX_TRACED_SESSIONS, SessionKey, Sessions
from bot.lex.state import Session
from tests.lex.building import Hook, bot, close, delegate, fulfilled_by_code, intent, locale, prompt, slot
from tests.lex.serving import Served, served

RUNTIME_ERRORS = (
    errors.ValidationException,
    errors.AccessDeniedException,
    errors.ResourceNotFoundException,
    errors.ConflictException,
    errors.DependencyFailedException,
    errors.ThrottlingException,
    errors.InternalServerException,
    errors.BadGatewayException,
)


def order() -> Any:
    confirmation = {"promptSpecification": prompt("Sure?")}
    return bot(
        locale(
            intent(
                "Order",
                "order",
                slots=(slot("Name"),),
                intentConfirmationSetting=confirmation,
                fulfillmentCodeHook=fulfilled_by_code(),
            )
        )
    )


def retrying(service: Served, **more: Any) -> Any:
    """A client as people have it: boto3 tries again by itself."""
    config = Config(retries={"total_max_attempts": 3, "mode": "standard"}, max_pool_connections=50, **more)
    keys = {"aws_access_key_id": "x", "aws_secret_access_key": "x"}
    return boto3.client(
        "lexv2-runtime", endpoint_url=service.server.url, region_name="us-east-1", config=config, **keys
    )


def turns(service: Served, session_id: str = "user:1") -> list[Any]:
    return service.runtime.trace(session_id)


@pytest.mark.parametrize("error", RUNTIME_ERRORS)
def test_every_error_reaches_boto3_with_its_class_and_status(error: type[LexError]) -> None:
    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise error("Because.")

    with served(order()) as service:
        service.runtime.recognize_text = refuse  # type: ignore[method-assign]
        with pytest.raises(getattr(service.lex.exceptions, error.name), match=r"Because\.") as raised:
            service.lex.recognize_text(**service.address, text="order")
    assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == error.status


def test_a_locale_that_is_being_built_is_a_bad_gateway_and_changes_nothing() -> None:
    with served(order()) as service:
        bots, place = service.runtime.bots, (service.address["botId"], "DRAFT", "en_US")
        service.lex.recognize_text(**service.address, text="order")
        bots.set_state(*place, "Building")
        with pytest.raises(service.lex.exceptions.BadGatewayException, match="is being built") as raised:
            service.lex.recognize_text(**service.address, text="Kim")
        assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == 502
        bots.set_state(*place, "Built")
        answer = service.lex.recognize_text(**service.address, text="Kim")
        assert answer["sessionState"]["dialogAction"]["type"] == "ConfirmIntent"
        assert len(turns(service)) == 2


def test_a_retry_after_a_bad_gateway_applies_the_turn_once() -> None:
    with served(order()) as service:
        place = (service.address["botId"], "DRAFT", "en_US")
        service.runtime.bots.set_state(*place, "Building")
        client = retrying(service)
        client.meta.events.register(
            "needs-retry.lex-runtime-v2.RecognizeText", lambda **kwargs: service.runtime.bots.set_state(*place, "Built")
        )
        answer = client.recognize_text(**service.address, text="order")
        assert answer["ResponseMetadata"]["RetryAttempts"] == 1
        assert answer["messages"][0]["content"] == "Name?"
        assert len(turns(service)) == 1


class ThrottledOnce:
    """A handler that is busy the first time."""

    def __init__(self) -> None:
        self.calls = 0

    def invoke(self, event: bytes, *, timeout: float, request_id: str) -> bytes:
        self.calls += 1
        if self.calls == 1:
            raise HandlerThrottled("busy")
        return b'{"sessionState":{"dialogAction":{"type":"Close"},"intent":{"name":"Order","state":"Fulfilled"}}}'


def test_a_retry_after_throttling_applies_the_turn_once() -> None:
    handler = ThrottledOnce()
    with served(order(), handler) as service:
        for text in ("order", "Kim"):
            service.lex.recognize_text(**service.address, text=text)
        answer = retrying(service).recognize_text(**service.address, text="yes")
        assert (answer["ResponseMetadata"]["RetryAttempts"], handler.calls) == (1, 2)
        assert answer["sessionState"]["intent"]["state"] == "Fulfilled"
        assert len(turns(service)) == 3


def test_a_client_that_gives_up_waiting_and_retries_meets_its_own_turn() -> None:
    entered, go, calls = Event(), Event(), Hook(close("Done."))

    def slow(event: Any, context: Any) -> Any:
        entered.set()
        go.wait(10)
        return calls(event, context)

    with served(order(), slow) as service:
        for text in ("order", "Kim"):
            service.lex.recognize_text(**service.address, text=text)
        with pytest.raises(ClientError) as raised:
            retrying(service, read_timeout=1).recognize_text(**service.address, text="yes")
        assert raised.value.response["Error"]["Code"] == "ConflictException"
        assert entered.is_set()
        go.set()
    assert (len(calls.events), len(turns(service))) == (1, 3)


def test_of_two_requests_in_one_session_the_second_is_a_conflict() -> None:
    entered, go = Event(), Event()

    def slow(event: Any, context: Any) -> Any:
        entered.set()
        go.wait(10)
        return close("Done.")(event)

    with served(order(), slow) as service, ThreadPoolExecutor(1) as clients:
        for text in ("order", "Kim"):
            service.lex.recognize_text(**service.address, text=text)
        first = clients.submit(service.lex.recognize_text, **service.address, text="yes")
        entered.wait(10)
        requests: list[tuple[str, dict[str, Any]]] = [
            ("recognize_text", {"text": "yes"}),
            ("put_session", {"sessionState": {"dialogAction": {"type": "ElicitIntent"}}}),
            ("delete_session", {}),
        ]
        for operation, request in requests:
            with pytest.raises(service.lex.exceptions.ConflictException):
                getattr(service.lex, operation)(**service.address, **request)
        elsewhere = service.lex.recognize_text(**{**service.address, "sessionId": "someone-else"}, text="order")
        assert elsewhere["messages"][0]["content"] == "Name?"
        go.set()
        assert first.result(10)["messages"][0]["content"] == "Done."


def test_fifty_sessions_at_once_keep_apart() -> None:
    def answer(event: Any, context: Any) -> Any:
        name = event["sessionState"]["intent"]["slots"]["Name"]["value"]["interpretedValue"]
        said = close(f"Goodbye {name}, {event['sessionState']['sessionAttributes']['me']}.")
        return said(event)

    with served(order(), answer) as service, ThreadPoolExecutor(50) as people:
        lex = retrying(service)

        def talk(number: int) -> tuple[list[str], str]:
            address = {**service.address, "sessionId": f"person-{number}"}
            state = {"sessionAttributes": {"me": f"p{number}"}}
            first = lex.recognize_text(**address, text="order", sessionState=state)
            others = [lex.recognize_text(**address, text=text) for text in (f"Kim{number}", "yes")]
            heard = [answer["messages"][0]["content"] for answer in (first, *others)]
            return heard, first["sessionId"]

        found = list(people.map(talk, range(50)))
    assert found == [(["Name?", "Sure?", f"Goodbye Kim{n}, p{n}."], f"person-{n}") for n in range(50)]


def test_sessions_and_traces_are_bounded() -> None:
    sessions = Sessions(capacity=100)
    keys = [SessionKey("b", "a", "l", f"session-{n}") for n in range(MAX_TRACED_SESSIONS + 20)]
    for number, key in enumerate(keys):
        with sessions.held(key):
            sessions.save(key, Session("r"), now=float(number))
            for turn in range(MAX_TRACE_TURNS + 5 if number == len(keys) - 1 else 1):
                sessions.add_trace(key, {"turn": turn})
    assert sessions.recent() == keys[:-101:-1]
    assert (sessions.trace(keys[0]), len(sessions.trace(keys[-1]))) == ([], MAX_TRACE_TURNS)


def test_a_session_that_was_refused_leaves_nothing_behind() -> None:
    sessions = Sessions()
    key = SessionKey("b", "a", "l", "session-1")
    with pytest.raises(ZeroDivisionError), sessions.held(key):
        raise ZeroDivisionError
    with sessions.held(key):
        assert sessions.find(key, now=0, idle_seconds=60) is None


def test_stopping_lets_every_running_turn_finish() -> None:
    everyone, go = Event(), Event()
    waiting: list[str] = []

    def slow(event: Any, context: Any) -> Any:
        waiting.append(event["sessionId"])
        if len(waiting) == 8:
            everyone.set()
        go.wait(10)
        return delegate(event)

    with served(order(), slow) as service, ThreadPoolExecutor(9) as people:
        lex = retrying(service)
        addresses = [{**service.address, "sessionId": f"person-{n}"} for n in range(8)]
        for address in addresses:
            for text in ("order", "Kim"):
                lex.recognize_text(**address, text=text)
        last = [people.submit(lex.recognize_text, **address, text="yes") for address in addresses]
        assert everyone.wait(10)
        stopping = people.submit(service.server.close)
        go.set()
        assert [turn.result(10)["sessionState"]["intent"]["state"] for turn in last] == ["Fulfilled"] * 8
        stopping.result(10)


def test_a_server_may_be_closed_by_several_at_once() -> None:
    for _ in range(20):
        with served(order()) as service, ThreadPoolExecutor(3) as people:
            service.lex.recognize_text(**service.address, text="order")
            closing = [people.submit(service.server.close) for _ in range(3)]
            assert [done.result(10) for done in closing] == [None] * 3
