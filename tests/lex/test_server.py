"""The real HTTP server, driven by boto3 as any client would."""

import base64
import gzip
import http.client
import json
from collections.abc import Iterator
from contextlib import closing
from threading import Event, Thread
from typing import Any

import pytest
from botocore.exceptions import ClientError

from bot.lex.handlers import HandlerThrottled
from tests.botocore_shapes import assert_valid_answer, assert_valid_member
from tests.lex.building import Hook, bot, close, delegate, fulfilled_by_code, intent, locale, say, slot
from tests.lex.serving import Served, served

TEXT = "text/plain; charset=utf-8"


def definition() -> Any:
    order = intent("Order", "주문", slots=(slot("Name"),), fulfillmentCodeHook=fulfilled_by_code())
    return bot(locale(order, locale_id="ko_KR"))


def pack(content: object) -> str:
    return base64.b64encode(gzip.compress(json.dumps(content).encode())).decode()


def unpack(header: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(header)))


@pytest.fixture(scope="module")
def service() -> Iterator[Served]:
    with served(definition(), Hook(close("주문했어요."))) as found:
        yield found


def test_recognize_text(service: Served) -> None:
    answer = service.lex.recognize_text(**service.address, text="주문", requestAttributes={"channel": "web"})
    assert_valid_answer("RecognizeText", answer)
    assert answer["messages"] == [{"content": "Name?", "contentType": "PlainText"}]
    assert answer["sessionId"] == "user:1"
    headers = answer["ResponseMetadata"]["HTTPHeaders"]
    assert headers["x-amzn-requestid"] == answer["ResponseMetadata"]["RequestId"]
    assert headers["content-type"] == "application/json"


def test_recognize_utterance(service: Served) -> None:
    state = pack({"sessionAttributes": {"기분": "좋음"}})
    answer = service.lex.recognize_utterance(
        **{**service.address, "sessionId": "utterance"},
        requestContentType=TEXT,
        responseContentType=TEXT,
        inputStream="주문".encode(),
        sessionState=state,
        requestAttributes=pack({"channel": "web"}),
    )
    assert (answer["inputMode"], answer["contentType"], answer["sessionId"]) == ("Text", TEXT, "utterance")
    assert unpack(answer["inputTranscript"]) == "주문"
    assert unpack(answer["requestAttributes"]) == {"channel": "web"}
    assert unpack(answer["sessionState"])["sessionAttributes"] == {"기분": "좋음"}
    assert_valid_member("SessionState", unpack(answer["sessionState"]))
    assert_valid_member("Messages", unpack(answer["messages"]))
    assert_valid_member("Interpretations", unpack(answer["interpretations"]))
    assert answer["audioStream"].read() == b""


def test_put_get_and_delete_session(service: Served) -> None:
    address = {**service.address, "sessionId": "put-get"}
    state = {"dialogAction": {"type": "Delegate"}, "intent": {"name": "Order"}}
    put = service.lex.put_session(**address, sessionState=state, requestAttributes={"a": "b"})
    assert unpack(put["messages"]) == [{"content": "Name?", "contentType": "PlainText"}]
    assert unpack(put["sessionState"])["dialogAction"] == {"type": "ElicitSlot", "slotToElicit": "Name"}
    assert not {"inputMode", "interpretations", "inputTranscript"} & set(put)
    got = service.lex.get_session(**address)
    assert_valid_answer("GetSession", got)
    assert got["sessionState"]["intent"]["name"] == "Order"
    deleted = service.lex.delete_session(**address)
    assert_valid_answer("DeleteSession", deleted)
    assert deleted["sessionId"] == "put-get"


def fails(service: Served, operation: str, **request: Any) -> ClientError:
    with pytest.raises(ClientError) as raised:
        getattr(service.lex, operation)(**{**service.address, "sessionId": "failing", **request})
    return raised.value


def error_of(error: ClientError) -> tuple[int, str]:
    return error.response["ResponseMetadata"]["HTTPStatusCode"], type(error).__name__


@pytest.mark.parametrize(
    ("operation", "request_", "expected"),
    [
        ("recognize_text", {"text": "x" * 1025}, (400, "ValidationException")),
        ("recognize_text", {"text": "x", "sessionId": "한글"}, (400, "ValidationException")),
        ("recognize_text", {"text": "x", "botId": "NOSUCHBOT0"}, (404, "ResourceNotFoundException")),
        ("recognize_text", {"text": "x", "botAliasId": "NOSUCHALIA"}, (404, "ResourceNotFoundException")),
        ("recognize_text", {"text": "x", "localeId": "fr_FR"}, (404, "ResourceNotFoundException")),
        ("get_session", {"sessionId": "no-such-session"}, (404, "ResourceNotFoundException")),
        ("delete_session", {"sessionId": "no-such-session"}, (404, "ResourceNotFoundException")),
        ("put_session", {"sessionState": {"intent": {"name": "Nobody"}}}, (400, "ValidationException")),
        (
            "recognize_utterance",
            {"requestContentType": "audio/l16; rate=16000; channels=1", "inputStream": b"\0\0"},
            (400, "ValidationException"),
        ),
        ("recognize_utterance", {"requestContentType": "video/mp4", "inputStream": b"x"}, (400, "ValidationException")),
        (
            "recognize_utterance",
            {"requestContentType": TEXT, "responseContentType": "audio/mpeg", "inputStream": b"x"},
            (400, "ValidationException"),
        ),
        ("recognize_utterance", {"requestContentType": TEXT, "inputStream": b"\xff\xfe"}, (400, "ValidationException")),
        (
            "recognize_utterance",
            {"requestContentType": TEXT, "inputStream": b"x", "sessionState": "%%%"},
            (400, "ValidationException"),
        ),
        (
            "recognize_utterance",
            {"requestContentType": TEXT, "inputStream": b"x", "sessionState": "A" * 12400},
            (400, "ValidationException"),
        ),
    ],
)
def test_each_bad_request_is_the_error_of_the_api(
    service: Served, operation: str, request_: dict[str, Any], expected: tuple[int, str]
) -> None:
    assert error_of(fails(service, operation, **request_)) == expected


class Throttled:
    """A handler that is always busy."""

    def invoke(self, event: bytes, *, timeout: float, request_id: str) -> bytes:
        raise HandlerThrottled("busy")


def test_errors_of_the_code_hook() -> None:
    def broken(event: Any, context: Any) -> None:
        raise RuntimeError("secret")

    for handler, expected in (
        (broken, (424, "DependencyFailedException")),
        (Throttled(), (429, "ThrottlingException")),
    ):
        with served(definition(), handler) as service:
            service.lex.recognize_text(**{**service.address, "sessionId": "failing"}, text="주문")
            error = fails(service, "recognize_text", text="Kim")
            assert error_of(error) == expected
            assert "secret" not in str(error)


def test_a_failure_of_the_server_itself_is_an_internal_error() -> None:
    def tampered(*args: Any, **kwargs: Any) -> Any:
        raise ZeroDivisionError

    with served(definition()) as service:
        service.runtime.recognize_text = tampered  # type: ignore[method-assign]
        error = fails(service, "recognize_text", text="x")
        assert error_of(error) == (500, "InternalServerException")
        assert "ZeroDivision" not in str(error)


def test_a_busy_session_is_a_conflict_and_stopping_waits_for_running_turns() -> None:
    entered, go = Event(), Event()

    def slow(event: Any, context: Any) -> Any:
        entered.set()
        go.wait(5)
        return close("Done.")(event)

    heard: list[Any] = []
    with served(definition(), slow) as service:
        say_ = service.lex.recognize_text
        address = {**service.address, "sessionId": "failing"}
        say_(**address, text="주문")
        running = Thread(target=lambda: heard.append(say_(**address, text="Kim")))
        running.start()
        entered.wait(5)
        assert error_of(fails(service, "recognize_text", text="Kim")) == (409, "ConflictException")
        stopping = Thread(target=service.server.close)
        stopping.start()
        go.set()
        running.join(5)
        stopping.join(5)
    assert heard[0]["messages"][0]["content"] == "Done."


def raw(service: Served, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str | None, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", service.server.port, timeout=5)) as connection:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers["x-amzn-ErrorType"], answer.read()


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("GET", "/", b"", (404, "UnknownOperationException")),
        ("GET", "/bots/x/../../etc/passwd", b"", (404, "UnknownOperationException")),
        ("PATCH", "{session}/text", b"{}", (404, "UnknownOperationException")),
        ("POST", "{session}/text", b"{not json", (400, "ValidationException")),
        ("POST", "{session}/text", b"[]", (400, "ValidationException")),
        ("POST", "{session}/text", b"{}", (400, "ValidationException")),
        ("POST", "{session}/text", b'{"text": 5}', (400, "ValidationException")),
        ("POST", "{session}/text", b'{"text": "x", "sessionState": []}', (400, "ValidationException")),
        ("POST", "{session}/text", b'{"text": "\\ud800"}', (200, None)),
        ("POST", "{session}/utterance", b"x", (400, "ValidationException")),
        (
            "POST",
            "/bots/short/botAliases/TSTALIASID/botLocales/ko_KR/sessions/s1/text",
            b"{}",
            (400, "ValidationException"),
        ),
        (
            "POST",
            "/bots/BUILTBOT01/botAliases/TSTALIASID/botLocales/ko_KR/sessions/a%2Fb/text",
            b'{"text":"x"}',
            (400, None),
        ),
    ],
)
def test_what_boto3_would_never_send(
    service: Served, method: str, path: str, body: bytes, expected: tuple[int, str | None]
) -> None:
    session = "/bots/BUILTBOT01/botAliases/TSTALIASID/botLocales/ko_KR/sessions/raw"
    status, error, content = raw(service, method, path.format(session=session), body)
    assert status == expected[0]
    if expected[1]:
        assert error == expected[1]
        assert json.loads(content)["message"]


def test_a_gzip_bomb_in_a_header_is_refused(service: Served) -> None:
    bomb = base64.b64encode(gzip.compress(b'"' + b"x" * 5_000_000)).decode()
    session = "/bots/BUILTBOT01/botAliases/TSTALIASID/botLocales/ko_KR/sessions/raw"
    headers = {"Content-Type": TEXT, "x-amz-lex-session-state": bomb[:12000]}
    assert raw(service, "POST", f"{session}/utterance", b"x", **headers)[0] == 400


class Parrot:
    """A speech engine that hears text in the audio, and speaks by encoding it."""

    def transcribe(self, audio: bytes, *, content_type: str, locale_id: str) -> str:
        return audio.decode()

    def speak(self, texts: list[str], *, content_type: str, locale_id: str) -> bytes:
        return "|".join([content_type, *texts]).encode()


def test_audio_goes_through_the_speech_port() -> None:
    code = Hook(delegate)
    with served(definition(), code, speech=Parrot()) as service:
        answer = service.lex.recognize_utterance(
            **service.address,
            requestContentType="audio/l16; rate=16000; channels=1",
            responseContentType="audio/*",
            inputStream="주문".encode(),
        )
        assert answer["inputMode"] == "Speech"
        assert answer["contentType"] == "audio/mpeg"
        assert answer["audioStream"].read() == b"audio/mpeg|Name?"
        service.lex.recognize_utterance(**service.address, requestContentType="audio/lpcm", inputStream=b"Kim")
        assert code.events[0]["inputMode"] == "Speech"


def test_many_clients_at_once() -> None:
    closing = {"closingResponse": say("Bye.")}
    with served(bot(locale(intent("Order", "order", intentClosingSetting=closing)))) as service:
        results: list[str] = []

        def talk(number: int) -> None:
            for _ in range(10):
                answer = service.lex.recognize_text(**{**service.address, "sessionId": f"s{number}"}, text="order")
                results.append(answer["messages"][0]["content"])

        threads = [Thread(target=talk, args=(n,)) for n in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert results == ["Bye."] * 100
