"""How much a request may hold, and of what form: checked before anything is asked of anybody."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from fulfillment.chat.locales import locales
from fulfillment.chat.problems import Refused
from fulfillment.chat.requests import Request
from fulfillment.lex.limits import utf16_length

TEXT_LENGTH = 1024
"""UTF-16 code units, as Lex counts (quota page: input text of RecognizeText)."""
COMMENT_LENGTH = 500
BODY_BYTES = 16 * 1024
AUDIO_SECONDS = 15
"""Lex takes speech of up to 15 seconds."""
AUDIO_BYTES = AUDIO_SECONDS * 16_000 * 2
JSON_TYPE = "application/json"
AUDIO_TYPE = "audio/l16"
ENTRY_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
LEX_FIELDS = ("sessionAttributes", "sessionState", "requestAttributes", "activeContexts")
"""What Lex would take from a client, and the chat does not."""

Json = dict[str, Any]


def json_body(request: Request, known: Sequence[str]) -> Json:
    """The body as a JSON object of known fields. Raises Refused if it is not one."""
    if len(request.body) > BODY_BYTES:
        raise Refused("body-too-long", limit=BODY_BYTES)
    if request.content_type != JSON_TYPE:
        raise Refused("content-type", wanted=JSON_TYPE)
    content = _parsed(request.body)
    for name in content:
        if name in LEX_FIELDS:
            raise Refused("session-attributes", name=name)
        if name not in known:
            raise Refused("unknown-field", name=name[:50], known=", ".join(known))
    return content


def check_query(request: Request, known: Sequence[str]) -> None:
    """Raises Refused for a query that holds anything but what is known."""
    if set(request.query) - set(known):
        raise Refused("query", known=", ".join(known) or "-")


def locale(content: Mapping[str, Any]) -> str:
    """The locale that a body or a query asks for. Raises Refused for one that the chat does not speak."""
    wanted = content.get("locale")
    if not isinstance(wanted, str) or wanted not in locales():
        raise Refused("locale", known=", ".join(locales()))
    return wanted


def message_text(content: Mapping[str, Any]) -> str:
    """The text of a message. Raises Refused for an empty or a too long one."""
    text = _text(content, "text")
    if not text.strip():
        raise Refused("empty-text")
    if utf16_length(text) > TEXT_LENGTH:
        raise Refused("text-too-long", limit=TEXT_LENGTH)
    return text


def comment(content: Mapping[str, Any]) -> str:
    """The comment of a rating; empty if there is none."""
    text = _text(content, "comment") if "comment" in content else ""
    if utf16_length(text) > COMMENT_LENGTH:
        raise Refused("comment-too-long", limit=COMMENT_LENGTH)
    return text


def entry_id(content: Mapping[str, Any]) -> str:
    """The id of the entry that is rated."""
    found = _text(content, "entryId")
    if not ENTRY_ID.fullmatch(found):
        raise Refused("field", name="entryId")
    return found


def flag(content: Mapping[str, Any], name: str) -> bool:
    value = content.get(name)
    if not isinstance(value, bool):
        raise Refused("field", name=name)
    return value


def audio(request: Request) -> bytes:
    """Recorded speech: 16-bit samples, little-endian, 16 kHz, one channel. Raises Refused for anything else."""
    if request.content_type != AUDIO_TYPE:
        raise Refused("content-type", wanted="audio/l16; rate=16000; channels=1")
    if len(request.body) > AUDIO_BYTES:
        raise Refused("audio-too-long", seconds=AUDIO_SECONDS)
    if not request.body or len(request.body) % 2:
        raise Refused("field", name="body")
    return request.body


def _parsed(body: bytes) -> Json:
    try:
        content = json.loads(body.decode())
    except (ValueError, RecursionError) as broken:
        raise Refused("not-json") from broken
    if not isinstance(content, dict):
        raise Refused("not-json")
    return content


def _text(content: Mapping[str, Any], name: str) -> str:
    value = content.get(name)
    if not isinstance(value, str) or not _is_whole(value):
        raise Refused("field", name=name)
    return value


def _is_whole(text: str) -> bool:
    """Whether every surrogate has its other half: JSON can say half an emoji, UTF-8 cannot."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
