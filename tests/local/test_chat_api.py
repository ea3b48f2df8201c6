"""The chat API of the local bot over HTTP: the deployed function's code, local Lex, code hook and DynamoDB."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.local.serving import Addresses
from bot.local.stack import Stack
from fulfillment.chat.openapi import DOCUMENT, openapi_document, openapi_text
from tests.local.browser import JSON, Conversation, fetch

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    '"><svg/onload=alert(1)>',
    "{{7*7}} ${7*7} {% raw %}",
    "\u202e\u0000\ufeff",
]

# Voice answers 501 here, which schemathesis takes for a failure of the server.
schema = schemathesis.openapi.from_dict(openapi_document()).exclude(operation_id="sendAudio")


def conversation(addresses: Addresses, locale: str) -> Conversation:
    begun = Conversation(addresses.chat, locale)
    begun.start()
    return begun


def test_a_conversation_in_korean(addresses: Addresses) -> None:
    talk = Conversation(addresses.chat, "ko_KR")
    greeting = talk.start()["greeting"]
    assert (greeting["intent"], greeting["locale"]) == ("Greet", "ko_KR")
    assert greeting["cards"][0]["buttons"]
    first = talk.say("람다가 뭐야?")
    assert (first["outcome"], first["entryId"], first["locale"]) == ("answered", "what-is-lambda", "ko_KR")
    assert first["messages"][0] and "**" in first["markdown"] and first["ssml"].startswith("<speak>")
    then = talk.say("그럼 단점은?")
    assert then["entryId"] == "lambda-disadvantages" or then["outcome"] == "answered"
    assert talk.say("오늘 저녁 뭐 먹지?")["outcome"] == "refused"


def test_a_conversation_in_english_with_a_tutorial(addresses: Addresses) -> None:
    talk = conversation(addresses, "en_US")
    first = talk.say("start the tutorial")
    second = talk.say(first["cards"][0]["buttons"][0]["value"])
    assert (first["tutorial"]["step"], second["tutorial"]["step"]) == (1, 2)
    assert first["tutorial"]["count"] == second["tutorial"]["count"] > 2
    assert talk.say("what is a cold start?")["tutorial"] is None


def test_an_ended_conversation_is_forgotten(addresses: Addresses) -> None:
    talk = conversation(addresses, "en_US")
    talk.say("what is Lambda")
    assert fetch(f"{addresses.chat}chat/{talk.token}", "DELETE").status == 204
    assert talk.say("repeat that")["entryId"] != "what-is-lambda"


def test_sessions_are_not_mixed(addresses: Addresses) -> None:
    asked = [
        ("what is Lambda", "what-is-lambda"),
        ("what is SAM", "what-is-sam"),
        ("what is a cold start", "cold-start"),
    ]

    def talk(number: int) -> set[tuple[str, str]]:
        text, entry = asked[number % 3]
        mine = conversation(addresses, "en_US")
        mine.say(text)
        return {(entry, mine.say("repeat that")["entryId"]) for _ in range(4)}

    with ThreadPoolExecutor(12) as threads:
        seen = set().union(*threads.map(talk, range(12)))
    assert seen == {(entry, entry) for _, entry in asked}


@pytest.mark.parametrize("text", ATTACKS)
def test_what_looks_like_code_is_text(text: str, addresses: Addresses) -> None:
    got = conversation(addresses, "en_US").post("messages", {"text": text, "locale": "en_US"})
    assert got.status == 200
    assert got.headers["content-type"] == "application/json"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "49" not in got.json["messages"][0]


def test_feedback_reaches_the_table(addresses: Addresses, stack: Stack) -> None:
    talk = conversation(addresses, "ko_KR")
    before = sum(day.up for day in stack.table.knowledge.feedback("what-is-sam"))
    rating = {"entryId": "what-is-sam", "helpful": True, "comment": "좋아요", "locale": "ko_KR"}
    assert talk.post("feedback", rating).status == 204
    assert sum(day.up for day in stack.table.knowledge.feedback("what-is-sam")) == before + 1


def test_a_forged_session_opens_nothing(addresses: Addresses) -> None:
    talk = conversation(addresses, "en_US")
    talk.token = talk.token[:-1] + ("A" if talk.token[-1] != "A" else "B")
    assert talk.post("messages", {"text": "hi", "locale": "en_US"}).json["code"] == "unknown-session"


def test_a_page_on_this_machine_may_embed_the_chat(addresses: Addresses) -> None:
    origin = {"origin": "http://localhost:3000", "access-control-request-method": "POST"}
    preflight = fetch(f"{addresses.chat}chat/x/messages", "OPTIONS", headers=origin)
    assert (preflight.status, preflight.body) == (204, b"")
    assert preflight.headers["access-control-allow-origin"] == "http://localhost:3000"
    assert fetch(f"{addresses.chat}config", headers={"origin": "https://evil.example"}).status == 403


def test_voice_is_not_there_without_speech_engines(addresses: Addresses) -> None:
    talk = Conversation(addresses.chat, "ko_KR")
    assert talk.start()["voice"] is False
    url = f"{addresses.chat}chat/{talk.token}/audio?locale=ko_KR"
    got = fetch(url, "POST", bytes(640), {"content-type": "audio/l16; rate=16000; channels=1"})
    assert (got.status, got.json["code"]) == (501, "voice-unavailable")


def test_the_page_stands_beside_the_api(addresses: Addresses) -> None:
    page = fetch(addresses.chat)
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert fetch(f"{addresses.chat}serverless-faq.js").status == 200
    assert fetch(f"{addresses.chat}messages", "POST", "{}", JSON).status == 404


def test_the_document_is_up_to_date() -> None:
    stale = "docs/openapi.json is out of date: run `python -m fulfillment.chat.openapi`"
    assert DOCUMENT.read_text(encoding="utf-8") == openapi_text(), stale


# Not asked: other methods are 404, not 405; and what fits its schema may be refused (an entry that is not there).
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


@schema.parametrize()
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_the_api_keeps_its_document(case: schemathesis.Case[Any], addresses: Addresses) -> None:
    positive = case.meta is not None and case.meta.generation.mode == GenerationMode.POSITIVE
    if positive and "sessionId" in case.path_parameters:
        case.path_parameters["sessionId"] = conversation(addresses, "en_US").token
    case.call_and_validate(base_url=addresses.chat, checks=CHECKS, timeout=10)
