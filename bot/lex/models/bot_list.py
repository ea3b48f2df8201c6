"""ListBots, DescribeBot, DeleteBot."""

from collections.abc import Mapping

from bot.lex.models.catalog import Catalog
from bot.lex.models.pages import page
from bot.lex.wire import Json, Request, Response, json_response


def list_bots(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """ListBots, filtered by name where asked."""
    filters = [f for f in request.json().get("filters") or [] if f.get("name") == "BotName"]
    summaries = [_summary(catalog, bot_id) for bot_id in catalog.runtime.bots.all()]
    wanted = [s for s in summaries if all(_passes(s["botName"], f) for f in filters)]
    return json_response(page(wanted, "botSummaries", request))


def _passes(name: str, condition: Json) -> bool:
    values = condition.get("values") or []
    matches = {
        "EQ": any(name == value for value in values),
        "CO": any(value in name for value in values),
        "NE": all(name != value for value in values),
    }
    return matches.get(condition.get("operator", "EQ"), False)


def _summary(catalog: Catalog, bot_id: str) -> Json:
    record = catalog.record(bot_id)
    summary: Json = {
        "botId": bot_id,
        "botName": catalog.hosted(bot_id).draft.name,
        "botStatus": "Available",
        "lastUpdatedDateTime": record.updated_at,
        "botType": "Bot",
    }
    if record.last_version:
        summary["latestBotVersion"] = str(record.last_version)
    return summary


def describe_bot(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """DescribeBot."""
    record, bot = catalog.record(parts["botId"]), catalog.hosted(parts["botId"]).draft
    answer: Json = {
        "botId": parts["botId"],
        "botName": bot.name,
        "roleArn": record.role_arn,
        "dataPrivacy": bot.raw.get("dataPrivacy") or {"childDirected": False},
        "idleSessionTTLInSeconds": bot.idle_session_ttl_seconds,
        "botStatus": "Available",
        "creationDateTime": record.created_at,
        "lastUpdatedDateTime": record.updated_at,
        "botType": "Bot",
    }
    if bot.raw.get("description"):
        answer["description"] = bot.raw["description"]
    return json_response(answer)


def delete_bot(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """DeleteBot."""
    with catalog.lock:
        catalog.runtime.bots.remove(parts["botId"])
        catalog.records.pop(parts["botId"], None)
    return json_response({"botId": parts["botId"], "botStatus": "Deleting"}, 202)
