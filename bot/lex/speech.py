"""The port to speech engines. Without one, the local Lex takes and gives text only."""

from typing import Protocol

from bot.lex.errors import ValidationException

AUDIO_TYPES = ("audio/l16", "audio/x-l16", "audio/lpcm", "audio/x-cbr-opus-with-preamble")
"""Prefixes of the content types that RecognizeUtterance takes besides text/plain (API)."""


class Speech(Protocol):
    """Ears and a voice."""

    def transcribe(self, audio: bytes, *, content_type: str, locale_id: str) -> str:
        """The words in the audio, whose format the content type tells; empty if there are none."""
        ...

    def speak(self, texts: list[str], *, content_type: str, locale_id: str) -> bytes:
        """The texts (plain, or SSML beginning with ``<speak``) as audio of the content type."""
        ...


class NoSpeech:
    """The absence of speech engines."""

    def transcribe(self, audio: bytes, *, content_type: str, locale_id: str) -> str:
        """:raises ValidationException: always."""
        raise ValidationException(
            f"This local Lex has no speech recognition; send text/plain instead of {content_type}"
        )

    def speak(self, texts: list[str], *, content_type: str, locale_id: str) -> bytes:
        """:raises ValidationException: always."""
        raise ValidationException(
            f"This local Lex has no speech synthesis; ask for text/plain instead of {content_type}"
        )
