"""A deployment against the local lexv2-models API, with boto3: upload, import, build, version, alias, export."""

import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from bot.definitions.read import read_bot, read_bot_zip
from bot.definitions.zip import zip_bot
from bot.lex.handlers import CallableHandler
from bot.lex.open import open_runtime
from bot.lex.runtime import Runtime
from bot.lex.serve import start_everything
from tests.botocore_shapes import assert_valid_answer
from tests.definitions.exports import LUNCH_TRUCK
from tests.lex.building import Watch, bot, close, fulfilled_by_code, intent, locale
from tests.lex.exact_interpreter import ExactInterpreter
from tests.lex.serving import client

ROLE = "arn:aws:iam::123456789012:role/lex-service-role"
ARN = "arn:aws:lambda:us-east-1:123456789012:function:hook"


@dataclass
class Service:
    """A server, and clients of both APIs."""

    runtime: Runtime
    watch: Watch
    models: Any
    lex: Any
    url: str


@pytest.fixture
def service() -> Iterator[Service]:
    watch = Watch()
    runtime = open_runtime(bot(locale(intent("Hi", "hi"))), clock=watch, seed=3, open_interpreter=ExactInterpreter)
    handlers = {ARN: CallableHandler(lambda event, context: close("From the hook.")(event))}
    with start_everything(runtime, handler_of_arn=handlers.get) as server:
        yield Service(runtime, watch, client(server.url, "lexv2-models"), client(server.url), server.url)


def valid(operation: str, answer: Any) -> Any:
    # botocore has turned timestamps into datetimes; the walker does not look into those.
    assert_valid_answer(operation, answer, "lexv2-models")
    return answer


def put(url: str, data: bytes) -> int:
    with urllib.request.urlopen(urllib.request.Request(url, data, method="PUT")) as answer:
        return int(answer.status)


def import_bot(service: Service, data: bytes, *, name: str = "Imported", strategy: str = "Overwrite") -> Any:
    created = valid("CreateUploadUrl", service.models.create_upload_url())
    assert put(created["uploadUrl"], data) == 200
    specification = {"botName": name, "roleArn": ROLE, "dataPrivacy": {"childDirected": False}}
    begun = service.models.start_import(
        importId=created["importId"],
        resourceSpecification={"botImportSpecification": specification},
        mergeStrategy=strategy,
    )
    assert valid("StartImport", begun)["importStatus"] == "InProgress"
    return valid("DescribeImport", service.models.describe_import(importId=created["importId"]))


def build(service: Service, bot_id: str, locale_id: str) -> Any:
    address = {"botId": bot_id, "botVersion": "DRAFT", "localeId": locale_id}
    begun = valid("BuildBotLocale", service.models.build_bot_locale(**address))
    assert begun["botLocaleStatus"] == "Building"
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = valid("DescribeBotLocale", service.models.describe_bot_locale(**address))
        if found["botLocaleStatus"] != "Building":
            return found
    raise AssertionError("the build never ended")


def lunch_truck() -> bytes:
    return zip_bot(read_bot(LUNCH_TRUCK))


def test_a_whole_deployment(service: Service) -> None:
    bot_id = import_bot(service, lunch_truck())["importedResourceId"]
    for locale_id in ("en_US", "ko_KR"):
        assert build(service, bot_id, locale_id)["botLocaleStatus"] == "Built"
    locales = {locale_id: {"sourceBotVersion": "DRAFT"} for locale_id in ("en_US", "ko_KR")}
    made = valid(
        "CreateBotVersion", service.models.create_bot_version(botId=bot_id, botVersionLocaleSpecification=locales)
    )
    assert (made["botVersion"], made["botStatus"]) == ("1", "Versioning")
    described = valid("DescribeBotVersion", service.models.describe_bot_version(botId=bot_id, botVersion="1"))
    assert (described["botStatus"], described["roleArn"]) == ("Available", ROLE)
    hook = {"lambdaCodeHook": {"lambdaARN": ARN, "codeHookInterfaceVersion": "1.0"}}
    alias = valid(
        "CreateBotAlias",
        service.models.create_bot_alias(
            botId=bot_id,
            botAliasName="live",
            botVersion="1",
            botAliasLocaleSettings={
                "en_US": {"enabled": True, "codeHookSpecification": hook},
                "ko_KR": {"enabled": False},
            },
        ),
    )
    address = {"botId": bot_id, "botAliasId": alias["botAliasId"], "sessionId": "session-1"}
    answer = service.lex.recognize_text(**address, localeId="en_US", text="lunch please")
    assert answer["messages"][-1]["content"] == "From the hook."
    with pytest.raises(ClientError, match="not enabled"):
        service.lex.recognize_text(**address, localeId="ko_KR", text="점심 주문할게")


def test_a_new_draft_must_be_built_before_it_answers(service: Service) -> None:
    bot_id = import_bot(service, lunch_truck())["importedResourceId"]
    address = {"botId": bot_id, "botAliasId": "TSTALIASID", "localeId": "en_US", "sessionId": "session-1"}
    with pytest.raises(ClientError, match="BuildBotLocale") as raised:
        service.lex.recognize_text(**address, text="lunch please")
    assert raised.value.response["Error"]["Code"] == "ValidationException"
    with pytest.raises(ClientError, match="not built") as raised:
        service.models.create_bot_version(
            botId=bot_id, botVersionLocaleSpecification={"en_US": {"sourceBotVersion": "DRAFT"}}
        )
    assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == 412
    build(service, bot_id, "en_US")
    assert service.lex.recognize_text(**address, text="lunch please")["messages"]


def test_a_build_fails_with_the_reasons(service: Service) -> None:
    broken = bot(locale(intent("A", "same words"), intent("B", "same words")))
    bot_id = import_bot(service, zip_bot(broken))["importedResourceId"]
    found = build(service, bot_id, "en_US")
    assert found["botLocaleStatus"] == "Failed"
    assert "utterance of A and B" in found["failureReasons"][0]


def test_importing_again_keeps_the_bot_and_its_versions(service: Service) -> None:
    first = import_bot(service, lunch_truck())["importedResourceId"]
    build(service, first, "en_US")
    source = {"en_US": {"sourceBotVersion": "DRAFT"}}
    service.models.create_bot_version(botId=first, botVersionLocaleSpecification=source)
    again = import_bot(service, zip_bot(bot(locale(intent("Other", "other")))))
    assert again["importedResourceId"] == first
    listed = valid("ListBotVersions", service.models.list_bot_versions(botId=first))
    assert [v["botVersion"] for v in listed["botVersionSummaries"]] == ["DRAFT", "1"]
    assert "Other" not in service.runtime.bots.bot(first).versions["1"].locales["en_US"].intents


@pytest.mark.parametrize(
    ("data", "strategy", "reason"),
    [(b"no zip", "Overwrite", "no readable zip"), (None, "FailOnConflict", "exists already")],
)
def test_an_import_fails_with_the_reason(service: Service, data: bytes | None, strategy: str, reason: str) -> None:
    found = import_bot(service, data or lunch_truck(), name="Built", strategy=strategy)
    assert found["importStatus"] == "Failed"
    assert reason in found["failureReasons"][0]


def test_an_upload_url_expires(service: Service) -> None:
    created = service.models.create_upload_url()
    service.watch.move(301)
    with pytest.raises(urllib.error.HTTPError, match="403"):
        put(created["uploadUrl"], b"x")


def test_exports_are_what_was_imported(service: Service) -> None:
    bot_id = import_bot(service, lunch_truck())["importedResourceId"]
    specification = {"botExportSpecification": {"botId": bot_id, "botVersion": "DRAFT"}}
    made = valid(
        "CreateExport", service.models.create_export(resourceSpecification=specification, fileFormat="LexJson")
    )
    found = valid("DescribeExport", service.models.describe_export(exportId=made["exportId"]))
    assert found["exportStatus"] == "Completed"
    with urllib.request.urlopen(found["downloadUrl"]) as answer:
        exported = read_bot_zip(answer.read())
    assert exported.locales == read_bot(LUNCH_TRUCK).locales


def test_aliases_are_listed_updated_and_deleted(service: Service) -> None:
    models, address = service.models, {"botId": "BUILTBOT01"}
    made = models.create_bot_alias(**address, botAliasName="beta", botVersion="DRAFT", description="trial")
    alias = {**address, "botAliasId": made["botAliasId"]}
    assert valid("DescribeBotAlias", models.describe_bot_alias(**alias))["description"] == "trial"
    updated = valid("UpdateBotAlias", models.update_bot_alias(**alias, botAliasName="gamma"))
    assert "description" not in updated
    listed = valid("ListBotAliases", models.list_bot_aliases(**address, maxResults=1))
    assert [a["botAliasName"] for a in listed["botAliasSummaries"]] == ["TestBotAlias"]
    rest = models.list_bot_aliases(**address, nextToken=listed["nextToken"])
    assert [a["botAliasName"] for a in rest["botAliasSummaries"]] == ["gamma"]
    valid("DeleteBotAlias", models.delete_bot_alias(**alias))
    with pytest.raises(ClientError, match="does not exist"):
        models.describe_bot_alias(**alias)


def test_the_test_alias_gets_a_hook_but_stays_on_the_draft(service: Service) -> None:
    alias = {"botId": "BUILTBOT01", "botAliasId": "TSTALIASID", "botAliasName": "TestBotAlias"}
    hook = {"lambdaCodeHook": {"lambdaARN": ARN, "codeHookInterfaceVersion": "1.0"}}
    settings = {"en_US": {"enabled": True, "codeHookSpecification": hook}}
    service.models.update_bot_alias(**alias, botVersion="DRAFT", botAliasLocaleSettings=settings)
    hi = bot(locale(intent("Hi", "hi", fulfillmentCodeHook=fulfilled_by_code())))
    bot_id = import_bot(service, zip_bot(hi), name="Built")["importedResourceId"]
    build(service, bot_id, "en_US")
    address = {"botId": bot_id, "botAliasId": "TSTALIASID", "localeId": "en_US", "sessionId": "session-1"}
    assert service.lex.recognize_text(**address, text="hi")["messages"][0]["content"] == "From the hook."
    with pytest.raises(ClientError, match="always DRAFT"):
        service.models.update_bot_alias(**{**alias, "botAliasName": "other"})


def test_bots_are_listed_described_and_deleted(service: Service) -> None:
    bot_id = import_bot(service, lunch_truck())["importedResourceId"]
    listed = valid("ListBots", service.models.list_bots())
    assert {s["botName"] for s in listed["botSummaries"]} == {"Built", "Imported"}
    filters = [{"name": "BotName", "values": ["Imp"], "operator": "CO"}]
    assert [s["botId"] for s in service.models.list_bots(filters=filters)["botSummaries"]] == [bot_id]
    assert valid("DescribeBot", service.models.describe_bot(botId=bot_id))["botName"] == "Imported"
    locales = valid("ListBotLocales", service.models.list_bot_locales(botId=bot_id, botVersion="DRAFT"))
    assert [s["botLocaleStatus"] for s in locales["botLocaleSummaries"]] == ["NotBuilt", "NotBuilt"]
    valid("DeleteBot", service.models.delete_bot(botId=bot_id))
    with pytest.raises(ClientError, match="does not exist"):
        service.models.describe_bot(botId=bot_id)


@pytest.mark.parametrize(
    ("operation", "request_", "status"),
    [
        ("describe_import", {"importId": "NOSUCHIMPO"}, 404),
        ("describe_export", {"exportId": "NOSUCHEXPO"}, 404),
        ("describe_bot_version", {"botId": "BUILTBOT01", "botVersion": "7"}, 404),
        ("describe_bot_locale", {"botId": "BUILTBOT01", "botVersion": "DRAFT", "localeId": "fr_FR"}, 404),
        ("create_bot_alias", {"botId": "BUILTBOT01", "botAliasName": "not a name"}, 400),
        ("create_bot_alias", {"botId": "BUILTBOT01", "botAliasName": "TestBotAlias"}, 409),
        ("create_bot_alias", {"botId": "BUILTBOT01", "botAliasName": "x", "botVersion": "7"}, 404),
        ("list_bots", {"nextToken": "nonsense"}, 400),
        (
            "start_import",
            {"importId": "NOSUCHIMPO", "mergeStrategy": "Overwrite", "resourceSpecification": {}},
            400,
        ),
    ],
)
def test_errors_have_their_status(service: Service, operation: str, request_: dict[str, Any], status: int) -> None:
    with pytest.raises(ClientError) as raised:
        getattr(service.models, operation)(**request_)
    assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == status


def test_waiters_of_boto3_are_content(service: Service, tmp_path: Path) -> None:
    created = service.models.create_upload_url()
    put(created["uploadUrl"], lunch_truck())
    specification = {"botName": "Waited", "roleArn": ROLE, "dataPrivacy": {"childDirected": False}}
    service.models.start_import(
        importId=created["importId"],
        resourceSpecification={"botImportSpecification": specification},
        mergeStrategy="Overwrite",
    )
    service.models.get_waiter("bot_import_completed").wait(importId=created["importId"], WaiterConfig={"Delay": 0})
    bot_id = service.models.describe_import(importId=created["importId"])["importedResourceId"]
    build(service, bot_id, "en_US")
    address = {"botId": bot_id, "botVersion": "DRAFT", "localeId": "en_US"}
    service.models.get_waiter("bot_locale_built").wait(**address, WaiterConfig={"Delay": 0})
