"""BuildBotLocale, DescribeBotLocale, ListBotLocales: a build checks the definition and trains the interpreter."""

from collections.abc import Mapping
from dataclasses import replace
from threading import Thread

from bot.definitions.lint import errors, lint_bot
from bot.definitions.model import Bot, BotLocale
from bot.definitions.write import locale_json
from bot.lex.aliases import DRAFT
from bot.lex.errors import ResourceNotFoundException, ValidationException
from bot.lex.models.catalog import Build, Catalog
from bot.lex.models.pages import page
from bot.lex.wire import Json, Request, Response, json_response


def build_bot_locale(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """BuildBotLocale: begins a build in the background."""
    bot_id, locale_id = parts["botId"], parts["localeId"]
    if parts["botVersion"] != DRAFT:
        raise ValidationException("Only the DRAFT version can be built")
    bot, locale = _locale(catalog, parts)
    now = catalog.now()
    with catalog.lock:
        catalog.set_build(bot_id, locale_id, Build("Building", now, now))
    Thread(target=_build, args=(catalog, bot_id, bot, locale), name=f"build-{locale_id}", daemon=True).start()
    answer = {**_address(parts), "botLocaleStatus": "Building", "lastBuildSubmittedDateTime": now}
    return json_response(answer, 202)


def _build(catalog: Catalog, bot_id: str, bot: Bot, locale: BotLocale) -> None:
    problems = errors(lint_bot(replace(bot, locales={locale.id: locale})))
    failures = tuple(str(problem)[:1000] for problem in problems)
    if not failures:
        catalog.runtime.bots.interpreter(locale)
    with catalog.lock:
        building = catalog.record(bot_id).builds.get(locale.id)
        if building and catalog.version(bot_id, DRAFT).locales.get(locale.id) is locale:
            status = Build("Failed" if failures else "Built", catalog.now(), building.submitted_at, failures)
            catalog.set_build(bot_id, locale.id, status)


def _locale(catalog: Catalog, parts: Mapping[str, str]) -> tuple[Bot, BotLocale]:
    bot = catalog.version(parts["botId"], parts["botVersion"])
    if parts["localeId"] not in bot.locales:
        raise ResourceNotFoundException(f"Locale {parts['localeId']} of bot {parts['botId']} does not exist")
    return bot, bot.locales[parts["localeId"]]


def _address(parts: Mapping[str, str]) -> Json:
    return {name: parts[name] for name in ("botId", "botVersion", "localeId")}


def describe_bot_locale(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """DescribeBotLocale."""
    _, locale = _locale(catalog, parts)
    answer = {
        **_address(parts),
        **_summary(catalog, parts, locale),
        "nluIntentConfidenceThreshold": locale.confidence_threshold,
        "intentsCount": len(locale.intents),
        "slotTypesCount": len(locale.slot_types),
    }
    voice = locale.raw.get("voiceSettings")
    if voice:
        answer["voiceSettings"] = {key: voice[key] for key in ("engine", "voiceId") if voice.get(key)}
    build = _build_of(catalog, parts, locale)
    if build.failures:
        answer["failureReasons"] = list(build.failures)
    return json_response(answer)


def list_bot_locales(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """ListBotLocales."""
    bot = catalog.version(parts["botId"], parts["botVersion"])
    locales = [bot.locales[name] for name in sorted(bot.locales)]
    summaries = [_summary(catalog, parts, locale) for locale in locales]
    address = {"botId": parts["botId"], "botVersion": parts["botVersion"]}
    return json_response({**address, **page(summaries, "botLocaleSummaries", request)})


def _summary(catalog: Catalog, parts: Mapping[str, str], locale: BotLocale) -> Json:
    build = _build_of(catalog, parts, locale)
    found: Json = {
        "localeId": locale.id,
        "localeName": locale_json(locale)["name"],
        "botLocaleStatus": build.status,
        "lastUpdatedDateTime": build.changed_at,
    }
    if build.submitted_at is not None:
        found["lastBuildSubmittedDateTime"] = build.submitted_at
    return found


def _build_of(catalog: Catalog, parts: Mapping[str, str], locale: BotLocale) -> Build:
    record = catalog.record(parts["botId"])
    if parts["botVersion"] == DRAFT:
        return record.builds[locale.id]
    made = record.version_times.get(parts["botVersion"], record.created_at)
    return Build("Built", made, made)
