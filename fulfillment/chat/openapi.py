"""The OpenAPI 3.1 document of the chat API; ``python -m fulfillment.chat.openapi`` writes docs/openapi.json."""

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fulfillment.chat.operations import OPERATIONS, Operation
from fulfillment.chat.problems import CONTENT_TYPE, statuses
from fulfillment.chat.schemas import locale_schema, ref, schemas

Json = dict[str, Any]

DOCUMENT = Path(__file__).parents[2] / "docs" / "openapi.json"
WAITING = {429: True, 503: False}
"""Statuses that say in Retry-After when to ask again, and whether they always do."""


def openapi_document() -> Json:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Serverless FAQ chat",
            "version": "1.0.0",
            "description": "Ask the serverless FAQ bot from any program. See docs/chat-api.md.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "security": [],
        "paths": _paths(OPERATIONS),
        "components": {"schemas": schemas()},
    }


def openapi_text() -> str:
    return json.dumps(openapi_document(), ensure_ascii=False, indent=2) + "\n"


def _paths(operations: Iterable[Operation]) -> Json:
    paths: Json = defaultdict(dict)
    for operation in operations:
        paths[operation.path][operation.method.lower()] = _operation(operation)
    return dict(paths)


def _operation(operation: Operation) -> Json:
    described: Json = {
        "operationId": operation.id,
        "summary": operation.summary,
        "parameters": _parameters(operation),
        "responses": {**_success(operation), **_problems(operation)},
    }
    if operation.body:
        content = {content_type: {"schema": schema} for content_type, schema in operation.body.items()}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _parameters(operation: Operation) -> list[Json]:
    session = {"name": "sessionId", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
    queries = [
        {"name": name, "in": "query", "required": required, "schema": locale_schema()}
        for name, required in operation.query.items()
    ]
    return [*([session] if operation.has_session else []), *queries]


def _success(operation: Operation) -> Json:
    if not operation.answer:
        return {"204": {"description": "Done.", "headers": _headers()}}
    content = {"application/json": {"schema": ref(operation.answer)}}
    return {"200": {"description": "The answer.", "headers": _headers(), "content": content}}


def _problems(operation: Operation) -> Json:
    codes: dict[int, list[str]] = defaultdict(list)
    for code in operation.problems:
        codes[statuses()[code]].append(code)
    return {str(status): _problem(status, codes[status]) for status in sorted(codes)}


def _problem(status: int, codes: list[str]) -> Json:
    headers = _headers()
    if status in WAITING:
        headers["retry-after"] = {
            "description": "Seconds to wait.",
            "required": WAITING[status],
            "schema": {"type": "integer"},
        }
    content = {CONTENT_TYPE: {"schema": ref("Problem")}}
    return {"description": f"Problem: {', '.join(codes)}.", "headers": headers, "content": content}


def _headers() -> Json:
    return {"x-request-id": {"description": "Names this request.", "required": True, "schema": {"type": "string"}}}


if __name__ == "__main__":
    DOCUMENT.write_text(openapi_text(), encoding="utf-8")
