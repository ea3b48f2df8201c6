"""A handler behind the Lambda API: AWS Lambda itself, or any server that speaks its Invoke operation.

This is the only file of the local Lex that knows boto3.
"""

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
from bot.lex.timed_call import MAX_CONCURRENT_CALLS, CallFailed, CallTimedOut, TimedCalls, TooManyCalls

_DENIED = frozenset({"AccessDeniedException", "ResourceNotFoundException"})
_THROTTLED = frozenset({"TooManyRequestsException", "ThrottlingException"})
_LONGEST_TIMEOUT_SECONDS = 130


@dataclass(frozen=True)
class LambdaHandler:
    """A Lambda function by name or ARN; ``endpoint_url`` None is AWS (or what the environment says)."""

    function: str
    endpoint_url: str | None = None
    region: str | None = None
    _calls: TimedCalls = field(default_factory=TimedCalls, repr=False)

    @cached_property
    def _client(self) -> Any:
        # Lex calls a function once: retries would apply a turn twice.
        config = Config(
            retries={"total_max_attempts": 1},
            read_timeout=_LONGEST_TIMEOUT_SECONDS,
            max_pool_connections=MAX_CONCURRENT_CALLS,
        )
        return boto3.client("lambda", endpoint_url=self.endpoint_url, region_name=self.region, config=config)

    def invoke(self, event: bytes, *, timeout: float, request_id: str) -> bytes:
        """Invoke the function and wait for its answer.

        :raises HandlerError: the function raised (the message is the kind of error), or cannot be called.
        :raises HandlerTimeout: no answer within ``timeout`` seconds; the call itself goes on.
        :raises HandlerThrottled: Lambda refused.
        """
        try:
            return self._calls.call(lambda: self._invoke(event, request_id), timeout=timeout)
        except CallTimedOut as late:
            raise HandlerTimeout(f"no answer within {timeout:g} s", request_id=request_id) from late
        except TooManyCalls as busy:
            raise HandlerThrottled("too many calls are still running", request_id=request_id) from busy
        except CallFailed as failed:
            raise failed.error from None

    def _invoke(self, event: bytes, request_id: str) -> bytes:
        try:
            answer = self._client.invoke(FunctionName=self.function, Payload=event)
        except ClientError as error:
            raise _refused(error, request_id) from error
        except (ReadTimeoutError, ConnectTimeoutError) as late:
            raise HandlerTimeout("no answer from Lambda", request_id=request_id) from late
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
