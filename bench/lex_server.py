"""What one core of the local Lex serves over HTTP: a bot of 10 intents without a handler, asked by another process.

Run as ``python -m bench.lex_server``. The server is kept on one processor where the system can do that.
"""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

from bench.nlu import large_locale
from bot.definitions.model import Bot
from bot.definitions.write import write_bot

Json = dict[str, Any]

ENCODERS = ("none", "auto")
INTENTS = 10
UTTERANCES = 20
CLIENTS = 4
SECONDS = 5.0
_START_SECONDS = 120
_HEADERS = {"Content-Type": "application/json"}


def main() -> None:
    """Print turns per second of several clients at once, and the milliseconds of one client alone."""
    with TemporaryDirectory() as folder:
        texts = write_export(Path(folder) / "export")
        for encoder in ENCODERS:
            with served(Path(folder), encoder) as address:
                _turns(address, "warm", texts, 1.0)
                alone = sorted(_turns(address, "alone", texts, SECONDS))
                rate = _together(address, texts)
            p50, p99 = (alone[int(len(alone) * share)] * 1000 for share in (0.5, 0.99))
            print(
                f"local Lex over HTTP, {INTENTS} intents, one core, encoder {encoder}:"
                f" {rate:.0f} turns/s with {CLIENTS} clients; one client p50 {p50:.2f} ms, p99 {p99:.2f} ms"
            )


def write_export(folder: Path) -> Sequence[str]:
    """Write an export of 10 intents; return its sample utterances, which the clients say a little differently."""
    locale = large_locale(INTENTS, UTTERANCES)
    write_bot(Bot("Bench", "BENCHBOT01", "DRAFT", 300, {locale.id: locale}), folder)
    return [text for intent in locale.intents.values() for text in intent.utterances]


@contextmanager
def served(folder: Path, encoder: str) -> Iterator[Json]:
    """``bot lex serve`` in a process of its own, for the time of a measurement."""
    ready = folder / f"ready-{encoder}.json"
    command = [sys.executable, "-m", "bot", "lex", "serve", str(folder / "export"), "--encoder", encoder]
    command += ["--cache-dir", str(folder / "models"), "--ready-file", str(ready)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield _await(ready, process)
    finally:
        process.terminate()
        process.wait()


def _await(ready: Path, process: subprocess.Popen[bytes]) -> Json:
    deadline = time.monotonic() + _START_SECONDS
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the server does not answer; its error is above")
        Event().wait(0.05)
    _keep_on_one_core(process.pid)
    found: Json = json.loads(ready.read_text(encoding="utf-8"))
    return found


def _keep_on_one_core(pid: int) -> None:
    if not hasattr(os, "sched_setaffinity"):
        return
    core = {min(os.sched_getaffinity(0))}
    for task in Path(f"/proc/{pid}/task").iterdir():
        os.sched_setaffinity(int(task.name), core)


def _together(address: Json, texts: Sequence[str]) -> float:
    with ThreadPoolExecutor(CLIENTS) as clients:
        found = clients.map(lambda n: len(list(_turns(address, f"client-{n}", texts, SECONDS))), range(CLIENTS))
    return sum(found) / SECONDS


def _turns(address: Json, session: str, texts: Sequence[str], seconds: float) -> Iterator[float]:
    """Turn after turn in one session over one connection; yields what each took, in seconds."""
    connection = http.client.HTTPConnection(address["lexEndpoint"].removeprefix("http://"), timeout=30)
    path = f"/bots/{address['botId']}/botAliases/{address['botAliasId']}/botLocales/{address['locales'][0]}"
    end = time.perf_counter() + seconds
    number = 0
    while time.perf_counter() < end:
        # No sentence twice: the encoder may remember those that it has seen.
        body = json.dumps({"text": f"{texts[number % len(texts)]} {session} {number}"})
        yield _timed(connection, f"{path}/sessions/{session}/text", body)
        number += 1
    connection.close()


def _timed(connection: http.client.HTTPConnection, path: str, body: str) -> float:
    started = time.perf_counter()
    connection.request("POST", path, body, _HEADERS)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200, answer.status
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
