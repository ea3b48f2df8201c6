"""A handler behind the Lambda API: AWS Lambda itself, or any server that speaks its Invoke operation.

This is the only file of the local Lex that knows boto3.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    ReadTimeoutError,
)

from bot.lex.handlers import HandlerError, HandlerThrottled, HandlerTimeout

_DENIED = frozenset({"AccessDeniedException", "ResourceNotFoundException"})
_THROTTLED = frozenset({"TooManyRequestsException", "ThrottlingException"})
_MAX_CONNECTIONS = 32
_LONGEST_TIMEOUT_SECONDS = 130


@dataclass(frozen=True)
class LambdaHandler:
    """A Lambda function by name or ARN; ``endpoint_url`` None is AWS (or what the environment says)."""

    function: str
    endpoint_url: str | None = None
    region: str | None = None
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(_MAX_CONNECTIONS), repr=False)

    @cached_property
    def _client(self) -> Any:
        # Lex calls a function once: retries would apply a turn twice.
        config = Config(
            retries={"total_max_attempts": 1},
            read_timeout=_LONGEST_TIMEOUT_SECONDS,
            max_pool_connections=_MAX_CONNECTIONS,
        )
        return boto3.client("lambda", endpoint_url=self.endpoint_url, region_name=self.region, config=config)

    def invoke(self, event: bytes, *, timeout: float, request_id: str) -> bytes:
        """Invoke the function and wait for its answer.

        :raises HandlerError: the function raised (the message is the kind of error), or cannot be called.
        :raises HandlerTimeout: no answer within ``timeout`` seconds; the call itself goes on.
        :raises HandlerThrottled: Lambda refused.
        """
        future = self._pool.submit(self._invoke, event, request_id)
        try:
            return future.result(timeout=timeout)
        except (TimeoutError, ReadTimeoutError, ConnectTimeoutError) as late:
            raise HandlerTimeout(f"no answer within {timeout:g} s", request_id=request_id) from late

    def _invoke(self, event: bytes, request_id: str) -> bytes:
        try:
            answer = self._client.invoke(FunctionName=self.function, Payload=event)
        except ClientError as error:
            raise _refused(error, request_id) from error
        except (ReadTimeoutError, ConnectTimeoutError):
            raise
        except BotoCoreError as error:
            raise HandlerError(f"{self.function} cannot be called ({error})", request_id=request_id) from error
        body: bytes = answer["Payload"].read()
        if answer.get("FunctionError"):
            raise HandlerError(str(answer["FunctionError"]), request_id=request_id)
        return body


def _refused(error: ClientError, request_id: str) -> HandlerError:
    code = error.response.get("Error", {}).get("Code", "")
    if code in _THROTTLED:
        return HandlerThrottled(code, request_id=request_id)
    return HandlerError(code, request_id=request_id, denied=code in _DENIED)
