"""Clients other than boto3: the AWS CLI of the locked requirements, and the JavaScript SDK, which npm installs here."""

import base64
import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.lex.building import bot, intent, locale, slot
from tests.lex.serving import Served, served

JAVASCRIPT = Path(__file__).with_name("other_clients")
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
    command = [sys.executable, "-m", "awscli", "lexv2-runtime", operation, *named, "--session-id", "cli", *arguments]
    command += ["--endpoint-url", service.server.url, "--output", "json"]
    found = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=60)
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


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


@pytest.fixture(scope="session")
def javascript_sdk() -> Path:
    """The folder in which the JavaScript SDK is installed, as the lock file there says."""
    installed = JAVASCRIPT / "node_modules" / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= (JAVASCRIPT / "package-lock.json").stat().st_mtime:
        return JAVASCRIPT
    npm = shutil.which("npm")
    if npm is None:
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up("npm is not installed, so the JavaScript SDK cannot be had")
    command = [npm, "ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=JAVASCRIPT, check=True, timeout=300)
    return JAVASCRIPT


def test_the_javascript_sdk_talks_with_the_local_lex(service: Served, javascript_sdk: Path) -> None:
    address = json.dumps({**service.address, "sessionId": "js"})
    command = ["node", "five_operations.mjs", service.server.url, address]
    found = subprocess.run(command, env=ENVIRONMENT, cwd=javascript_sdk, capture_output=True, text=True, timeout=60)
    assert found.returncode == 0, found.stderr
    answer = json.loads(found.stdout)
    assert answer["text"]["messages"] == [{"content": "Name?", "contentType": "PlainText"}]
    assert answer["session"]["sessionState"]["intent"]["name"] == "Order"
    assert unpack(answer["utterance"]["inputTranscript"]) == "Kim"
    assert unpack(answer["put"]["sessionState"])["dialogAction"] == {"type": "ElicitIntent"}
    assert answer["deleted"]["sessionId"] == "js"
    assert answer["error"] == "ResourceNotFoundException"
