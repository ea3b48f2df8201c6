"""CreateBotAlias, UpdateBotAlias, DescribeBotAlias, DeleteBotAlias, ListBotAliases."""

from collections.abc import Mapping

from bot.lex.aliases import DRAFT, TEST_ALIAS_ID, TEST_ALIAS_NAME
from bot.lex.errors import ConflictException, ResourceNotFoundException, ValidationException
from bot.lex.models.catalog import Catalog
from bot.lex.models.imports import NAME
from bot.lex.models.pages import page
from bot.lex.shapes import MapOf, OfType, Record, Text
from bot.lex.validation import check
from bot.lex.wire import Json, Request, Response, json_response

_LAMBDA = Record(
    {"lambdaARN": Text(20, 2048), "codeHookInterfaceVersion": Text(1, 5)}, ("lambdaARN", "codeHookInterfaceVersion")
)
_LOCALE = Record(
    {"enabled": OfType(bool), "codeHookSpecification": Record({"lambdaCodeHook": _LAMBDA}, ("lambdaCodeHook",))},
    ("enabled",),
)
_ALIAS = Record(
    {
        "botAliasName": NAME,
        "description": Text(0, 200),
        "botVersion": Text(1, 5, r"DRAFT|[0-9]+"),
        "botAliasLocaleSettings": MapOf(Text(1), _LOCALE),
    },
    ("botAliasName",),
)
_KEPT = (
    "botAliasName",
    "description",
    "botVersion",
    "botAliasLocaleSettings",
    "conversationLogSettings",
    "sentimentAnalysisSettings",
)
_SUMMARY = ("botAliasId", "botAliasName", "description", "botVersion", "creationDateTime", "lastUpdatedDateTime")


def create_bot_alias(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """CreateBotAlias."""
    settings = _settings(catalog, request, parts["botId"])
    with catalog.lock:
        _refuse_taken_name(catalog, parts["botId"], settings["botAliasName"], but="")
        now = catalog.now()
        settings = {
            "botAliasId": catalog.runtime.new_id(),
            **settings,
            "creationDateTime": now,
            "lastUpdatedDateTime": now,
        }
        catalog.set_alias(parts["botId"], settings)
    answer = {**settings, "botId": parts["botId"], "botAliasStatus": "Creating"}
    answer.pop("lastUpdatedDateTime")
    return json_response(answer, 202)


def update_bot_alias(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """UpdateBotAlias: replaces everything (DOC); the test alias stays on the draft."""
    before = _find(catalog, parts)
    settings = _settings(catalog, request, parts["botId"])
    if parts["botAliasId"] == TEST_ALIAS_ID and (
        settings.get("botVersion", DRAFT) != DRAFT or settings["botAliasName"] != TEST_ALIAS_NAME
    ):
        raise ValidationException(f"{TEST_ALIAS_ID} is always {TEST_ALIAS_NAME} and always DRAFT")
    with catalog.lock:
        _refuse_taken_name(catalog, parts["botId"], settings["botAliasName"], but=parts["botAliasId"])
        times = {"creationDateTime": before["creationDateTime"], "lastUpdatedDateTime": catalog.now()}
        settings = {"botAliasId": parts["botAliasId"], **settings, **times}
        catalog.set_alias(parts["botId"], settings)
    return json_response({**settings, "botId": parts["botId"], "botAliasStatus": "Creating"}, 202)


def _settings(catalog: Catalog, request: Request, bot_id: str) -> Json:
    body = request.json()
    check(_ALIAS, body)
    if body.get("botVersion"):
        catalog.version(bot_id, body["botVersion"])
    return {key: body[key] for key in _KEPT if body.get(key) is not None}


def _refuse_taken_name(catalog: Catalog, bot_id: str, name: str, *, but: str) -> None:
    aliases = catalog.record(bot_id).aliases.values()
    if any(alias["botAliasName"] == name and alias["botAliasId"] != but for alias in aliases):
        raise ConflictException(f"An alias named {name} exists already")


def _find(catalog: Catalog, parts: Mapping[str, str]) -> Json:
    aliases = catalog.record(parts["botId"]).aliases
    if parts["botAliasId"] not in aliases:
        raise ResourceNotFoundException(f"Alias {parts['botAliasId']} of bot {parts['botId']} does not exist")
    return aliases[parts["botAliasId"]]


def describe_bot_alias(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """DescribeBotAlias."""
    settings = _find(catalog, parts)
    return json_response({**settings, "botId": parts["botId"], "botAliasStatus": "Available"})


def delete_bot_alias(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """DeleteBotAlias; the test alias cannot go."""
    _find(catalog, parts)
    if parts["botAliasId"] == TEST_ALIAS_ID:
        raise ValidationException(f"{TEST_ALIAS_ID} cannot be deleted")
    with catalog.lock:
        catalog.record(parts["botId"]).aliases.pop(parts["botAliasId"])
        hosted = catalog.hosted(parts["botId"])
        hosted.aliases = {name: alias for name, alias in hosted.aliases.items() if name != parts["botAliasId"]}
    address = {"botId": parts["botId"], "botAliasId": parts["botAliasId"]}
    return json_response({**address, "botAliasStatus": "Deleting"}, 202)


def list_bot_aliases(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """ListBotAliases."""
    aliases = catalog.record(parts["botId"]).aliases.values()
    summaries = [
        {**{key: alias[key] for key in _SUMMARY if key in alias}, "botAliasStatus": "Available"} for alias in aliases
    ]
    return json_response({"botId": parts["botId"], **page(summaries, "botAliasSummaries", request)})
