"""Calling something that may take too long: in a thread of its own, which does not keep the program from ending."""

from collections.abc import Callable
from threading import BoundedSemaphore, Event, Thread
from types import TracebackType

MAX_CONCURRENT_CALLS = 32


class CallFailed(Exception):
    """The call raised ``error``."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
        super().__init__(type(error).__name__)


class CallTimedOut(Exception):
    """The call has not ended in time."""


class TooManyCalls(Exception):
    """All threads are taken, perhaps by calls that never end."""


class TimedCalls:
    """Runs at most MAX_CONCURRENT_CALLS calls at once; one that is given up on counts until it ends."""

    def __init__(self, limit: int = MAX_CONCURRENT_CALLS) -> None:
        self._free = BoundedSemaphore(limit)

    def call(self, work: Callable[[], bytes], *, timeout: float) -> bytes:
        """What ``work`` returns within ``timeout`` seconds.

        :raises CallFailed: it raised; the cause is what it raised.
        :raises CallTimedOut: it is still running.
        :raises TooManyCalls: no thread is free.
        """
        if not self._free.acquire(blocking=False):
            raise TooManyCalls
        call = _Call(work, self._free)
        Thread(target=call.run, name="code-hook", daemon=True).start()
        return call.outcome(timeout)


class _Call:
    """One call. As a context manager it keeps what is raised, for the thread that waits."""

    def __init__(self, work: Callable[[], bytes], free: BoundedSemaphore) -> None:
        self._work = work
        self._free = free
        self.done = Event()
        self.answer = b""
        self.error: BaseException | None = None

    def run(self) -> None:
        """Do the work."""
        with self:
            self.answer = self._work()

    def outcome(self, timeout: float) -> bytes:
        """Wait for the end of the work."""
        if not self.done.wait(timeout):
            raise CallTimedOut
        if self.error is not None:
            raise CallFailed(self.error) from self.error
        return self.answer

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> bool:
        self.error = error
        self._free.release()
        self.done.set()
        return True
