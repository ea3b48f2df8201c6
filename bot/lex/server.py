"""The local Lex over HTTP: bytes in, one endpoint called, bytes out. Threads and connections are bounded."""

import logging
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from http import HTTPStatus
from threading import Event, Lock, Thread
from time import monotonic
from types import TracebackType
from typing import Any, Self

from waitress import create_server, wasyncore

from bot.lex.errors import InternalServerException, LexError, ResourceNotFoundException
from bot.lex.runtime import Runtime
from bot.lex.runtime_api import RuntimeApi
from bot.lex.wire import Endpoint, Request, Response, Routes, error_response, merged, read_request

THREADS = 16
MAX_CONNECTIONS = 500
MAX_BODY_BYTES = 64 * 1024 * 1024
_DRAIN_SECONDS = 10.0
_POLL_SECONDS = 0.5

_log = logging.getLogger(__name__)

StartResponse = Callable[[str, list[tuple[str, str]]], object]
WsgiApp = Callable[[Mapping[str, Any], StartResponse], Iterable[bytes]]


class UnknownOperation(ResourceNotFoundException):
    """No operation has this method and path."""

    name = "UnknownOperationException"


def create_app(runtime: Runtime, *, more_routes: Sequence[Mapping[str, Endpoint]] = ()) -> WsgiApp:
    """The WSGI application of the runtime API, and of the tables of endpoints that are to stand beside it."""
    routes = Routes(merged([RuntimeApi(runtime).routes(), *more_routes]))

    def app(environ: Mapping[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        request = read_request(environ, runtime.new_request_id())
        response = _answer(routes, request)
        start_response(_status_line(response.status), _headers(response, request.id))
        return [response.body]

    return app


def _answer(routes: Routes, request: Request) -> Response:
    try:
        return _call(routes, request)
    except LexError as error:
        return error_response(error)
    except Exception:  # noqa: BLE001
        # One of the two catch-alls of the program: a client must never see a traceback, the log must.
        _log.exception("request %s failed: %s %s", request.id, request.method, request.path)
        return error_response(
            InternalServerException(f"The local Lex failed; its log tells why (request {request.id})")
        )


def _call(routes: Routes, request: Request) -> Response:
    found = routes.find(request)
    if found is None:
        raise UnknownOperation(f"Nothing answers {request.method} {request.path}")
    endpoint, parts = found
    return endpoint(request, parts)


def _status_line(status: int) -> str:
    return f"{status} {HTTPStatus(status).phrase}"


def _headers(response: Response, request_id: str) -> list[tuple[str, str]]:
    return [
        ("Content-Type", response.content_type),
        ("Content-Length", str(len(response.body))),
        ("x-amzn-RequestId", request_id),
        *response.headers.items(),
    ]


class RunningServer:
    """A server in a thread of its own; a context manager that closes it."""

    def __init__(self, app: WsgiApp, host: str, port: int) -> None:
        self._map: dict[int, Any] = {}
        self._server: Any = create_server(
            app,
            map=self._map,
            sockets=[_listener(host, port)],
            threads=THREADS,
            connection_limit=MAX_CONNECTIONS,
            max_request_body_size=MAX_BODY_BYTES,
            asyncore_use_poll=True,
            ident="local-lex",
        )
        self._stopping = Event()
        self._closing = Lock()
        self.host = host
        self.port = int(self._server.effective_port)
        self._thread = Thread(target=self._serve, name="local-lex", daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The endpoint URL for AWS clients."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    def close(self) -> None:
        """Take no more requests, let the running ones finish, and stop; who closes it again waits for that."""
        with self._closing:
            if self._stopping.is_set():
                return
            self._stopping.set()
            self._server.pull_trigger()
            self._thread.join()
            # Not by the thread itself: it may end before the trigger is pulled, and another file then have its number.
            wasyncore.close_all(self._map)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _serve(self) -> None:
        while not self._stopping.is_set():
            self._poll(_POLL_SECONDS)
        self._server.socket.close()
        self._map.pop(self._server._fileno, None)
        deadline = monotonic() + _DRAIN_SECONDS
        while self._busy() and monotonic() < deadline:
            self._poll(0.01)
        self._server.task_dispatcher.shutdown()

    def _poll(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)

    def _busy(self) -> bool:
        channels = list(self._server.active_channels.values())
        return any(channel.requests or channel.total_outbufs_len for channel in channels)


def _listener(host: str, port: int) -> socket.socket:
    # One socket of our own: a name such as localhost may stand for two addresses, with two ports for port 0.
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    return socket.create_server(address[:2], family=family, backlog=MAX_CONNECTIONS)


def start_server(
    runtime: Runtime, host: str = "127.0.0.1", port: int = 0, *, more_routes: Sequence[Mapping[str, Endpoint]] = ()
) -> RunningServer:
    """Serve a runtime over HTTP; port 0 picks a free one.

    :raises OSError: the port is taken.
    """
    return RunningServer(create_app(runtime, more_routes=more_routes), host, port)
