"""The greeting that opens a conversation: the bot's own, asked for now and then."""

import time
from collections.abc import Callable

from fulfillment.chat.lex_client import LexClient
from fulfillment.chat.locales import locales
from fulfillment.chat.problems import Refused
from fulfillment.chat.sessions import Sessions

FRESH_SECONDS = 300.0
"""How long a container gives the same greeting; new content shows in it by then."""


class Greetings:
    """Greetings by locale. Each is asked for in a session of its own, which is forgotten."""

    def __init__(self, lex: LexClient, sessions: Sessions, clock: Callable[[], float] = time.monotonic) -> None:
        self._lex = lex
        self._sessions = sessions
        self._clock = clock
        self._known: dict[str, tuple[float, dict[str, object]]] = {}

    def of(self, locale: str) -> dict[str, object] | None:
        """The answer of Lex to a hello; None while the bot cannot be reached."""
        asked, greeting = self._known.get(locale, (0.0, None))
        if greeting is not None and self._clock() - asked < FRESH_SECONDS:
            return greeting
        try:
            answer = self._lex.say(self._sessions.open(self._sessions.issue()).lex_id, locale, locales()[locale].hello)
        except Refused:
            return greeting
        self._known[locale] = (self._clock(), answer)
        return answer
