"""JSON schemas of what the chat API takes and gives (JSON Schema 2020-12, as OpenAPI 3.1 uses it)."""

from collections.abc import Mapping
from typing import Any

from fulfillment.chat.answers import OUTCOMES
from fulfillment.chat.limits import COMMENT_LENGTH, ENTRY_ID, TEXT_LENGTH
from fulfillment.chat.locales import locales
from fulfillment.chat.problems import statuses

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 1}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def locale_schema() -> Schema:
    return {"type": "string", "enum": list(locales())}


def _object(properties: Mapping[str, Any], optional: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _answer() -> Schema:
    """Properties of an answer."""
    return {
        "requestId": TEXT,
        "locale": locale_schema(),
        "outcome": {"type": "string", "enum": list(OUTCOMES)},
        "entryId": {"type": "string", "description": "Of the entry that answers; empty if none does."},
        "intent": TEXT,
        "messages": {**_list(TEXT), "description": "Plain text, to be shown as text."},
        "markdown": {"type": "string", "description": "The whole answer in CommonMark without raw HTML, or empty."},
        "ssml": {"type": "string", "description": "The answer for the ear, or empty."},
        "cards": _list(ref("Card")),
        "tutorial": _or_null(_object({"step": COUNT, "count": COUNT})),
    }


def _config() -> Schema:
    return {
        "sessionId": {"type": "string", "description": "Opens the conversation to whoever has it: keep it secret."},
        "expiresIn": {**COUNT, "description": "Seconds."},
        "locales": _list(_object({"id": locale_schema(), "name": TEXT})),
        "greeting": _or_null(ref("Answer")),
        "limits": _object({"textLength": COUNT, "audioSeconds": COUNT, "audioBytes": COUNT}),
        "voice": {"type": "boolean"},
    }


def _feedback() -> Schema:
    return {
        "entryId": {"type": "string", "pattern": f"^{ENTRY_ID.pattern}$"},
        "helpful": {"type": "boolean"},
        "comment": {"type": "string", "maxLength": COMMENT_LENGTH},
        "locale": locale_schema(),
    }


def _problem() -> Schema:
    return {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "The cause, for people, in the locale of the request."},
        "requestId": TEXT,
        "code": {"type": "string", "enum": sorted(statuses())},
    }


def schemas() -> Mapping[str, Schema]:
    """Every schema by name."""
    message = {
        "type": "string",
        "minLength": 1,
        "maxLength": TEXT_LENGTH,
        "pattern": r"\S",
        "description": "UTF-16 code units are counted.",
    }
    spoken = {"transcript": TEXT, "audio": _or_null({"type": "string", "contentEncoding": "base64"})}
    return {
        "Answer": _object(_answer()),
        "SpokenAnswer": _object({**_answer(), **spoken}),
        "Button": _object({"text": TEXT, "value": TEXT}),
        "Card": _object({"title": TEXT, "subtitle": TEXT, "buttons": _list(ref("Button"))}, optional=("subtitle",)),
        "Config": _object(_config()),
        "Feedback": _object(_feedback(), optional=("comment",)),
        "Message": _object({"text": message, "locale": locale_schema()}),
        "Problem": _object(_problem()),
    }
