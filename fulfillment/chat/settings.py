"""What a deployment decides about the chat, read from its environment."""

from collections.abc import Mapping
from dataclasses import dataclass

SHORTEST_SECRET = 32
"""Bytes: as long as the hash that is keyed with it."""


class SettingsError(Exception):
    """The environment does not say what the chat needs; the message says what to set."""


@dataclass(frozen=True)
class Settings:
    """``per_session`` and ``per_address`` count requests a minute; ``origins`` are those of ``Origins``."""

    secret: bytes
    bot_id: str
    bot_alias_id: str
    origins: tuple[str, ...] = ()
    session_seconds: int = 86_400
    per_session: int = 60
    per_address: int = 300
    voice: bool = False
    logs_questions: bool = False

    def __post_init__(self) -> None:
        if len(self.secret) < SHORTEST_SECRET:
            raise SettingsError(f"the session secret is too short: set one of {SHORTEST_SECRET} random bytes or more")


def read_settings(environment: Mapping[str, str], secret: str) -> Settings:
    """Read what the environment says. Raises SettingsError for what is missing or no number."""
    return Settings(
        secret=secret.encode(),
        bot_id=_needed(environment, "BOT_ID"),
        bot_alias_id=_needed(environment, "BOT_ALIAS_ID"),
        origins=read_origins(environment.get("ALLOWED_ORIGINS", "")),
        session_seconds=_number(environment, "SESSION_SECONDS", Settings.session_seconds),
        per_session=_number(environment, "RATE_PER_SESSION", Settings.per_session),
        per_address=_number(environment, "RATE_PER_ADDRESS", Settings.per_address),
        voice=_is_true(environment, "VOICE"),
        logs_questions=_is_true(environment, "LOG_QUESTIONS"),
    )


def read_origins(text: str) -> tuple[str, ...]:
    """The origins of a list with commas."""
    return tuple(origin.strip().rstrip("/") for origin in text.split(",") if origin.strip())


def _needed(environment: Mapping[str, str], name: str) -> str:
    if value := environment.get(name):
        return value
    raise SettingsError(f"the environment has no {name}: set it in the function's configuration")


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isdecimal() or not int(text):
        raise SettingsError(f"{name} is {text!r}: set a whole number from 1")
    return int(text)


def _is_true(environment: Mapping[str, str], name: str) -> bool:
    return environment.get(name, "").lower() == "true"
