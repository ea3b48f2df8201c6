"""Talks to the Lex runtime through a boto3 client that it is given, and says what Lex's errors mean for people."""

import gzip
import json
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from fulfillment.chat.locales import locales
from fulfillment.chat.problems import Refused

Json = dict[str, Any]

AUDIO = "audio/l16; rate=16000; channels=1"
SPEECH = "audio/mpeg"
BUSY_SECONDS = 1
CAUSES = {400: "bot-refused", 409: "bot-busy", 429: "bot-busy"}
"""Cause of problems.json by HTTP status of Lex; any other status is a failure of the bot."""


@dataclass(frozen=True)
class Heard:
    """What Lex made of speech: its answer as RecognizeText would give it, the words, and the answer spoken (MP3)."""

    answer: Json
    transcript: str
    audio: bytes


class LexClient:
    """One bot alias. ``unreachable`` are the errors that the client raises when no answer comes (botocore's)."""

    def __init__(self, client: Any, bot_id: str, alias_id: str, unreachable: tuple[type[Exception], ...]) -> None:
        self._client = client
        self._bot = {"botId": bot_id, "botAliasId": alias_id}
        self._unreachable = unreachable

    def say(self, session_id: str, locale: str, text: str) -> Json:
        """RecognizeText. Raises Refused for every error of Lex."""
        with self._errors():
            answer: Json = self._client.recognize_text(**self._address(session_id, locale), text=text)
        return answer

    def speak(self, session_id: str, locale: str, audio: bytes) -> Heard:
        """RecognizeUtterance. Raises Refused for every error; Lex without speech refuses the content type."""
        with self._errors({400: "voice-unavailable"}):
            raw = self._client.recognize_utterance(
                **self._address(session_id, locale),
                requestContentType=AUDIO,
                responseContentType=SPEECH,
                inputStream=audio,
            )
            spoken = raw["audioStream"].read() if "audioStream" in raw else b""
        packed = ("messages", "interpretations", "sessionState")
        answer = {name: _unpacked(raw[name]) for name in packed if raw.get(name)}
        return Heard(answer, _unpacked(raw["inputTranscript"]) if raw.get("inputTranscript") else "", spoken)

    def forget(self, session_id: str) -> None:
        """DeleteSession in every locale; one that Lex has forgotten already is no error."""
        for locale in locales():
            with self._errors({404: ""}):
                self._client.delete_session(**self._address(session_id, locale))

    def _address(self, session_id: str, locale: str) -> Json:
        return {**self._bot, "localeId": locale, "sessionId": session_id}

    @contextmanager
    def _errors(self, special: dict[int, str] | None = None) -> Iterator[None]:
        """Turn errors of Lex into causes; an empty one in ``special`` means that it is none."""
        try:
            yield
        except self._client.exceptions.ClientError as error:
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            cause = {**CAUSES, **(special or {})}.get(status, "bot-failed")
            if cause:
                raise Refused(cause, retry_after=BUSY_SECONDS if cause == "bot-busy" else 0) from error
        except self._unreachable as silence:
            raise Refused("bot-unreachable") from silence


def _unpacked(field: str) -> Any:
    """A field of RecognizeUtterance: JSON, gzipped, in base64."""
    return json.loads(gzip.decompress(b64decode(field)))
