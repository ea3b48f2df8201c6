"""The bots that this Lex serves: their versions, their aliases, and an interpreter for each locale."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock

from bot.definitions.model import Bot, BotLocale
from bot.lex.aliases import DRAFT, TEST_ALIAS_ID, Alias
from bot.lex.errors import BadGatewayException, ResourceNotFoundException, ValidationException
from bot.lex.handlers import Handler
from bot.lex.interpreter import Interpreter

OpenInterpreter = Callable[[BotLocale], Interpreter]


@dataclass(frozen=True)
class Target:
    """Where a request goes: one locale of one version of a bot, under an alias."""

    bot_id: str
    bot: Bot
    alias: Alias
    locale: BotLocale
    handler: Handler | None
    interpreter: Interpreter
    old_flow: bool


@dataclass
class HostedBot:
    """A bot as it is served: a definition per version, aliases by id."""

    id: str
    versions: dict[str, Bot]
    aliases: dict[str, Alias] = field(default_factory=dict)

    @property
    def draft(self) -> Bot:
        return self.versions[DRAFT]


class Bots:
    """The bots by id. Interpreters are made when they are first needed, once for each locale definition."""

    def __init__(self, open_interpreter: OpenInterpreter) -> None:
        self._open_interpreter = open_interpreter
        self._bots: dict[str, HostedBot] = {}
        self._interpreters: dict[int, tuple[BotLocale, Interpreter]] = {}
        self._states: dict[tuple[str, str, str], str] = {}
        self._lock = Lock()

    def set_state(self, bot_id: str, version: str, locale_id: str, state: str) -> None:
        """Say how far the build of a locale is; one of which nothing is said is ready."""
        self._states[bot_id, version, locale_id] = state

    def forget_unused(self) -> None:
        """Let go of interpreters of definitions that nobody serves any more."""
        with self._lock:
            served = {
                id(loc) for h in self._bots.values() for bot in h.versions.values() for loc in bot.locales.values()
            }
            self._interpreters = {key: known for key, known in self._interpreters.items() if key in served}

    def host(self, bot: Bot, aliases: Iterable[Alias], *, bot_id: str | None = None) -> HostedBot:
        """Serve a bot as DRAFT under its aliases, in place of what had its id."""
        hosted = HostedBot(bot_id or bot.identifier, {DRAFT: bot}, {alias.id: alias for alias in aliases})
        self._bots[hosted.id] = hosted
        return hosted

    def remove(self, bot_id: str) -> None:
        """:raises ResourceNotFoundException: there is no such bot."""
        del self._bots[self.bot(bot_id).id]

    def all(self) -> Mapping[str, HostedBot]:
        """The bots by id."""
        return dict(self._bots)

    def bot(self, bot_id: str) -> HostedBot:
        """:raises ResourceNotFoundException: there is no such bot."""
        if bot_id not in self._bots:
            raise ResourceNotFoundException(f"Bot {bot_id} does not exist")
        return self._bots[bot_id]

    def target(self, bot_id: str, alias_id: str, locale_id: str) -> Target:
        """Where a request goes.

        :raises ResourceNotFoundException: no such bot, alias or locale, or the alias has not enabled the locale.
        :raises BadGatewayException: the locale is being built.
        :raises ValidationException: it was not built since it was imported.
        """
        hosted = self.bot(bot_id)
        alias = _alias(hosted, alias_id)
        bot = hosted.versions.get(alias.version)
        if bot is None or locale_id not in bot.locales or not alias.locale(locale_id).enabled:
            raise ResourceNotFoundException(f"Locale {locale_id} does not exist or is not enabled in alias {alias_id}")
        self._refuse_unbuilt(hosted.id, alias.version, locale_id)
        locale = bot.locales[locale_id]
        return Target(
            bot_id=hosted.id,
            bot=bot,
            alias=alias,
            locale=locale,
            handler=alias.locale(locale_id).handler,
            interpreter=self.interpreter(locale),
            old_flow=is_old_flow(locale),
        )

    def _refuse_unbuilt(self, bot_id: str, version: str, locale_id: str) -> None:
        state = self._states.get((bot_id, version, locale_id), "Built")
        if state == "Building":
            raise BadGatewayException(f"Locale {locale_id} of bot {bot_id} is being built")
        if state != "Built":
            raise ValidationException(f"Locale {locale_id} of bot {bot_id} is not built ({state}): call BuildBotLocale")

    def interpreter(self, locale: BotLocale) -> Interpreter:
        """The interpreter of a locale; training it may take seconds the first time."""
        known = self._interpreters.get(id(locale))
        if known is None:
            with self._lock:
                known = self._interpreters.get(id(locale)) or (locale, self._open_interpreter(locale))
                self._interpreters[id(locale)] = known
        return known[1]


def _alias(hosted: HostedBot, alias_id: str) -> Alias:
    if alias_id not in hosted.aliases:
        raise ResourceNotFoundException(
            f"Alias {alias_id} of bot {hosted.id} does not exist; {TEST_ALIAS_ID} always does"
        )
    return hosted.aliases[alias_id]


def is_old_flow(locale: BotLocale) -> bool:
    """Whether a locale was written before the conversation flow of August 2022 (judged per locale: spec 1.12)."""
    return not any(
        intent.raw.get("initialResponseSetting")
        or any(
            (slot.raw.get("valueElicitationSetting") or {}).get("slotCaptureSetting") for slot in intent.slots.values()
        )
        for intent in locale.intents.values()
    )
