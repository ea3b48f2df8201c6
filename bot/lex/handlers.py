"""The port to the code behind a bot, and the handlers that run in this process or behind a URL."""

import http.client
import importlib
import importlib.util
import json
import logging
import re
import sys
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, Protocol, runtime_checkable

from bot.lex.timed_call import CallFailed, CallTimedOut, TimedCalls, TooManyCalls

Json = dict[str, Any]
LambdaFunction = Callable[[Json, Any], Any]

_LAMBDA_ARN = re.compile(r"arn:[\w-]+:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$")

_log = logging.getLogger(__name__)


class HandlerError(Exception):
    """The handler raised, or could not be reached."""

    def __init__(self, message: str, *, request_id: str = "", denied: bool = False) -> None:
        self.request_id = request_id
        self.denied = denied
        super().__init__(message)


class HandlerTimeout(HandlerError):
    """The handler did not answer in time."""


class HandlerThrottled(HandlerError):
    """The handler refused one more call at the same time."""


@runtime_checkable
class Handler(Protocol):
    """What answers code-hook events."""

    def invoke(self, event: bytes, *, timeout: float, request_id: str) -> bytes:
        """Answer a JSON event with JSON, within ``timeout`` seconds.

        :raises HandlerError: it failed; HandlerTimeout and HandlerThrottled tell how.
        """
        ...


class HandlerNotFound(Exception):
    """A handler was named that does not exist; the message says what to give instead."""


@dataclass(frozen=True)
class LambdaContext:
    """The second argument of a Lambda function, with the attributes that AWS gives it."""

    aws_request_id: str
    deadline: float
    function_name: str = "local-code-hook"
    function_version: str = "$LATEST"
    memory_limit_in_mb: int = 512
    log_group_name: str = "/aws/lambda/local-code-hook"
    log_stream_name: str = "local"
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:000000000000:function:local-code-hook"
    identity: None = None
    client_context: None = None

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until Lex gives up."""
        return max(0, int((self.deadline - monotonic()) * 1000))


@dataclass(frozen=True)
class CallableHandler:
    """A Lambda function of this process: any callable of an event and a context."""

    function: LambdaFunction
    _calls: TimedCalls = field(default_factory=TimedCalls, repr=False)

    def invoke(self, event: bytes, *, timeout: float, request_id: str) -> bytes:
        """Call the function in a thread of its own, so that a slow one can be given up on.

        :raises HandlerError: it raised, or answered what is no JSON.
        :raises HandlerTimeout: it is still running after ``timeout`` seconds.
        :raises HandlerThrottled: too many calls of it are still running.
        """
        context = LambdaContext(request_id, monotonic() + timeout)
        try:
            return self._calls.call(lambda: self._run(event, context), timeout=timeout)
        except CallTimedOut as late:
            raise HandlerTimeout(f"no answer within {timeout:g} s", request_id=request_id) from late
        except TooManyCalls as busy:
            raise HandlerThrottled("too many calls are still running", request_id=request_id) from busy
        except CallFailed as failed:
            _log.error("the code hook raised", exc_info=failed.error)
            raise HandlerError(str(failed), request_id=request_id) from failed.error

    def _run(self, event: bytes, context: LambdaContext) -> bytes:
        return json.dumps(self.function(json.loads(event), context), ensure_ascii=False).encode("utf-8", "replace")


@dataclass(frozen=True)
class EmulatorHandler:
    """A Lambda function behind the runtime interface emulator, given by the URL of its invocations path."""

    url: str
    # The emulator is one instance of the function: it crashes when it is called while it is working.
    _one_at_a_time: Lock = field(default_factory=Lock, repr=False, compare=False)

    def invoke(self, event: bytes, *, timeout: float, request_id: str) -> bytes:
        """POST the event, after the calls that are running.

        :raises HandlerError: the function raised, or nothing answers at the URL.
        :raises HandlerTimeout: no answer within ``timeout`` seconds.
        """
        deadline = monotonic() + timeout
        if not self._one_at_a_time.acquire(timeout=timeout):
            raise HandlerTimeout(f"other calls took all of {timeout:g} s", request_id=request_id)
        try:
            answer = self._post(event, max(deadline - monotonic(), 0.001))
        except TimeoutError as late:
            raise HandlerTimeout(f"no answer within {timeout:g} s", request_id=request_id) from late
        except urllib.error.HTTPError as error:
            error.close()
            raise _unreachable(self.url, error, timeout, request_id) from error
        except (OSError, http.client.HTTPException) as error:
            raise _unreachable(self.url, error, timeout, request_id) from error
        finally:
            self._one_at_a_time.release()
        return _refuse_error_answer(answer, request_id)

    def _post(self, event: bytes, timeout: float) -> bytes:
        headers = {"Content-Type": "application/json"}
        # The URL is the operator's own, and open_handler takes http and https only.
        request = urllib.request.Request(self.url, data=event, headers=headers, method="POST")  # noqa: S310
        with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310
            answer: bytes = response.read()
        return answer


def _unreachable(url: str, error: Exception, timeout: float, request_id: str) -> HandlerError:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return HandlerTimeout(f"no answer within {timeout:g} s", request_id=request_id)
    return HandlerError(f"{url} cannot be called ({reason})", request_id=request_id)


def _refuse_error_answer(answer: bytes, request_id: str) -> bytes:
    # The emulator answers 200 for a function that raised, with the error as the body.
    try:
        content = json.loads(answer)
    except ValueError:
        return answer
    if isinstance(content, dict) and "errorType" in content and "sessionState" not in content:
        raise HandlerError(str(content["errorType"]), request_id=request_id)
    return answer


def open_handler(handler: "Handler | LambdaFunction | str | None") -> Handler | None:
    """Make a Handler of what a person may give: ``module:function``, ``file.py:function``, the URL of a runtime
    interface emulator, the ARN of a Lambda function, a callable, or a Handler.

    :raises HandlerNotFound: the name leads to nothing that can be called.
    """
    if handler is None or isinstance(handler, Handler):
        return handler
    if isinstance(handler, str) and handler.startswith(("http://", "https://")):
        return EmulatorHandler(handler)
    if isinstance(handler, str) and handler.startswith("arn:"):
        return _open_lambda(handler)
    return CallableHandler(_import_function(handler) if isinstance(handler, str) else handler)


def _open_lambda(arn: str) -> Handler:
    # Imported late: boto3 takes long to import, and most handlers do without it.
    from bot.lex.lambda_handler_client import LambdaHandler

    if not _LAMBDA_ARN.match(arn):
        raise HandlerNotFound(f"{arn}: no Lambda function; write arn:aws:lambda:REGION:ACCOUNT:function:NAME")
    return LambdaHandler(arn, region=arn.split(":")[3])


def _import_function(name: str) -> LambdaFunction:
    module_name, _, function_name = name.rpartition(":")
    if not module_name:
        raise HandlerNotFound(f"{name}: no handler is named; write module:function, file.py:function, a URL or an ARN")
    module = _import_module(module_name, name)
    function = getattr(module, function_name, None)
    if not callable(function):
        raise HandlerNotFound(f"{name}: {module_name} has no function {function_name}; check the name")
    return function  # type: ignore[no-any-return]


def _import_module(module_name: str, name: str) -> object:
    path = Path(module_name)
    try:
        return _import_file(path.resolve()) if path.suffix == ".py" else importlib.import_module(module_name)
    except (ImportError, FileNotFoundError, SyntaxError) as error:
        raise HandlerNotFound(
            f"{name}: cannot be imported ({error}); check the name and the working directory"
        ) from error


def _import_file(path: Path) -> object:
    # Under a name of its own: another handler's file, or a module that is imported already, may be called the same.
    module_name = f"{path.stem}_{zlib.crc32(str(path).encode()):08x}"
    spec = importlib.util.spec_from_file_location(module_name, path)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"{path} is no Python file")
    sys.path.insert(0, str(path.parent))
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    spec.loader.exec_module(module)
    return module
