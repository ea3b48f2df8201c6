"""The locales of the chat: their names for people, and the greeting that opens a conversation."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DEFAULT_LOCALE = "en_US"


@dataclass(frozen=True)
class Locale:
    """``name`` in the locale's own language; ``hello`` is what opens a conversation."""

    id: str
    name: str
    hello: str


@cache
def locales() -> Mapping[str, Locale]:
    """Every locale of the chat by id, the first one first."""
    raw = json.loads(Path(__file__).with_name("locales.json").read_text(encoding="utf-8"))
    return {locale_id: Locale(locale_id, **words) for locale_id, words in raw.items()}


def preferred_locale(accept_language: str) -> str:
    """The first language of an Accept-Language header that the chat speaks, else English."""
    by_language = {locale_id.partition("_")[0]: locale_id for locale_id in locales()}
    wanted = (part.strip()[:2].lower() for part in accept_language.split(","))
    return next((by_language[language] for language in wanted if language in by_language), DEFAULT_LOCALE)
