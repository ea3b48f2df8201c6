"""CreateBotVersion, DescribeBotVersion, ListBotVersions: snapshots of built locales."""

from collections.abc import Mapping
from dataclasses import replace

from bot.definitions.model import BotLocale
from bot.lex.aliases import DRAFT
from bot.lex.errors import PreconditionFailedException, ResourceNotFoundException, ServiceQuotaExceededException
from bot.lex.models.catalog import Catalog
from bot.lex.models.pages import page
from bot.lex.shapes import MapOf, Record, Text
from bot.lex.validation import check
from bot.lex.wire import Json, Request, Response, json_response

MAX_VERSIONS = 100

_SOURCE = Record({"sourceBotVersion": Text(1, 5, r"DRAFT|[0-9]+")}, ("sourceBotVersion",))
_CREATE = Record(
    {"description": Text(0, 200), "botVersionLocaleSpecification": MapOf(Text(1), _SOURCE)},
    ("botVersionLocaleSpecification",),
)


def create_bot_version(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """CreateBotVersion: numbers are never used again."""
    body = request.json()
    check(_CREATE, body)
    bot_id = parts["botId"]
    with catalog.lock:
        record, hosted = catalog.record(bot_id), catalog.hosted(bot_id)
        if len(hosted.versions) > MAX_VERSIONS:
            raise ServiceQuotaExceededException(f"Bot {bot_id} has {MAX_VERSIONS} versions already")
        sources = {name: spec["sourceBotVersion"] for name, spec in body["botVersionLocaleSpecification"].items()}
        locales = {name: _built_locale(catalog, bot_id, name, source) for name, source in sources.items()}
        record.last_version += 1
        version = str(record.last_version)
        hosted.versions = {**hosted.versions, version: replace(hosted.draft, version=version, locales=locales)}
        record.version_times[version] = catalog.now()
        record.version_notes[version] = body.get("description") or ""
    answer = {
        "botId": bot_id,
        "botVersion": version,
        "botVersionLocaleSpecification": body["botVersionLocaleSpecification"],
        "botStatus": "Versioning",
        "creationDateTime": catalog.now(),
    }
    return json_response(answer, 202)


def _built_locale(catalog: Catalog, bot_id: str, locale_id: str, source: str) -> BotLocale:
    bot = catalog.version(bot_id, source)
    if locale_id not in bot.locales:
        raise ResourceNotFoundException(f"Locale {locale_id} of version {source} does not exist")
    if source == DRAFT and catalog.record(bot_id).builds[locale_id].status != "Built":
        raise PreconditionFailedException(f"Locale {locale_id} is not built")
    return bot.locales[locale_id]


def describe_bot_version(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """DescribeBotVersion."""
    bot = catalog.version(parts["botId"], parts["botVersion"])
    record = catalog.record(parts["botId"])
    answer: Json = {
        "botId": parts["botId"],
        "botName": bot.name,
        "botVersion": parts["botVersion"],
        "roleArn": record.role_arn,
        "dataPrivacy": bot.raw.get("dataPrivacy") or {"childDirected": False},
        "idleSessionTTLInSeconds": bot.idle_session_ttl_seconds,
        "botStatus": "Available",
        "creationDateTime": record.version_times.get(parts["botVersion"], record.created_at),
    }
    if record.version_notes.get(parts["botVersion"]):
        answer["description"] = record.version_notes[parts["botVersion"]]
    return json_response(answer)


def list_bot_versions(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """ListBotVersions."""
    record = catalog.record(parts["botId"])
    summaries = [
        {
            "botName": bot.name,
            "botVersion": version,
            "botStatus": "Available",
            "creationDateTime": record.version_times.get(version, record.created_at),
        }
        for version, bot in catalog.hosted(parts["botId"]).versions.items()
    ]
    return json_response({"botId": parts["botId"], **page(summaries, "botVersionSummaries", request)})
