"""Many people at once: ``python -m bench.chat`` holds conversations with the local bot through its chat API.

Every session asks for an entry of its own and, every other turn, for a repetition, so that a lost or mixed up message
shows as a wrong answer. Everything is on loopback; the load comes from a process of its own.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier
from typing import Any
from urllib.parse import urlsplit

SESSIONS, TURNS, SECONDS = 200, 20, 300
TOPICS = (
    ("en_US", "what is Lambda", "repeat that", "what-is-lambda"),
    ("ko_KR", "람다가 뭐야?", "다시 말해줘", "what-is-lambda"),
    ("en_US", "what is SAM", "repeat that", "what-is-sam"),
    ("ko_KR", "콜드 스타트가 뭐야?", "다시 말해줘", "cold-start"),
    ("en_US", "what is serverless", "repeat that", "what-is-serverless"),
)


@dataclass
class Result:
    """What became of a session's turns; times in milliseconds."""

    times: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)


class Session:
    """One person, on one connection."""

    def __init__(self, url: str, number: int, deadline: float) -> None:
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
        self._locale, *self._asks, self._entry = TOPICS[number % len(TOPICS)]
        self._deadline = deadline
        self.result = Result()

    def talk(self, turns: int, together: Barrier) -> Result:
        """Hold a conversation; all begin at the same time."""
        token = self._fetch("GET", f"/config?locale={self._locale}")[1]["sessionId"]
        together.wait()
        for turn in range(turns):
            self._turn(token, self._asks[turn % 2], f"turn {turn}")
        self._connection.close()
        return self.result

    def _turn(self, token: str, text: str, where: str) -> None:
        started = time.perf_counter()
        try:
            status, answer = self._fetch("POST", f"/chat/{token}/messages", {"text": text, "locale": self._locale})
        except (OSError, HTTPException) as lost:
            self._connection.close()
            self.result.wrong.append(f"{where}: no answer ({lost!r})")
            return
        self.result.times.append((time.perf_counter() - started) * 1000)
        self.result.statuses[status] += 1
        got = answer.get("entryId"), answer.get("locale")
        if got != (self._entry, self._locale):
            self.result.wrong.append(f"{where}: {status} {got} {answer.get('detail', '')}")

    def _fetch(self, method: str, path: str, content: Any = None) -> tuple[int, Any]:
        if time.monotonic() > self._deadline:
            raise TimeoutError("the bench has run for too long")
        body = None if content is None else json.dumps(content)
        self._connection.request(method, path, body, {"content-type": "application/json"})
        answer = self._connection.getresponse()
        return answer.status, json.loads(answer.read())


@contextmanager
def running_bot(encoder: str) -> Iterator[str]:
    """``bot serve`` in a process of its own; its address."""
    with TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.json"
        options = ["--port", "0", "--lex-port", "0", "--encoder", encoder, "--ready-file", str(ready), "--ephemeral"]
        environment = {**os.environ, "RATE_PER_SESSION": "1000", "RATE_PER_ADDRESS": "1000000"}
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve", *options],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while not ready.exists() and process.poll() is None:
                time.sleep(0.1)
            yield json.loads(ready.read_text())["chatUrl"]
        finally:
            process.terminate()
            process.wait()


def hold(url: str, sessions: int, turns: int, seconds: float) -> tuple[Sequence[Result], float]:
    """All conversations, and how long they took together in seconds."""
    together = Barrier(sessions + 1)
    deadline = time.monotonic() + seconds
    with ThreadPoolExecutor(sessions) as people:
        talks = [people.submit(Session(url, n, deadline).talk, turns, together) for n in range(sessions)]
        together.wait(seconds)
        started = time.perf_counter()
        results = [talk.result() for talk in talks]
        return results, time.perf_counter() - started


def report(results: Sequence[Result], seconds: float) -> bool:
    """Print the figures; whether everything was answered rightly."""
    times = sorted(taken for result in results for taken in result.times)
    wrong = [each for result in results for each in result.wrong]
    statuses = sum((result.statuses for result in results), Counter[int]())
    p50, p90, p99 = (times[int(len(times) * share)] for share in (0.5, 0.9, 0.99))
    print(f"{len(results)} sessions at once, {len(times)} answers in {seconds:.1f} s ({len(times) / seconds:.0f}/s)")
    print(
        f"p50 {p50:.0f} ms, p90 {p90:.0f} ms, p99 {p99:.0f} ms, longest {times[-1]:.0f} ms; statuses {dict(statuses)}"
    )
    print(f"lost or wrong: {len(wrong)}")
    print("\n".join(wrong[:10]))
    return not wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="give up after this time")
    parser.add_argument("--encoder", choices=("auto", "none"), default="auto")
    parser.add_argument("--url", help="ask this bot instead of starting one")
    options = parser.parse_args()
    if options.url:
        right = report(*hold(options.url, options.sessions, options.turns, options.seconds))
    else:
        with running_bot(options.encoder) as url:
            right = report(*hold(url, options.sessions, options.turns, options.seconds))
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
