"""How many requests a session and an address may make in a minute, counted where every container sees it.

A window is a minute of the clock. Whoever waits for its end may go on, so two windows' worth can come within one
minute around it; in return a request costs one write for each counter and never a read. Where the counters fail,
requests pass: a broken counter must not silence the bot.
"""

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from typing import Protocol

from fulfillment.chat.problems import Refused
from fulfillment.knowledge.port import KnowledgeError

WINDOW_SECONDS = 60
KEPT_SECONDS = 3600
PURPOSE = b"chat-address\0"


class Counters(Protocol):
    """Counters that all containers share."""

    def count(self, name: str, expires: int) -> int:
        """Count one more and say how many that makes; forgotten after ``expires`` (seconds of the epoch).

        Raises KnowledgeError where the store fails.
        """
        ...


@dataclass(frozen=True)
class Rates:
    """Requests a minute."""

    per_session: int
    per_address: int


class RateLimits:
    """``failed`` is told when the counters fail and a request passes uncounted."""

    def __init__(
        self,
        counters: Counters,
        rates: Rates,
        secret: bytes,
        failed: Callable[[Exception], None],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._counters = counters
        self._rates = rates
        self._secret = secret
        self._failed = failed
        self._clock = clock

    def count_session(self, lex_id: str) -> None:
        """Raises Refused when a session has had its share."""
        self._count(f"session#{lex_id}", self._rates.per_session, "session-rate")

    def count_address(self, address: str) -> None:
        """Raises Refused when an address has had its share."""
        self._count(f"address#{self._hidden(address)}", self._rates.per_address, "address-rate")

    def _count(self, name: str, most: int, cause: str) -> None:
        now = int(self._clock())
        window = now // WINDOW_SECONDS
        try:
            count = self._counters.count(f"{name}#{window}", now + KEPT_SECONDS)
        except KnowledgeError as failure:
            self._failed(failure)
            return
        if count > most:
            wait = (window + 1) * WINDOW_SECONDS - now
            raise Refused(cause, retry_after=wait, seconds=wait)

    def _hidden(self, address: str) -> str:
        """An address as the table may hold it: nobody can tell whose it is."""
        return hmac.new(self._secret, PURPOSE + network(address).encode(), sha256).hexdigest()[:32]


def network(address: str) -> str:
    """What one household has: an IPv4 address, or the 64 bits that an IPv6 address begins with."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return found.exploded[:19] if isinstance(found, IPv6Address) else str(found)
