"""What the chat API takes, what it refuses, and what every answer carries."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fulfillment.chat.locales import locales
from fulfillment.chat.problems import Refused, statuses
from fulfillment.chat.sessions import Sessions
from fulfillment.chat.settings import Settings, SettingsError, read_origins, read_settings
from tests.fulfillment.chat.client import JSON, SETTINGS, Client, Got
from tests.fulfillment.chat.conftest import Opened
from tests.fulfillment.chat.scripted_lex import ScriptedLex

REFUSALS = yaml.safe_load(Path(__file__).with_name("refusals.yaml").read_text(encoding="utf-8"))
CAUSES = json.loads(Path("fulfillment/chat/problems.json").read_text(encoding="utf-8"))
PROBLEM = {"type", "title", "status", "detail", "requestId", "code"}


def _body(case: dict[str, Any]) -> str:
    if case.get("deep"):
        return "[" * 8000
    return case["body"] if "body" in case else json.dumps({k: _long(v) for k, v in case["json"].items()})


def _long(value: Any) -> Any:
    if isinstance(value, str) and "×" in value:
        count, text = value.split(" × ")
        return text * int(count)
    return value


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case["what"])
def test_a_request_is_refused_with_its_cause(case: dict[str, Any], client: Client, lex: ScriptedLex) -> None:
    path = f"/chat/{client.session()}/messages"
    lex.asked.clear()
    got = client.ask(case.get("method", "POST"), path, _body(case), headers=case.get("headers", JSON))
    assert got.code == case["code"]
    assert got.status == statuses()[got.code]
    assert case.get("says", "") in got.json["detail"]
    assert_problem(got)
    assert not lex.asked


def assert_problem(got: Got) -> None:
    assert set(got.json) == PROBLEM
    assert got.headers["content-type"] == "application/problem+json"
    assert got.json["requestId"] == got.headers["x-request-id"]
    assert (got.json["type"], got.json["status"]) == (f"about:blank#{got.code}", got.status)
    assert "{" not in got.json["detail"]


ANYTHING = st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda some: st.lists(some, max_size=3))
FIELDS = st.sampled_from(["text", "locale", "entryId", "helpful", "comment", "\ud800"])


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.dictionaries(FIELDS, ANYTHING).map(json.dumps) | st.binary(), what=st.sampled_from(["messages", "feedback"])
)
def test_no_body_brings_the_api_down(body: bytes | str, what: str, opened: Opened, client: Client) -> None:
    got = client.ask("POST", f"/chat/{Sessions(SETTINGS.secret, 60).issue()}/{what}", body, headers=JSON)
    assert got.status in (200, 204, 400, 404, 413)
    assert not opened.failures


def test_as_much_as_fits_is_taken(client: Client) -> None:
    session = client.session()
    for text in ("가" * 1024, "😀" * 512):
        assert client.say(session, text).status == 200


def test_every_cause_has_its_words_in_every_locale() -> None:
    for cause, words in CAUSES["causes"].items():
        assert set(words) == {"code", *locales()}, cause
        assert Refused(cause).status == CAUSES["problems"][words["code"]]["status"]
        blanks = [{part[: part.index("}")] for part in words[each].split("{")[1:]} for each in locales()]
        assert blanks[0] == blanks[1], cause


@pytest.mark.parametrize("session", ["nobody", "a.b.c", "x" * 90])
def test_a_session_that_was_not_issued_here_is_unknown(session: str, client: Client, lex: ScriptedLex) -> None:
    for method, what in (("POST", "/messages"), ("POST", "/audio"), ("POST", "/feedback"), ("DELETE", "")):
        got = client.ask(method, f"/chat/{session}{what}", headers={"accept-language": "ko-KR,ko;q=0.9"})
        assert got.code == "unknown-session"
        assert "새 대화" in got.json["detail"]
    assert not lex.asked


def test_an_old_session_has_expired(client: Client) -> None:
    old = Sessions(SETTINGS.secret, 60, lambda: 1_000_000_000.0).issue()
    got = client.say(old, "hi", "ko_KR")
    assert (got.code, got.status) == ("session-expired", 410)
    assert "새 대화" in got.json["detail"]


def test_a_session_of_another_deployment_is_unknown(opened: Opened) -> None:
    foreign = opened.client(Settings(b"b" * 32, "BOT0000000", "TSTALIASID")).session()
    assert opened.client().say(foreign, "hi").code == "unknown-session"


def test_what_every_answer_carries(client: Client) -> None:
    session = client.session()
    for got in (client.ask("GET", "/config"), client.say(session, "hi"), client.ask("GET", "/nowhere")):
        assert got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["content-security-policy"].startswith("default-src 'none'")
        assert got.headers["cache-control"] == "no-store"
        assert len(got.headers["x-request-id"]) == 32


def test_an_allowed_page_may_read_answers_and_problems(client: Client) -> None:
    session = client.session()
    client.headers = {"origin": "https://shop.example"}
    for got in (client.say(session, "hi"), client.say(session, "")):
        assert got.headers["access-control-allow-origin"] == "https://shop.example"
        assert got.headers["vary"] == "Origin"
        assert "retry-after" in got.headers["access-control-expose-headers"]


def test_a_preflight_is_answered(client: Client) -> None:
    client.headers = {"origin": "https://shop.example", "access-control-request-method": "POST"}
    got = client.ask("OPTIONS", "/chat/x/messages")
    assert (got.status, got.json) == (204, None)
    assert got.headers["access-control-allow-origin"] == "https://shop.example"
    assert "DELETE" in got.headers["access-control-allow-methods"]
    assert got.headers["access-control-allow-headers"] == "content-type"


@pytest.mark.parametrize("origin", ["https://evil.example", "http://shop.example", "https://shop.example:8443", "null"])
def test_another_page_is_refused(origin: str, client: Client, lex: ScriptedLex) -> None:
    client.headers = {"origin": origin}
    for method in ("OPTIONS", "GET"):
        got = client.ask(method, "/config")
        assert got.code == "origin-refused"
        assert "access-control-allow-origin" not in got.headers
    assert not lex.asked


def test_a_page_of_the_same_host_may_ask(client: Client) -> None:
    client.headers = {"origin": "https://api.example"}
    assert client.ask("GET", "/config").status == 200


def test_every_page_may_ask_only_if_that_was_said(opened: Opened) -> None:
    client = opened.client(Settings(SETTINGS.secret, "B", "A", origins=("*",)))
    client.headers = {"origin": "https://anybody.example"}
    assert client.ask("GET", "/config").headers["access-control-allow-origin"] == "*"


def test_a_port_may_be_any() -> None:
    assert read_origins(" http://localhost:* , https://a.example/ ") == ("http://localhost:*", "https://a.example")


def test_a_config_without_a_bot_is_still_one(client: Client, lex: ScriptedLex) -> None:
    lex.status, lex.body = 500, {"message": "no"}
    got = client.ask("GET", "/config", query={"locale": "ko_KR"})
    assert (got.status, got.json["greeting"]) == (200, None)


def test_a_config_holds_what_a_client_needs(client: Client, lex: ScriptedLex) -> None:
    got = client.ask("GET", "/config", query={"locale": "ko_KR"}).json
    assert got["locales"][0] == {"id": "ko_KR", "name": "한국어"}
    assert got["limits"] == {"textLength": 1024, "audioSeconds": 15, "audioBytes": 480_000}
    assert (got["greeting"]["locale"], got["greeting"]["messages"]) == ("ko_KR", ["hi"])
    client.ask("GET", "/config", query={"locale": "ko_KR"})
    assert len(lex.asked) == 1


def test_questions_are_logged_only_where_that_is_allowed(opened: Opened) -> None:
    quiet = opened.client(Settings(SETTINGS.secret, "B", "A"))
    session = quiet.session()
    quiet.say(session, "my secret question")
    quiet.post(session, "feedback", _rating(comment="my secret comment"))
    quiet.say(session, "my secret question", "xx_XX")
    assert "secret" not in repr(opened.records)
    assert [record.operation for record in opened.records] == [
        "getConfig",
        "sendMessage",
        "sendFeedback",
        "sendMessage",
    ]
    assert opened.records[-1].code == "bad-request"
    loud = opened.client()
    loud.say(loud.session(), "my secret question")
    assert opened.records[-1].told["question"] == "my secret question"


def _rating(**more: Any) -> dict[str, Any]:
    return {"entryId": "what-is-lambda", "helpful": True, "locale": "en_US", **more}


def test_feedback_is_counted(client: Client, opened: Opened) -> None:
    session = client.session()
    before = sum(day.down for day in opened.knowledge.feedback("what-is-sam"))
    assert client.post(session, "feedback", _rating(entryId="what-is-sam", helpful=False)).status == 204
    assert sum(day.down for day in opened.knowledge.feedback("what-is-sam")) == before + 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"entryId": "no-such-entry"}, "not-found"),
        ({"entryId": "Bad#Id"}, "bad-request"),
        ({"helpful": "yes"}, "bad-request"),
        ({"comment": "x" * 501}, "too-long"),
        ({"sessionAttributes": {}}, "bad-request"),
    ],
)
def test_other_feedback_is_refused(more: dict[str, Any], code: str, client: Client) -> None:
    assert client.post(client.session(), "feedback", _rating(**more)).code == code


def test_a_failure_of_ours_is_a_problem_too(opened: Opened, lex: ScriptedLex) -> None:
    lex.body = {"messages": 7}
    client = opened.client()
    lex.status = 500
    session = client.session()
    lex.status = 200
    got = client.say(session, "hi", "ko_KR")
    assert (got.code, got.status) == ("bot-trouble", 502)
    assert "챗봇에 문제" in got.json["detail"]
    assert opened.failures


def test_settings_say_what_is_missing() -> None:
    with pytest.raises(SettingsError, match="BOT_ID"):
        read_settings({}, "s" * 32)
    with pytest.raises(SettingsError, match="too short"):
        Settings(b"short", "B", "A")
    with pytest.raises(SettingsError, match="RATE_PER_SESSION"):
        read_settings({"BOT_ID": "B", "BOT_ALIAS_ID": "A", "RATE_PER_SESSION": "many"}, "s" * 32)
