"""The lexv2-runtime API over HTTP: requests into calls of the Runtime, results into answers (spec 3.1 to 3.4)."""

from collections.abc import Mapping

from bot.lex.errors import ValidationException
from bot.lex.runtime import Finished, Runtime
from bot.lex.serialise import api_interpretations, messages_json, session_state_json
from bot.lex.validation import BOT_ID, check
from bot.lex.wire import Endpoint, Json, Request, Response, json_response, pack, unpack

MAX_HEADER_BYTES = 12 * 1024
"""Session state and request attributes together, as they are sent (DOC)."""

_SESSION = "/bots/{botId}/botAliases/{botAliasId}/botLocales/{localeId}/sessions/{sessionId}"
_STATE_HEADER = "x-amz-lex-session-state"
_ATTRIBUTES_HEADER = "x-amz-lex-request-attributes"


class RuntimeApi:
    """The five operations as endpoints."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    def routes(self) -> Mapping[str, Endpoint]:
        """Method and path to endpoint."""
        return {
            f"POST {_SESSION}/text": self.recognize_text,
            f"POST {_SESSION}/utterance": self.recognize_utterance,
            f"GET {_SESSION}": self.get_session,
            f"POST {_SESSION}": self.put_session,
            f"DELETE {_SESSION}": self.delete_session,
        }

    def recognize_text(self, request: Request, parts: Mapping[str, str]) -> Response:
        """RecognizeText."""
        body = request.json()
        answer = self._runtime.recognize_text(
            body.get("text"),  # type: ignore[arg-type]  # the runtime validates it
            **_address(parts),
            session_state=body.get("sessionState"),
            request_attributes=body.get("requestAttributes"),
            request_id=request.id,
        )
        return json_response(answer)

    def recognize_utterance(self, request: Request, parts: Mapping[str, str]) -> Response:
        """RecognizeUtterance."""
        content_type = request.headers.get("content-type")
        if not content_type:
            raise ValidationException("Content-Type is required")
        state, attributes = _packed_headers(request)
        finished = self._runtime.recognize_utterance(
            request.body,
            content_type=content_type,
            **_address(parts),
            response_content_type=request.headers.get("response-content-type"),
            session_state=state,
            request_attributes=attributes,
            request_id=request.id,
        )
        headers = _answer_headers(finished, parts["sessionId"])
        headers["x-amz-lex-input-mode"] = finished.mode
        headers["x-amz-lex-interpretations"] = pack(api_interpretations(finished.session.interpretations))
        headers["x-amz-lex-input-transcript"] = pack(finished.transcript)
        return Response(finished.audio, content_type=finished.content_type, headers=headers)

    def put_session(self, request: Request, parts: Mapping[str, str]) -> Response:
        """PutSession."""
        body = request.json()
        finished = self._runtime.put_session(
            body.get("sessionState"),  # type: ignore[arg-type]  # the runtime validates it
            **_address(parts),
            messages=body.get("messages") or (),
            request_attributes=body.get("requestAttributes"),
            # The header's name has no dashes in this operation (spec 3.1).
            response_content_type=request.headers.get("responsecontenttype"),
            request_id=request.id,
        )
        headers = _answer_headers(finished, parts["sessionId"])
        return Response(finished.audio, content_type=finished.content_type, headers=headers)

    def get_session(self, request: Request, parts: Mapping[str, str]) -> Response:
        """GetSession."""
        return json_response(self._runtime.get_session(**_address(parts)))

    def delete_session(self, request: Request, parts: Mapping[str, str]) -> Response:
        """DeleteSession."""
        return json_response(self._runtime.delete_session(**_address(parts)))


def _address(parts: Mapping[str, str]) -> dict[str, str]:
    check(BOT_ID, parts["botId"], "botId")
    return {
        "bot_id": parts["botId"],
        "bot_alias_id": parts["botAliasId"],
        "locale_id": parts["localeId"],
        "session_id": parts["sessionId"],
    }


def _packed_headers(request: Request) -> tuple[Json | None, Json | None]:
    headers = [request.headers.get(_STATE_HEADER, ""), request.headers.get(_ATTRIBUTES_HEADER, "")]
    size = sum(map(len, headers))
    if size > MAX_HEADER_BYTES:
        raise ValidationException(f"Session state and request attributes exceed maximum size ({size} vs. 12K)")
    state, attributes = headers
    return (
        unpack(state, _STATE_HEADER) if state else None,
        unpack(attributes, _ATTRIBUTES_HEADER) if attributes else None,
    )


def _answer_headers(finished: Finished, session_id: str) -> dict[str, str]:
    session = finished.session
    headers = {
        "x-amz-lex-session-id": session_id,
        "x-amz-lex-session-state": pack(session_state_json(session, finished.now)),
    }
    if session.messages:
        headers["x-amz-lex-messages"] = pack(messages_json(session.messages))
    if session.request_attributes:
        headers["x-amz-lex-request-attributes"] = pack(dict(session.request_attributes))
    return headers
