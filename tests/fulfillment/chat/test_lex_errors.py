"""Every way in which Lex can fail has a cause that people understand."""

import gzip
import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import pytest

from tests.fulfillment.chat.client import SETTINGS, Client, Got
from tests.fulfillment.chat.conftest import Opened
from tests.fulfillment.chat.scripted_lex import ScriptedLex

ERRORS = [
    (400, "ValidationException", "bad-request", 400),
    (403, "AccessDeniedException", "bot-trouble", 502),
    (404, "ResourceNotFoundException", "bot-trouble", 502),
    (409, "ConflictException", "bot-busy", 503),
    (424, "DependencyFailedException", "bot-trouble", 502),
    (429, "ThrottlingException", "bot-busy", 503),
    (500, "InternalServerException", "bot-trouble", 502),
    (502, "BadGatewayException", "bot-trouble", 502),
    (503, "", "bot-trouble", 502),
]
AUDIO = {"content-type": "audio/l16; rate=16000; channels=1"}
VOICE = replace(SETTINGS, voice=True)


def fail(lex: ScriptedLex, status: int, name: str) -> None:
    lex.status, lex.body = status, {"message": "internal detail"}
    lex.headers = {"x-amzn-ErrorType": name, "content-type": "application/json"}


@pytest.mark.parametrize(("lex_status", "name", "code", "status"), ERRORS)
def test_an_error_of_lex_is_a_problem(
    lex_status: int, name: str, code: str, status: int, client: Client, lex: ScriptedLex
) -> None:
    session = client.session()
    lex.asked.clear()
    fail(lex, lex_status, name)
    got = client.say(session, "hi", "ko_KR")
    assert (got.code, got.status) == (code, status)
    assert ("retry-after" in got.headers) == (code == "bot-busy")
    assert "internal detail" not in repr(got.json)
    assert not got.json["detail"].isascii()
    assert len(lex.asked) == 1


@pytest.fixture
def silence(lex: ScriptedLex) -> Iterator[ScriptedLex]:
    yield lex
    if lex.silent:
        lex.silent.set()


def test_a_lex_that_does_not_answer_is_a_problem(opened: Opened, silence: ScriptedLex) -> None:
    client = opened.client(seconds=1)
    session = client.session()
    silence.silent = Event()
    got = client.say(session, "hi")
    assert got.code == "bot-trouble"
    assert "could not be reached" in got.json["detail"]


def test_a_lex_that_is_not_there_is_a_problem(opened: Opened) -> None:
    opened.lex_url = "http://127.0.0.1:9"
    client = opened.client()
    assert client.say(client.session(), "hi").code == "bot-trouble"
    assert opened.failures


def test_a_conversation_that_lex_forgot_is_ended(client: Client, lex: ScriptedLex) -> None:
    session = client.session()
    lex.asked.clear()
    fail(lex, 404, "ResourceNotFoundException")
    assert client.ask("DELETE", f"/chat/{session}").status == 204
    assert len(lex.asked) == 2
    fail(lex, 500, "InternalServerException")
    assert client.ask("DELETE", f"/chat/{session}").code == "bot-trouble"


def speak(client: Client, body: bytes, headers: dict[str, str] = AUDIO) -> Got:
    return client.ask("POST", f"/chat/{client.session()}/audio", body, headers=headers, query={"locale": "ko_KR"})


def test_voice_is_not_available_where_lex_has_none(opened: Opened, lex: ScriptedLex) -> None:
    assert (speak(opened.client(), b"\0\0").code, opened.client().ask("GET", "/config").json["voice"]) == (
        "voice-unavailable",
        False,
    )
    client = opened.client(VOICE)
    client.session()
    fail(lex, 400, "ValidationException")
    got = speak(client, b"\0\0")
    assert (got.code, got.status) == ("voice-unavailable", 501)


def test_only_speech_of_the_right_form_is_taken(opened: Opened) -> None:
    client = opened.client(VOICE)
    assert speak(client, b"\0\0", {"content-type": "audio/mpeg"}).code == "bad-request"
    assert speak(client, b"\0").code == "bad-request"
    assert speak(client, b"").code == "bad-request"
    assert speak(client, bytes(480_002)).code == "too-long"


def pack(content: Any) -> str:
    return b64encode(gzip.compress(json.dumps(content).encode())).decode()


def test_speech_is_answered_with_speech(opened: Opened, lex: ScriptedLex) -> None:
    client = opened.client(VOICE)
    session = client.session()
    lex.body = b"ID3 audio"
    lex.headers = {
        "content-type": "audio/mpeg",
        "x-amz-lex-messages": pack([{"contentType": "SSML", "content": "<speak>람다 &amp; 함께</speak>"}]),
        "x-amz-lex-session-state": pack({"sessionAttributes": {"entryId": "what-is-lambda", "outcome": "answered"}}),
        "x-amz-lex-interpretations": pack([{"intent": {"name": "ExplainConcept"}}]),
        "x-amz-lex-input-transcript": pack("람다가 뭐야"),
    }
    path = f"/chat/{session}/audio"
    got = client.ask("POST", path, bytes(3200), headers=AUDIO, query={"locale": "ko_KR"}).json
    assert (got["transcript"], b64decode(got["audio"])) == ("람다가 뭐야", b"ID3 audio")
    assert (got["messages"], got["ssml"]) == (["람다 & 함께"], "<speak>람다 &amp; 함께</speak>")
    assert (got["entryId"], got["outcome"], got["intent"]) == ("what-is-lambda", "answered", "ExplainConcept")
    assert lex.asked[-1][2] == bytes(3200)
