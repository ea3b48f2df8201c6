"""The HTTP API behind the chat widget (API Gateway HTTP API, payload 2.0): event in, one call, answer out."""

import json
import os
import time
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from threading import local
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from fulfillment.chat.chat import Chat, Endpoint
from fulfillment.chat.lex_client import LexClient
from fulfillment.chat.limits import JSON_TYPE
from fulfillment.chat.operations import OPERATIONS, Operation
from fulfillment.chat.problems import CONTENT_TYPE, Refused
from fulfillment.chat.rate_limits import Counters
from fulfillment.chat.requests import Request
from fulfillment.chat.settings import Settings, read_settings
from fulfillment.knowledge.port import Knowledge

Json = dict[str, Any]

LEX_SECONDS = 25
"""A code hook may take 30 seconds; API Gateway waits that long for all of us."""
COUNTER_SECONDS = 1
"""A counter that does not answer must not keep anybody waiting: requests pass without it."""


@dataclass(frozen=True)
class RequestRecord:
    """One line of the log: what became of a request."""

    request: str
    operation: str
    status: int
    code: str
    ms: float
    told: Mapping[str, Any]


class ChatResolver(APIGatewayHttpResolver):
    """The routes of one thread. Powertools keeps the running request in its resolver, and its event in a class."""

    def __init__(self, chat: Chat, failed: Callable[[Exception], None]) -> None:
        super().__init__(debug=False)
        self._chat = chat
        self._tell_failure = failed
        self.record = RequestRecord("", "", 0, "", 0.0, {})
        endpoints = chat.endpoints()
        for operation in OPERATIONS:
            rule = operation.path.replace("{", "<").replace("}", ">")
            self.route(rule, method=operation.method)(self._calling(operation, endpoints[operation.id]))
        self.not_found(self._nothing_here)
        self.exception_handler(Refused)(self._refused)
        self.exception_handler(Exception)(self._failed)

    def resolve(self, event: Mapping[str, Any], context: Any) -> Json:
        """The answer to an event, with what every answer carries; ``record`` tells of it afterwards."""
        started = time.perf_counter()
        request = self._asked = read_request(event)
        self.record = RequestRecord(request.id, "", 0, "", 0.0, {})
        answer = super().resolve(event, context)
        answer["headers"] = {**self._chat.headers(request), **answer["headers"]}
        took = round((time.perf_counter() - started) * 1000, 2)
        self.record = replace(self.record, status=int(answer["statusCode"]), ms=took)
        return answer

    @property
    def current_event(self) -> APIGatewayProxyEventV2:  # type: ignore[override]  # a class attribute over there
        return self._event

    def _to_proxy_event(self, event: Json) -> APIGatewayProxyEventV2:
        # What powertools writes to its class would be overwritten by a request in another thread.
        self._event = APIGatewayProxyEventV2(event)
        return self._event

    def _calling(self, operation: Operation, endpoint: Endpoint) -> Callable[..., Response[str]]:
        def call(**path: str) -> Response[str]:
            self.record = replace(self.record, operation=operation.id)
            request = replace(self._asked, body=read_body(self._event.raw_event), token=path.get("sessionId", ""))
            self._asked = request
            self._chat.admit(request)
            answer = endpoint(request)
            self.record = replace(self.record, told=answer.told)
            content_type = None if answer.body is None else JSON_TYPE
            return Response(answer.status, content_type, "" if answer.body is None else _json(answer.body))

        return call

    def _nothing_here(self, _error: Exception) -> Response[str]:
        if self._asked.method == "OPTIONS":
            return Response(204, None, "", headers=dict(self._chat.preflight(self._asked)))
        raise Refused("no-such-address")

    def _refused(self, refused: Refused) -> Response[str]:
        self.record = replace(self.record, code=refused.code)
        if refused.code == "bot-trouble" and isinstance(refused.__cause__, Exception):
            self._tell_failure(refused.__cause__)
        problem = refused.as_json(self._asked.locale_of_problems, self._asked.id)
        return Response(refused.status, CONTENT_TYPE, _json(problem), headers=dict(refused.headers))

    def _failed(self, failure: Exception) -> Response[str]:
        self._tell_failure(failure)
        return self._refused(Refused("failure"))


class ChatApi:
    """Answers API Gateway, in any number of threads. ``record`` is told of every request."""

    def __init__(
        self, chat: Chat, record: Callable[[RequestRecord], None], failed: Callable[[Exception], None]
    ) -> None:
        self._chat = chat
        self._record = record
        self._failed = failed
        self._thread = local()

    def __call__(self, event: Json, context: object = None) -> Json:
        resolver = self._resolver()
        answer = resolver.resolve(event, context)
        self._record(resolver.record)
        return answer

    def _resolver(self) -> ChatResolver:
        if not hasattr(self._thread, "resolver"):
            self._thread.resolver = ChatResolver(self._chat, self._failed)
        resolver: ChatResolver = self._thread.resolver
        return resolver


def open_chat_api(
    settings: Settings,
    lex_client: Any,
    knowledge: Knowledge,
    counters: Counters,
    record: Callable[[RequestRecord], None],
    failed: Callable[[Exception], None],
) -> ChatApi:
    """The API of a bot behind a boto3 client of lexv2-runtime."""
    from botocore.exceptions import BotoCoreError

    lex = LexClient(lex_client, settings.bot_id, settings.bot_alias_id, (BotoCoreError,))
    return ChatApi(Chat(settings, lex, knowledge, counters, failed), record, failed)


def client_settings(seconds: int) -> Any:
    """How clients wait: not for ever, and no second try, for Lex would take it for another turn."""
    from botocore.config import Config

    retries = {"total_max_attempts": 1}
    return Config(connect_timeout=2, read_timeout=seconds, retries=retries, max_pool_connections=32)


def read_request(event: Mapping[str, Any]) -> Request:
    """A request without its body from an event of payload 2.0."""
    context = event["requestContext"]
    http = context["http"]
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    query = event.get("queryStringParameters") or {}
    return Request(context["requestId"], http["method"], event["rawPath"], headers, query, source=http["sourceIp"])


def read_body(event: Mapping[str, Any]) -> bytes:
    body: str = event.get("body") or ""
    return b64decode(body) if event.get("isBase64Encoded") else body.encode("utf-8", "replace")


def _json(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # Half an emoji, in the name of a field that is refused, has no place in UTF-8.
    return text.encode("utf-8", "replace").decode()


def _secret() -> str:
    """The session secret: of the environment, or of the parameter (or Secrets Manager's, through SSM) it names."""
    if secret := os.environ.get("SESSION_SECRET"):
        return secret
    import boto3

    name = os.environ["SESSION_SECRET_PARAMETER"]
    found: str = boto3.client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
    return found


@cache
def _deployed() -> ChatApi:
    """The join of the deployed function: Lex, DynamoDB, and powertools for the log."""
    import boto3
    from aws_lambda_powertools import Logger

    from fulfillment.knowledge.counters import DynamoCounters
    from fulfillment.knowledge.table import DynamoKnowledge

    logger = Logger(service="chat-api")
    table = os.environ["KNOWLEDGE_TABLE"]

    def record(request: RequestRecord) -> None:
        line = asdict(request)
        logger.info("request", extra={**line, **line.pop("told")})

    def failed(failure: Exception) -> None:
        logger.exception("request failed", exc_info=failure)

    return open_chat_api(
        read_settings(os.environ, _secret()),
        boto3.client("lexv2-runtime", config=client_settings(LEX_SECONDS)),
        DynamoKnowledge(boto3.client("dynamodb"), table),
        DynamoCounters(
            boto3.client("dynamodb", config=client_settings(COUNTER_SECONDS)), os.environ.get("RATE_TABLE") or table
        ),
        record,
        failed,
    )


def lambda_handler(event: Json, context: object) -> Json:
    return _deployed()(event, context)


if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
    # The init phase has a full core and is not billed to the first asker.
    _deployed()
