"""Which web pages may use the chat (CORS), and what every answer tells a browser."""

from collections.abc import Iterable

ANY = "*"
ANY_PORT = ":*"
METHODS = "GET, POST, DELETE"
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "content-type",
    "Access-Control-Max-Age": "600",
}
SECURITY = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Origins:
    """The allowed origins: ``https://example.com``, ``http://localhost:*`` for any port, or ``*`` for all."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self._allowed = frozenset(allowed)

    def allow(self, origin: str, host: str) -> bool:
        """Whether a page of that origin may ask; no origin means no foreign page, and our own host's pages may."""
        if not origin or ANY in self._allowed or origin in self._allowed:
            return True
        own = host and origin in (f"https://{host}", f"http://{host}")
        return bool(own) or _without_port(origin) + ANY_PORT in self._allowed

    def headers(self, origin: str, host: str) -> dict[str, str]:
        """What lets the browser give an answer to the page, or nothing."""
        if not origin or not self.allow(origin, host):
            return {"Vary": "Origin"}
        return {
            "Vary": "Origin",
            "Access-Control-Allow-Origin": ANY if ANY in self._allowed else origin,
            "Access-Control-Expose-Headers": "x-request-id, retry-after",
        }


def _without_port(origin: str) -> str:
    scheme, separator, place = origin.partition("://")
    host, colon, port = place.rpartition(":")
    return f"{scheme}{separator}{host}" if colon and port.isdecimal() else origin
