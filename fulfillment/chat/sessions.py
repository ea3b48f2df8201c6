"""Session tokens: issued and signed here, unguessable, expiring; and the Lex session that each stands for.

A token is ``<expiry, hex seconds>.<nonce>.<signature>`` in URL-safe characters. The nonce has 128 random bits, the
signature is HMAC-SHA256 over the rest. The Lex session id is made of the nonce, so that what Lex logs opens nothing.
"""

import hmac
import re
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from fulfillment.chat.problems import Refused

NONCE_BYTES = 16
TOKEN = re.compile(r"(?P<expires>[0-9a-f]{1,12})\.(?P<nonce>[0-9A-Za-z_-]{22})\.(?P<signature>[0-9A-Za-z_-]{43})")
PURPOSE = b"chat-session\0"
"""Keeps a signature of something else that the same secret signs from passing for a token's."""


@dataclass(frozen=True)
class Session:
    """A conversation that was started here. ``lex_id`` fits Lex's pattern ``[0-9a-zA-Z._:-]{2,100}``."""

    lex_id: str


class Sessions:
    """Issues tokens and opens them."""

    def __init__(self, secret: bytes, seconds: int, clock: Callable[[], float] = time.time) -> None:
        self._secret = secret
        self._seconds = seconds
        self._clock = clock

    def issue(self) -> str:
        """A token for a new conversation."""
        said = f"{int(self._clock()) + self._seconds:x}.{secrets.token_urlsafe(NONCE_BYTES)}"
        return f"{said}.{self._signature(said)}"

    def open(self, token: str) -> Session:
        """The session of a token. Raises Refused for one that was not issued here, or has expired."""
        found = TOKEN.fullmatch(token)
        if not found or not hmac.compare_digest(self._signature(token.rpartition(".")[0]), found["signature"]):
            raise Refused("unknown-session")
        if int(found["expires"], 16) <= self._clock():
            raise Refused("session-expired")
        return Session(f"web-{found['nonce']}")

    def _signature(self, said: str) -> str:
        digest = hmac.new(self._secret, PURPOSE + said.encode(), sha256).digest()
        return urlsafe_b64encode(digest).rstrip(b"=").decode()
