"""The service: the five operations of lexv2-runtime as plain functions of data. No sockets here, and no files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Any, Literal
from uuid import UUID

from bot.lex import dialog_requests
from bot.lex.aliases import TEST_ALIAS_ID
from bot.lex.bots import Bots, Target
from bot.lex.code_hook import BotIdentity, LambdaCodeHook
from bot.lex.contexts import after_turn, still_active
from bot.lex.dialog import engine
from bot.lex.dialog.turn import Turn, UserInput
from bot.lex.errors import ResourceNotFoundException, ValidationException
from bot.lex.messages import Message, read_api
from bot.lex.serialise import api_interpretations, messages_json, session_state_json
from bot.lex.sessions import SessionKey, Sessions
from bot.lex.speech import AUDIO_TYPES, NoSpeech, Speech
from bot.lex.state import Session
from bot.lex.trace import conversation_log
from bot.lex.validation import (
    PUT_SESSION,
    RECOGNIZE_TEXT,
    RECOGNIZE_UTTERANCE,
    SESSION_ID,
    check,
    check_attributes_size,
)

Json = dict[str, Any]
Clock = Callable[[], datetime]

TEXT_TYPE = "text/plain; charset=utf-8"
_ID_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@dataclass(frozen=True)
class Finished:
    """A finished turn: the session as it was kept, and what the request attributes have become."""

    session: Session
    now: float
    transcript: str = ""
    mode: Literal["Text", "Speech", "DTMF"] = "Text"
    audio: bytes = b""
    content_type: str = TEXT_TYPE
    request_id: str = ""

    def as_json(self, session_id: str) -> Json:
        """The answer of RecognizeText, keys in Lex's order (OBS); what is empty is left out."""
        answer: Json = {}
        if self.session.messages:
            answer["messages"] = messages_json(self.session.messages)
        answer["sessionState"] = session_state_json(self.session, self.now)
        answer["interpretations"] = api_interpretations(self.session.interpretations)
        if self.session.request_attributes:
            answer["requestAttributes"] = dict(self.session.request_attributes)
        answer["sessionId"] = session_id
        return answer


class Runtime:
    """A local Amazon Lex V2 runtime.

    Every operation raises LexErrors: ValidationException, ResourceNotFoundException (bot, alias, locale, session),
    ConflictException (the session is in use), DependencyFailedException (code hook). A failed turn changes nothing.
    """

    def __init__(
        self,
        bots: Bots,
        *,
        clock: Clock,
        random: Random,
        sessions: Sessions | None = None,
        speech: Speech | None = None,
    ) -> None:
        self.bots = bots
        self.sessions = sessions or Sessions()
        self._clock = clock
        self._random = random
        self._speech = speech or NoSpeech()

    # operations

    def recognize_text(
        self,
        text: str,
        *,
        session_id: str,
        locale_id: str,
        bot_id: str | None = None,
        bot_alias_id: str = TEST_ALIAS_ID,
        session_state: Json | None = None,
        request_attributes: Mapping[str, str] | None = None,
        request_id: str | None = None,
    ) -> Json:
        """RecognizeText: the answer as the API gives it."""
        request = {"text": text, "sessionState": session_state, "requestAttributes": request_attributes}
        check(RECOGNIZE_TEXT, request)
        key = self.key(session_id, locale_id, bot_id, bot_alias_id)
        heard = self._input(key, text, request_attributes, request_id)
        return self._converse(key, heard, session_state, "RecognizeText").as_json(session_id)

    def recognize_utterance(
        self,
        body: bytes,
        *,
        content_type: str,
        session_id: str,
        locale_id: str,
        bot_id: str | None = None,
        bot_alias_id: str = TEST_ALIAS_ID,
        response_content_type: str | None = None,
        session_state: Json | None = None,
        request_attributes: Mapping[str, str] | None = None,
        request_id: str | None = None,
    ) -> Finished:
        """RecognizeUtterance: text, or audio where a speech engine is there."""
        check(RECOGNIZE_UTTERANCE, {"sessionState": session_state, "requestAttributes": request_attributes})
        key = self.key(session_id, locale_id, bot_id, bot_alias_id)
        self.bots.target(*key[:3])
        heard = self._hear(key, body, content_type, request_attributes, request_id)
        heard = replace(heard, response_content_type=response_content_type or TEXT_TYPE)
        finished = self._converse(key, heard, session_state, "RecognizeUtterance")
        return self._voiced(finished, key, response_content_type)

    def put_session(
        self,
        session_state: Json,
        *,
        session_id: str,
        locale_id: str,
        bot_id: str | None = None,
        bot_alias_id: str = TEST_ALIAS_ID,
        messages: Sequence[Json] = (),
        request_attributes: Mapping[str, str] | None = None,
        response_content_type: str | None = None,
        request_id: str | None = None,
    ) -> Finished:
        """PutSession: make or overwrite a session, and start an intent where it says Delegate."""
        request = {"sessionState": session_state, "messages": list(messages), "requestAttributes": request_attributes}
        check(PUT_SESSION, request)
        key = self.key(session_id, locale_id, bot_id, bot_alias_id)
        heard = self._input(key, "", request_attributes, request_id)
        given = [read_api(message) for message in messages]
        with self.sessions.held(key):
            turn, target = self._begin(key, heard, None, session_state)
            dialog_requests.put(turn, given)
            finished = self._commit(key, turn, target, "PutSession")
        return self._voiced(finished, key, response_content_type)

    def get_session(
        self, *, session_id: str, locale_id: str, bot_id: str | None = None, bot_alias_id: str = TEST_ALIAS_ID
    ) -> Json:
        """GetSession: the state, and what was said last."""
        key = self.key(session_id, locale_id, bot_id, bot_alias_id)
        target = self.bots.target(*key[:3])
        session = self._existing(key, target)
        answer: Json = {"sessionId": session_id}
        if session.messages:
            answer["messages"] = messages_json(session.messages)
        answer["interpretations"] = api_interpretations(session.interpretations)
        answer["sessionState"] = session_state_json(session, self.now())
        return answer

    def delete_session(
        self, *, session_id: str, locale_id: str, bot_id: str | None = None, bot_alias_id: str = TEST_ALIAS_ID
    ) -> Json:
        """DeleteSession."""
        key = self.key(session_id, locale_id, bot_id, bot_alias_id)
        target = self.bots.target(*key[:3])
        with self.sessions.held(key):
            self._existing(key, target)
            self.sessions.forget(key)
        return {
            "botId": key.bot_id,
            "botAliasId": key.alias_id,
            "localeId": key.locale_id,
            "sessionId": key.session_id,
        }

    def trace(
        self,
        session_id: str,
        *,
        locale_id: str | None = None,
        bot_id: str | None = None,
        bot_alias_id: str = TEST_ALIAS_ID,
    ) -> list[Json]:
        """The conversation logs of a session, oldest turn first (spec 3.10)."""
        bot_id = self._bot_id(bot_id)
        locales = [locale_id] if locale_id else list(self.bots.bot(bot_id).draft.locales)
        keys = (SessionKey(bot_id, bot_alias_id, locale, session_id) for locale in locales)
        return [log for key in keys for log in self.sessions.trace(key)]

    def warm(self) -> None:
        """Train every locale of every bot now, and not in the first turn."""
        for hosted in self.bots.all().values():
            for bot in hosted.versions.values():
                for locale in bot.locales.values():
                    self.bots.interpreter(locale)

    # a turn

    def key(self, session_id: str, locale_id: str, bot_id: str | None, bot_alias_id: str) -> SessionKey:
        """The key of a session. ``bot_id`` may be left out where only one bot is served.

        :raises ValidationException: the session id is none.
        """
        check(SESSION_ID, session_id, "sessionId")
        return SessionKey(self._bot_id(bot_id), bot_alias_id, locale_id, session_id)

    def _bot_id(self, bot_id: str | None) -> str:
        bots = self.bots.all()
        if bot_id is None and len(bots) != 1:
            raise ValidationException(f"botId is needed: there are {len(bots)} bots")
        return bot_id or next(iter(bots))

    def now(self) -> float:
        """Seconds since the epoch, by the clock that was given."""
        return self._clock().timestamp()

    def new_id(self) -> str:
        """Ten upper-case alphanumerics, the form of Lex's ids."""
        return "".join(self._random.choices(_ID_CHARACTERS, k=10))

    def new_request_id(self) -> str:
        """A UUID, from the seeded random source."""
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def _input(
        self, key: SessionKey, text: str, attributes: Mapping[str, str] | None, request_id: str | None
    ) -> UserInput:
        filled = {name: value for name, value in (attributes or {}).items() if value is not None}
        return UserInput(text, key.session_id, request_id or self.new_request_id(), request_attributes=filled)

    def _hear(
        self,
        key: SessionKey,
        body: bytes,
        content_type: str,
        attributes: Mapping[str, str] | None,
        request_id: str | None,
    ) -> UserInput:
        if content_type.startswith("text/plain"):
            text = _decoded(body)
            check(RECOGNIZE_TEXT, {"text": text})
            return self._input(key, text, attributes, request_id)
        if not content_type.startswith(AUDIO_TYPES):
            raise ValidationException(f"Unsupported Content-Type: {content_type}")
        text = self._speech.transcribe(body, content_type=content_type, locale_id=key.locale_id)
        return replace(self._input(key, text, attributes, request_id), mode="Speech")

    def _converse(self, key: SessionKey, heard: UserInput, session_state: Json | None, operation: str) -> Finished:
        with self.sessions.held(key):
            target = self.bots.target(*key[:3])
            turn, target = self._begin(key, heard, self._session(key, target), session_state, target)
            engine.hear(turn)
            return self._commit(key, turn, target, operation)

    def _begin(
        self,
        key: SessionKey,
        heard: UserInput,
        session: Session | None,
        session_state: Json | None,
        target: Target | None = None,
    ) -> tuple[Turn, Target]:
        target = target or self.bots.target(*key[:3])
        now = self.now()
        session = session or Session(heard.request_id)
        turn = Turn(
            locale=target.locale,
            interpreter=target.interpreter,
            input=heard,
            random=self._random,
            now=now,
            old_flow=target.old_flow,
            code_hook=_code_hook(target),
            request_session=session_state,
            intent=session.intent,
            action=session.action,
            attributes=dict(session.attributes),
            contexts=still_active(session.contexts, now),
            runtime_hints=session.runtime_hints,
            misses=session.misses,
            request_attributes=dict(heard.request_attributes),
            originating_request_id=session.originating_request_id,
        )
        turn.contexts_before = turn.contexts
        if session_state:
            dialog_requests.override(turn, session_state)
        return turn, target

    def _commit(self, key: SessionKey, turn: Turn, target: Target, operation: str) -> Finished:
        check_attributes_size(turn.attributes)
        session = _session_after(turn)
        log = conversation_log(turn, session, target, operation)
        self.sessions.save(key, session, now=turn.now)
        self.sessions.add_trace(key, log)
        return Finished(session, turn.now, turn.input.text, turn.input.mode, request_id=turn.input.request_id)

    def _session(self, key: SessionKey, target: Target) -> Session | None:
        return self.sessions.find(key, now=self.now(), idle_seconds=target.bot.idle_session_ttl_seconds)

    def _existing(self, key: SessionKey, target: Target) -> Session:
        session = self._session(key, target)
        if session is None:
            raise ResourceNotFoundException(f"Session {key.session_id} does not exist")
        return session

    def _voiced(self, finished: Finished, key: SessionKey, content_type: str | None) -> Finished:
        if not content_type or not content_type.startswith("audio/"):
            return finished
        wanted = "audio/mpeg" if content_type == "audio/*" else content_type
        texts = [m.content for m in finished.session.messages if m.content and m.content_type in ("PlainText", "SSML")]
        audio = self._speech.speak(texts, content_type=wanted, locale_id=key.locale_id)
        return replace(finished, audio=audio, content_type=wanted)


def _session_after(turn: Turn) -> Session:
    messages: tuple[Message, ...] = turn.spoken()
    return Session(
        originating_request_id=turn.originating_request_id,
        intent=turn.intent,
        action=turn.action,
        attributes=turn.attributes,
        contexts=still_active(after_turn(turn.contexts_before, turn.contexts), turn.now),
        runtime_hints=turn.runtime_hints,
        misses=turn.misses,
        interpretations=turn.interpretations(),
        messages=messages,
        request_attributes=turn.request_attributes,
    )


def _code_hook(target: Target) -> LambdaCodeHook | None:
    if target.handler is None:
        return None
    identity = BotIdentity(
        id=target.bot_id,
        name=target.bot.name,
        alias_id=target.alias.id,
        alias_name=target.alias.name,
        locale_id=target.locale.id,
        version=target.alias.version,
    )
    return LambdaCodeHook(target.handler, identity)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValidationException(f"The request body is not UTF-8 text: {error}") from error
