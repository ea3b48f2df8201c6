"""What the models API knows of bots beyond their definitions: imports, exports, builds, versions, alias settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import Any, Literal

from bot.definitions.model import Bot
from bot.lex.aliases import DRAFT, TEST_ALIAS_ID, Alias, AliasLocale
from bot.lex.bots import HostedBot
from bot.lex.errors import ResourceNotFoundException
from bot.lex.handlers import Handler
from bot.lex.runtime import Runtime

Json = dict[str, Any]
HandlerOfArn = Callable[[str], Handler | None]

BuildStatus = Literal["NotBuilt", "Building", "Built", "Failed"]

UPLOAD_SECONDS = 300
"""How long an upload URL is good for (DOC)."""


@dataclass(frozen=True)
class Build:
    """How far a locale of the draft is. Times in seconds since the epoch."""

    status: BuildStatus
    changed_at: float
    submitted_at: float | None = None
    failures: tuple[str, ...] = ()


@dataclass
class BotRecord:
    """A bot's administrative side; ``settings`` and the like are as the client gave them."""

    created_at: float
    updated_at: float
    role_arn: str = "arn:aws:iam::000000000000:role/local-lex"
    builds: dict[str, Build] = field(default_factory=dict)
    version_times: dict[str, float] = field(default_factory=dict)
    version_notes: dict[str, str] = field(default_factory=dict)
    last_version: int = 0
    aliases: dict[str, Json] = field(default_factory=dict)


@dataclass(frozen=True)
class Upload:
    """A place for a zip."""

    created_at: float
    data: bytes | None = None


@dataclass
class Catalog:
    """Everything of the models API, in memory. ``lock`` guards all of it."""

    runtime: Runtime
    handler_of_arn: HandlerOfArn
    records: dict[str, BotRecord] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    imports: dict[str, Json] = field(default_factory=dict)
    exports: dict[str, tuple[Json, bytes]] = field(default_factory=dict)
    lock: RLock = field(default_factory=RLock)

    def now(self) -> float:
        """Seconds since the epoch."""
        return self.runtime.now()

    def hosted(self, bot_id: str) -> HostedBot:
        """:raises ResourceNotFoundException: there is no such bot."""
        return self.runtime.bots.bot(bot_id)

    def version(self, bot_id: str, version: str) -> Bot:
        """:raises ResourceNotFoundException: there is no such bot or version."""
        versions = self.hosted(bot_id).versions
        if version not in versions:
            raise ResourceNotFoundException(f"Version {version} of bot {bot_id} does not exist")
        return versions[version]

    def record(self, bot_id: str) -> BotRecord:
        """The record of a bot; one that was opened from a path counts as built.

        :raises ResourceNotFoundException: there is no such bot.
        """
        hosted = self.hosted(bot_id)
        if bot_id not in self.records:
            now = self.now()
            built = {locale: Build("Built", now, now) for locale in hosted.draft.locales}
            self.records[bot_id] = BotRecord(now, now, builds=built)
            self.records[bot_id].aliases = {alias.id: _settings_of(alias, now) for alias in hosted.aliases.values()}
        return self.records[bot_id]

    def set_build(self, bot_id: str, locale_id: str, build: Build) -> None:
        """Note how far a locale is; the runtime answers for built ones only."""
        self.record(bot_id).builds[locale_id] = build
        self.runtime.bots.set_state(bot_id, DRAFT, locale_id, build.status)

    def set_alias(self, bot_id: str, settings: Json) -> None:
        """Put an alias into force."""
        self.record(bot_id).aliases[settings["botAliasId"]] = settings
        alias = self._alias(settings)
        hosted = self.hosted(bot_id)
        hosted.aliases = {**hosted.aliases, alias.id: alias}

    def _alias(self, settings: Json) -> Alias:
        locales = {
            name: self._alias_locale(raw) for name, raw in (settings.get("botAliasLocaleSettings") or {}).items()
        }
        version = settings.get("botVersion") or (DRAFT if settings["botAliasId"] == TEST_ALIAS_ID else "")
        return Alias(settings["botAliasId"], settings["botAliasName"], version, locales)

    def _alias_locale(self, raw: Json) -> AliasLocale:
        hook = (raw.get("codeHookSpecification") or {}).get("lambdaCodeHook") or {}
        handler = self.handler_of_arn(hook["lambdaARN"]) if hook.get("lambdaARN") else None
        return AliasLocale(enabled=bool(raw.get("enabled")), handler=handler)

    def replace_draft(self, bot_id: str, bot: Bot) -> None:
        """Put another definition into a bot's draft; its locales have to be built anew."""
        now = self.now()
        hosted = self.hosted(bot_id)
        hosted.versions = {**hosted.versions, DRAFT: replace(bot, identifier=bot_id, version=DRAFT)}
        record = self.record(bot_id)
        record.updated_at = now
        record.builds = {}
        for locale_id in bot.locales:
            self.set_build(bot_id, locale_id, Build("NotBuilt", now))
        self.runtime.bots.forget_unused()


def _settings_of(alias: Alias, now: float) -> Json:
    locales: Mapping[str, AliasLocale] = alias.locales
    return {
        "botAliasId": alias.id,
        "botAliasName": alias.name,
        "botVersion": alias.version,
        "botAliasLocaleSettings": {name: {"enabled": locale.enabled} for name, locale in locales.items()},
        "creationDateTime": now,
        "lastUpdatedDateTime": now,
    }
