"""The deployed function finds everything through its environment."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from fulfillment import chat_api
from tests.fulfillment.chat.client import JSON, event
from tests.fulfillment.chat.scripted_lex import ScriptedLex, scripted_lex

Function = Callable[[Any], Any]
SECRET = "the secret of a deployment, which a parameter holds"


@pytest.fixture
def parameters() -> Iterator[ScriptedLex]:
    """What answers instead of SSM."""
    with scripted_lex() as script:
        script.body = {"Parameter": {"Name": "chat-secret", "Value": SECRET}}
        yield script


@pytest.fixture
def deployed(
    lex: ScriptedLex, parameters: ScriptedLex, dynamodb: Any, table: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Function]:
    for name, value in {
        "BOT_ID": "BOT0000000",
        "BOT_ALIAS_ID": "TSTALIASID",
        "KNOWLEDGE_TABLE": table,
        "SESSION_SECRET_PARAMETER": "chat-secret",
        "RATE_PER_SESSION": "2",
        "AWS_ENDPOINT_URL_LEX_RUNTIME_V2": lex.url,
        "AWS_ENDPOINT_URL_DYNAMODB": dynamodb.meta.endpoint_url,
        "AWS_ENDPOINT_URL_SSM": parameters.url,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
    }.items():
        monkeypatch.setenv(name, value)
    for name in ("SESSION_SECRET", "RATE_TABLE", "LOG_QUESTIONS", "RATE_PER_ADDRESS", "VOICE", "SESSION_SECONDS"):
        monkeypatch.delenv(name, raising=False)
    chat_api._deployed.cache_clear()
    yield lambda raw: chat_api.lambda_handler(raw, None)
    chat_api._deployed.cache_clear()


def ask(deployed: Function, text: str, session: str) -> Any:
    body = json.dumps({"text": text, "locale": "en_US"})
    return deployed(event("POST", f"/chat/{session}/messages", body, JSON))


def test_it_answers_and_logs_one_line_without_the_askers_words(
    deployed: Function, parameters: ScriptedLex, caplog: pytest.LogCaptureFixture
) -> None:
    session = json.loads(deployed(event("GET", "/config"))["body"])["sessionId"]
    caplog.clear()
    got = ask(deployed, "my secret question", session)
    assert got["statusCode"] == 200
    (line,) = [vars(record) for record in caplog.records if record.name == "chat-api"]
    assert (line["operation"], line["status"], line["question"]) == ("sendMessage", 200, "redacted")
    assert line["request"] == got["headers"]["x-request-id"]
    assert json.loads(parameters.asked[0][2]) == {"Name": "chat-secret", "WithDecryption": True}


def test_it_counts_in_the_table(deployed: Function, dynamodb: Any, table: str) -> None:
    session = json.loads(deployed(event("GET", "/config"))["body"])["sessionId"]
    statuses = [ask(deployed, "hi", session)["statusCode"] for _ in range(6)]
    assert 429 in statuses
    items = dynamodb.scan(TableName=table)["Items"]
    assert {item["pk"]["S"].split("#")[1] for item in items} == {"session", "address"}
    assert all("expiresAt" in item for item in items)


def test_a_failure_is_logged_with_its_traceback(
    deployed: Function, lex: ScriptedLex, caplog: pytest.LogCaptureFixture
) -> None:
    session = json.loads(deployed(event("GET", "/config"))["body"])["sessionId"]
    lex.status, lex.body = 500, {"message": "no"}
    assert ask(deployed, "hi", session)["statusCode"] == 502
    assert "Traceback" in caplog.text
