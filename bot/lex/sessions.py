"""Where sessions live between turns: in memory, for as long as the bot lets them idle, one request at a time."""

from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, NamedTuple

from bot.lex.errors import ConflictException
from bot.lex.state import Session

Json = dict[str, Any]

MAX_SESSIONS = 10_000
MAX_TRACED_SESSIONS = 500
MAX_TRACE_TURNS = 50


class SessionKey(NamedTuple):
    """What identifies a session."""

    bot_id: str
    alias_id: str
    locale_id: str
    session_id: str


@dataclass
class _Entry:
    session: Session | None = None
    last_used: float = 0.0
    busy: bool = False


class Sessions:
    """Sessions by key, the least recently used ones forgotten beyond ``capacity``. Times in seconds since the epoch."""

    def __init__(self, capacity: int = MAX_SESSIONS) -> None:
        self._entries: OrderedDict[SessionKey, _Entry] = OrderedDict()
        self._traces: OrderedDict[SessionKey, deque[Json]] = OrderedDict()
        self._capacity = capacity
        self._lock = Lock()

    @contextmanager
    def held(self, key: SessionKey) -> Iterator[None]:
        """Keep every other request away from a session.

        :raises ConflictException: another request holds it.
        """
        with self._lock:
            entry = self._entries.setdefault(key, _Entry())
            if entry.busy:
                raise ConflictException(f"Another request is using session {key.session_id}")
            entry.busy = True
            self._entries.move_to_end(key)
        try:
            yield
        finally:
            with self._lock:
                entry.busy = False
                self._forget_surplus(key, entry)

    def _forget_surplus(self, key: SessionKey, entry: _Entry) -> None:
        if entry.session is None:
            self._entries.pop(key, None)
        while len(self._entries) > self._capacity:
            oldest = next((k for k, e in self._entries.items() if not e.busy), None)
            if oldest is None:
                return
            del self._entries[oldest]

    def find(self, key: SessionKey, *, now: float, idle_seconds: float) -> Session | None:
        """The session, unless it has idled for too long."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None or now - entry.last_used > idle_seconds:
                return None
            return entry.session

    def save(self, key: SessionKey, session: Session, *, now: float) -> None:
        """Keep a session for the next turn; it must be held."""
        with self._lock:
            entry = self._entries.setdefault(key, _Entry())
            entry.session = session
            entry.last_used = now

    def forget(self, key: SessionKey) -> None:
        """End a session; its trace stays for people to read."""
        with self._lock:
            if entry := self._entries.get(key):
                entry.session = None

    def add_trace(self, key: SessionKey, turn: Json) -> None:
        """Keep the log of a turn, for the sessions that were traced last."""
        with self._lock:
            self._traces.setdefault(key, deque(maxlen=MAX_TRACE_TURNS)).append(turn)
            self._traces.move_to_end(key)
            while len(self._traces) > MAX_TRACED_SESSIONS:
                self._traces.popitem(last=False)

    def trace(self, key: SessionKey) -> list[Json]:
        """The logs of the last turns, oldest first."""
        with self._lock:
            return list(self._traces.get(key, ()))

    def recent(self) -> list[SessionKey]:
        """The sessions there are, most recently used first."""
        with self._lock:
            return [key for key, entry in reversed(self._entries.items()) if entry.session is not None]
