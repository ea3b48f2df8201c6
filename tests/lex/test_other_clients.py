"""Clients other than boto3: the AWS CLI and the JavaScript SDK, each skipped where it is not installed."""

import base64
import gzip
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.lex.building import bot, intent, locale, slot
from tests.lex.serving import Served, served

ROOT = Path(__file__).parent.parent.parent
JAVASCRIPT = Path(__file__).with_name("javascript_client.mjs")
ENVIRONMENT = {
    **os.environ,
    "AWS_ACCESS_KEY_ID": "x",
    "AWS_SECRET_ACCESS_KEY": "x",
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_PAGER": "",
}


@pytest.fixture(scope="module")
def service() -> Iterator[Served]:
    with served(bot(locale(intent("Order", "주문", slots=(slot("Name"),)), locale_id="ko_KR"))) as found:
        yield found


def unpack(header: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(header)))


def aws(service: Served, operation: str, *arguments: str) -> Any:
    address = {"bot-id": "botId", "bot-alias-id": "botAliasId", "locale-id": "localeId"}
    named = [part for option, key in address.items() for part in (f"--{option}", service.address[key])]
    command = ["aws", "lexv2-runtime", operation, *named, "--session-id", "cli", *arguments]
    found = subprocess.run(
        [*command, "--endpoint-url", service.server.url, "--output", "json"],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(found.stdout)


@pytest.mark.skipif(shutil.which("aws") is None, reason="the AWS CLI is not installed")
def test_the_aws_cli_talks_with_the_local_lex(service: Served, tmp_path: Path) -> None:
    audio = str(tmp_path / "audio")
    heard = aws(service, "recognize-text", "--text", "주문")
    assert heard["messages"] == [{"content": "Name?", "contentType": "PlainText"}]
    got = aws(service, "get-session")
    assert got["sessionState"]["intent"]["name"] == "Order"
    (tmp_path / "words").write_text("Kim", encoding="utf-8")
    content = ("--request-content-type", "text/plain; charset=utf-8", "--input-stream", str(tmp_path / "words"))
    spoken = aws(service, "recognize-utterance", *content, audio)
    assert unpack(spoken["inputTranscript"]) == "Kim"
    put = aws(service, "put-session", "--session-state", '{"dialogAction":{"type":"ElicitIntent"}}', audio)
    assert unpack(put["sessionState"])["dialogAction"] == {"type": "ElicitIntent"}
    assert aws(service, "delete-session")["sessionId"] == "cli"


def javascript_sdk_is_installed() -> bool:
    return bool(shutil.which("node")) and (ROOT / "node_modules/@aws-sdk/client-lex-runtime-v2").is_dir()


@pytest.mark.skipif(not javascript_sdk_is_installed(), reason="@aws-sdk/client-lex-runtime-v2 is not installed")
def test_the_javascript_sdk_talks_with_the_local_lex(service: Served) -> None:
    command = ["node", str(JAVASCRIPT), service.server.url, json.dumps({**service.address, "sessionId": "js"})]
    found = subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    answer = json.loads(found.stdout)
    assert answer["text"]["messages"] == [{"content": "Name?", "contentType": "PlainText"}]
    assert answer["session"]["sessionState"]["intent"]["name"] == "Order"
    assert unpack(answer["utterance"]["inputTranscript"]) == "Kim"
    assert unpack(answer["put"]["sessionState"])["dialogAction"] == {"type": "ElicitIntent"}
    assert answer["deleted"]["sessionId"] == "js"
    assert answer["error"] == "ResourceNotFoundException"
