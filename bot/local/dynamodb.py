"""A real DynamoDB-compatible server as a child process: on a free loopback port, in a file or in memory."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.local.errors import LocalError

DYNOXIDE = Path(__file__).parent / "engine/node_modules/@dynoxide/linux-x64/dynoxide"
MINISTACK_VENV = Path(__file__).parent / "engine/ministack"
MINISTACK = MINISTACK_VENV / "bin" / "ministack"
START_SECONDS = 30.0
STOP_SECONDS = 5.0
POLL_SECONDS = 0.01


@dataclass(frozen=True)
class Engine:
    """A way to start a server: its command and what it wants in its environment."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


def choose_engine(port: int, data_dir: Path | None) -> Engine:
    """The server this machine has: dynoxide, else ministack. Raises LocalError if it has neither."""
    if os.access(DYNOXIDE, os.X_OK) and sys.platform == "linux":
        stored = ("--db-path", str(data_dir / "dynamodb.sqlite")) if data_dir else ()
        return Engine("dynoxide", (str(DYNOXIDE), "--host", "127.0.0.1", "--port", str(port), *stored))
    if not os.access(MINISTACK, os.X_OK):
        raise LocalError("no DynamoDB server is installed: run `make setup` (it needs npm, or pip for the fallback)")
    return Engine("ministack", (str(MINISTACK),), _ministack_environment(port, data_dir))


def _ministack_environment(port: int, data_dir: Path | None) -> dict[str, str]:
    """ministack listens on every interface and opens an MQTT port unless it is told not to."""
    environment = {
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "SERVICES": "dynamodb",
    }
    if data_dir:
        environment |= {"PERSIST_STATE": "1", "STATE_DIR": str(data_dir / "ministack")}
    return environment


@contextmanager
def embedded_dynamodb(data_dir: Path | None = None, port: int = 0) -> Iterator[str]:
    """Run a server and give its endpoint URL; it ends with the block. Without ``data_dir`` nothing is kept."""
    if data_dir:
        data_dir.mkdir(parents=True, exist_ok=True)
    port = _still_free(port) if port else free_port()
    engine = choose_engine(port, data_dir)
    with (data_dir / f"{engine.name}.log" if data_dir else Path(os.devnull)).open("ab") as log:
        process = subprocess.Popen(
            engine.command,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **engine.environment},
            # Its own process group: Ctrl-C is ours to handle, so that it ends after the servers that use it.
            start_new_session=True,
        )
    try:
        _wait_until_listening(process, engine, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        _stop(process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _still_free(port: int) -> int:
    """The port, unless somebody listens there: a stranger's answers must not be taken for our server's."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as taken:
            raise LocalError(f"the DynamoDB server cannot start on port {port}: is the port taken?") from taken
    return port


def _wait_until_listening(process: subprocess.Popen[bytes], engine: Engine, port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(POLL_SECONDS)
    raise LocalError(f"the DynamoDB server {engine.name} did not start on port {port}: is the port taken?")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
