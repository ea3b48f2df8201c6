"""What the chat does: each request admitted, checked, passed to the bot, and answered."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any

from fulfillment.chat import feedback, limits
from fulfillment.chat.answers import answer_json
from fulfillment.chat.greeting import Greetings
from fulfillment.chat.lex_client import LexClient
from fulfillment.chat.locales import locales
from fulfillment.chat.origins import PREFLIGHT, SECURITY, Origins
from fulfillment.chat.problems import Refused
from fulfillment.chat.rate_limits import Counters, RateLimits, Rates
from fulfillment.chat.requests import Answer, Request
from fulfillment.chat.sessions import Session, Sessions
from fulfillment.chat.settings import Settings
from fulfillment.chat.tutorial import tutorial_place
from fulfillment.knowledge.port import Knowledge

Endpoint = Callable[[Request], Answer]
NOT_LOGGED = "redacted"


class Chat:
    """One bot for many askers. ``failed`` is told of failures that nobody else sees."""

    def __init__(
        self,
        settings: Settings,
        lex: LexClient,
        knowledge: Knowledge,
        counters: Counters,
        failed: Callable[[Exception], None],
    ) -> None:
        self._settings = settings
        self._lex = lex
        self._knowledge = knowledge
        self._origins = Origins(settings.origins)
        self._sessions = Sessions(settings.secret, settings.session_seconds)
        self._greetings = Greetings(lex, self._sessions)
        rates = Rates(settings.per_session, settings.per_address)
        self._limits = RateLimits(counters, rates, settings.secret, failed)

    def endpoints(self) -> Mapping[str, Endpoint]:
        """By id of the operation in ``fulfillment.chat.operations``."""
        return {
            "getConfig": self.config,
            "sendMessage": self.message,
            "sendAudio": self.audio,
            "endSession": self.end,
            "sendFeedback": self.feedback,
        }

    def headers(self, request: Request) -> dict[str, str]:
        """What every answer to a request carries."""
        ours = {"x-request-id": request.id, **SECURITY}
        return {**ours, **self._origins.headers(request.header("origin"), request.header("host"))}

    def admit(self, request: Request) -> None:
        """Raises Refused for a request from a page that may not use the chat."""
        if not self._origins.allow(request.header("origin"), request.header("host")):
            raise Refused("origin-refused")

    def preflight(self, request: Request) -> Mapping[str, str]:
        """What a browser is told that asks before it sends (CORS)."""
        self.admit(request)
        return PREFLIGHT

    def config(self, request: Request) -> Answer:
        """A new session, and what a client needs to know."""
        limits.check_query(request, ("locale",))
        locale = limits.locale(request.query) if request.query else request.locale_of_problems
        self._limits.count_address(request.source)
        greeting = self._greetings.of(locale)
        return Answer(
            {
                "sessionId": self._sessions.issue(),
                "expiresIn": self._settings.session_seconds,
                "locales": [{"id": each.id, "name": each.name} for each in locales().values()],
                "greeting": self._answer(greeting, request, locale) if greeting else None,
                "limits": {
                    "textLength": limits.TEXT_LENGTH,
                    "audioSeconds": limits.AUDIO_SECONDS,
                    "audioBytes": limits.AUDIO_BYTES,
                },
                "voice": self._settings.voice,
            },
            {"locale": locale},
        )

    def message(self, request: Request) -> Answer:
        """A turn in text."""
        session = self._session(request)
        content = limits.json_body(request, ("text", "locale"))
        locale, text = limits.locale(content), limits.message_text(content)
        answer = self._answer(self._lex.say(session.lex_id, locale, text), request, locale)
        return Answer(answer, self._told(answer, text))

    def audio(self, request: Request) -> Answer:
        """A turn in speech."""
        session = self._session(request)
        limits.check_query(request, ("locale",))
        locale, audio = limits.locale(request.query), limits.audio(request)
        if not self._settings.voice:
            raise Refused("voice-unavailable")
        heard = self._lex.speak(session.lex_id, locale, audio)
        answer = self._answer(heard.answer, request, locale)
        spoken = b64encode(heard.audio).decode() if heard.audio else None
        return Answer({**answer, "transcript": heard.transcript, "audio": spoken}, self._told(answer, heard.transcript))

    def end(self, request: Request) -> Answer:
        """Forget a conversation."""
        self._lex.forget(self._session(request).lex_id)
        return Answer()

    def feedback(self, request: Request) -> Answer:
        """A thumb up or down, with or without a comment."""
        self._session(request)
        rating = feedback.read_rating(request)
        feedback.count(rating, self._knowledge)
        comment = rating.comment if self._settings.logs_questions or not rating.comment else NOT_LOGGED
        told = {"locale": rating.locale, "entry": rating.entry_id, "helpful": rating.helpful, "comment": comment}
        return Answer(told=told)

    def _session(self, request: Request) -> Session:
        """The session of a request, counted. The address first: it limits guessing, too."""
        self._limits.count_address(request.source)
        session = self._sessions.open(request.token)
        self._limits.count_session(session.lex_id)
        return session

    def _answer(self, lex: Mapping[str, Any], request: Request, locale: str) -> dict[str, Any]:
        tutorial = tutorial_place(lex, locale, self._knowledge)
        return answer_json(lex, request_id=request.id, locale=locale, tutorial=tutorial)

    def _told(self, answer: Mapping[str, Any], question: str) -> dict[str, Any]:
        told = {"locale": answer["locale"], "intent": answer["intent"], "entry": answer["entryId"]}
        logged = question if self._settings.logs_questions else NOT_LOGGED
        return {**told, "outcome": answer["outcome"], "question": logged}
